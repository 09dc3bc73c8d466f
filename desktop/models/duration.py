"""How long, and how recently: what a few dated facts say together, without counting a day twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from desktop.models.passport import Fact
from desktop.models.text import counted
from desktop.models.when import MONTHS, When, said_period


def said_duration(facts: Sequence[Fact]) -> str:
    """``4 ans et 2 mois en tout, jusqu’en octobre 2026``; "" when no date is known.

    What still lasts is said by its beginning, and dates known by their year alone by their years: a length is never
    made up. Overlapping jobs are counted once; months are rounded, and what is shorter is a month.
    """
    dated = [fact for fact in facts if fact.start or fact.end]
    if not dated:
        return ""
    lasting = [fact.start for fact in dated if fact.ongoing and fact.start]
    if lasting:
        return said_period(min(lasting, key=_beginning), None, ongoing=True)
    spans = [(fact.start, fact.end) for fact in dated]
    months = [_span(start, end) for start, end in spans if start and end and start.month and end.month]
    if len(months) < len(spans):
        return _years(dated)
    end = max(last for _, last in months)
    return f"{_length(months)}{' en tout' if len(facts) > 1 else ''}, jusqu’en {MONTHS[end.month - 1]} {end.year}"


def first_day(facts: Iterable[Fact]) -> date | None:
    """The first day that the facts may have begun, None when nobody knows."""
    return min((known.first() for fact in facts if (known := fact.start or fact.end)), default=None)


def last_day(facts: Iterable[Fact]) -> date | None:
    """The last day that the facts may have lasted; None while one of them lasts, or when nobody knows."""
    facts = tuple(facts)
    if any(fact.ongoing for fact in facts):
        return None
    return max((known.last() for fact in facts if (known := fact.end or fact.start)), default=None)


def _beginning(known: When) -> tuple[date, str]:
    """By the first day it may be; of two that may be the same day, the one that claims less comes first."""
    return known.first(), str(known)


def _ending(known: When) -> tuple[date, int]:
    """By the last day it may be; of two that may be the same day, the one that claims less comes last."""
    return known.last(), -len(str(known))


def _span(start: When, end: When) -> tuple[date, date]:
    return start.first(), end.last()


def _years(facts: Sequence[Fact]) -> str:
    first = min((known for fact in facts if (known := fact.start or fact.end)), key=_beginning)
    last = max((known for fact in facts if (known := fact.end or fact.start)), key=_ending)
    return said_period(first, last)


def _length(spans: Iterable[tuple[date, date]]) -> str:
    days, reached = 0, date.min
    for first, last in sorted(spans):
        first = max(first, reached)
        days += max(0, (last - first).days)
        reached = max(reached, last)
    months = max(1, round(days / 30.44))
    years, rest = divmod(months, 12)
    parts = [counted(years, "an")] * bool(years) + [f"{rest} mois"] * bool(rest)
    return " et ".join(parts)
