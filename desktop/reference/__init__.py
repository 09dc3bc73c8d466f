"""Public knowledge: the ROME 4.0, imported, checked, compiled and opened read-only."""
