"""The action plan of one person."""
