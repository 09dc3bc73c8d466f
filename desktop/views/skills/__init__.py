"""The tab Compétences: the map, and the proofs behind each cell."""
