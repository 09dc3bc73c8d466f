"""Browsing the referential."""
