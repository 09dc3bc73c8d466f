"""The tab Compétences: the map, the proofs behind each cell, and what is said of them together."""
