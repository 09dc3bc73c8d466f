"""Instants and days, as the contract writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def now() -> datetime:
    """The present, in UTC."""
    return datetime.now(UTC)


def instant(moment: datetime) -> str:
    """``2026-11-22T08:42:00Z``: UTC, whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def today(moment: datetime) -> date:
    """The day it is in France at that moment: a share lasts until its last day ends in Paris."""
    return moment.astimezone(PARIS).date()


def real_instant(text: str) -> bool:
    """Whether a text of the contract's shape names a moment that exists (no 31 February)."""
    try:
        datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return False
    return True


def french_day(text: str) -> str:
    """``2026-12-01`` as it is read aloud: ``1er décembre 2026``."""
    day = date.fromisoformat(text)
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"
