"""What is seen: the only importer of Qt widgets, grouped by what the counsellor does."""
