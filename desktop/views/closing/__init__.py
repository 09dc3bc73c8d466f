"""The end of an accompaniment, and its going on with somebody else."""
