"""Drawings of the same rows as the tables: matplotlib's objects, no Qt, no pyplot."""
