"""The time as it is kept: UTC, whole seconds, ``2026-11-22T08:42:00Z``."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """This instant, UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def written(instant: datetime) -> str:
    """As text; ValueError for an instant without a time zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read(text: str) -> datetime:
    """From ``written``; ValueError otherwise."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
