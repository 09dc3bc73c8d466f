"""Dates as people know them: a day, a month or only a year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

MONTHS: Final = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
DAYS: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
WRITTEN: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class When:
    """A date as precise as it is known: ``month`` and ``day`` are 0 when unknown."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    @lru_cache(maxsize=4096)
    def read(cls, text: str) -> When:
        """From ``2026``, ``2026-11`` or ``2026-11-22``; ValueError for another shape or a date that does not exist."""
        match = WRITTEN.fullmatch(text)
        if not match:
            raise ValueError("not a date")
        year, month, day = (int(part or 0) for part in match.groups())
        if not 1900 <= year <= 2200:
            raise ValueError("year out of range")
        date(year, month if match[2] else 1, day if match[3] else 1)
        return cls(year, month, day)

    def __str__(self) -> str:
        """ISO 8601, as precise as known."""
        return f"{self.year:04}" + (f"-{self.month:02}" if self.month else "") + (f"-{self.day:02}" if self.day else "")

    def first(self) -> date:
        """The first day it may be."""
        return date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date:
        """The last day it may be (the 28th stands for an unknown day of a month: lengths are drawn, not counted)."""
        return date(self.year, self.month or 12, self.day or 28)

    def said(self) -> str:
        """As people write it: ``14 février 2026``, ``février 2026``, ``2026``."""
        if not self.month:
            return str(self.year)
        return f"{day_of_month(self.day)}{MONTHS[self.month - 1]} {self.year}"


def day_of_month(day: int) -> str:
    """``1er `` or ``14 `` (with the space that follows), "" when the day is unknown."""
    return "" if not day else "1er " if day == 1 else f"{day} "


def said_day(day: date, year: bool = True) -> str:
    """``14 février 2027``, or ``14 février`` when the year goes without saying."""
    text = f"{day_of_month(day.day)}{MONTHS[day.month - 1]}"
    return f"{text} {day.year}" if year else text


def said_weekday(day: date) -> str:
    """``Dimanche 22 novembre``."""
    return f"{DAYS[day.weekday()].capitalize()} {said_day(day, year=False)}"


def said_period(start: When | None, end: When | None, ongoing: bool = False) -> str:
    """``2014 – 2019``, ``depuis mars 2021``, ``juin 2009``; "" when nothing is known."""
    if start and end:
        return start.said() if start == end else f"{start.said()} – {end.said()}"
    if start:
        return f"depuis {'le ' if start.day else ''}{start.said()}" if ongoing else start.said()
    return f"jusqu’à {end.said()}" if end else ""
