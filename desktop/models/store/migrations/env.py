"""Alembic looks for this file; the environment is made in ``migrate``, on the open encrypted connection."""
