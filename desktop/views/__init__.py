"""What is seen: the only importer of Qt's widgets, grouped by what the counsellor does."""
