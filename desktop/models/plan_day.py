"""A day to come as counsellors type it: ``4/12``, ``04/12/2026``, ``4 décembre``, ``demain``, ``dans 3 semaines``."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from desktop.errors import Refused
from desktop.models.text import folded
from desktop.models.when import MONTHS, said_day

FIGURES: Final = re.compile(r"(\d{1,2})[/. ](\d{1,2})(?:[/. ](\d{4}))?", re.ASCII)
LETTERS: Final = re.compile(r"(?:le )?(\d{1,2})(?:er)? ([a-z]+)(?: (\d{4}))?", re.ASCII)
AHEAD: Final = re.compile(r"dans (\d{1,3}|une?) (jour|semaine|mois)s?", re.ASCII)
NAMED: Final[Mapping[str, int]] = {"aujourd hui": 0, "demain": 1, "apres demain": 2}
HOW: Final = "Écrivez 4/12, 4 décembre, demain ou dans 2 semaines."


def read_day(text: str, today: date) -> date | None:
    """The day that was typed, None for nothing typed; without a year, the next such day. Refused when it is no day."""
    words = folded(text)
    if not words:
        return None
    if words in NAMED:
        return today + timedelta(days=NAMED[words])
    if found := AHEAD.fullmatch(words):
        return _ahead(1 if found[1].startswith("un") else int(found[1]), found[2], today)
    if found := FIGURES.fullmatch(words):
        return _dated(text, int(found[1]), int(found[2]), found[3], today)
    months = [folded(month) for month in MONTHS]
    if (found := LETTERS.fullmatch(words)) and found[2] in months:
        return _dated(text, int(found[1]), months.index(found[2]) + 1, found[3], today)
    raise Refused(f"La date « {text.strip()} » ne se lit pas.", HOW)


def typed_day(day: date | None) -> str:
    """A day as it is shown in a field, and read again: ``4 décembre 2026``; "" for none."""
    return said_day(day) if day else ""


def _ahead(number: int, unit: str, today: date) -> date:
    if unit != "mois":
        return today + timedelta(days=number * (7 if unit == "semaine" else 1))
    years, month = divmod(today.month - 1 + number, 12)
    year = today.year + years
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _dated(text: str, day: int, month: int, year: str | None, today: date) -> date:
    if year is not None and not 1900 <= int(year) <= 2100:
        raise Refused(f"La date « {text.strip()} » n’est pas possible.", "L’année va de 1900 à 2100.")
    for candidate in (int(year),) if year else range(today.year, today.year + 9):  # 29 février
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if year or found >= today:
            return found
    raise Refused(f"La date « {text.strip()} » n’existe pas.", "Vérifiez le jour et le mois.")
