"""A file typed by hand."""
