"""Campaigns: faults and attacks, in numbers. ``python3 dev.py campaign NAME [--long]`` runs one; see ``_frame``."""
