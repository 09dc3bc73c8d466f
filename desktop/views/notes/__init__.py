"""Notes about one person."""
