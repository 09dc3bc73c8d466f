"""How long what is kept here stays without anybody needing it."""

from __future__ import annotations

from datetime import date


def limit(today: date) -> date:
    """A last contact before that day is twelve months old."""
    return _years(today, -1)


def archived_until(contact: date) -> date:
    """Two years after the last contact."""
    return _years(contact, 2)


def _years(day: date, count: int) -> date:
    return day.replace(year=day.year + count, day=28 if (day.month, day.day) == (2, 29) else day.day)
