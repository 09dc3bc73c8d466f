"""Appearance, vault, referential, versions."""
