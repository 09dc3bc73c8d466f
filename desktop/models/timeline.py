"""The parcours as lanes of time: work, training, engagement, recognitions; and the times nobody spoke about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from desktop.models.passport import Fact, Passport, Section
from desktop.models.text import counted
from desktop.models.when import When

UNTOLD_DAYS = 92  # a quarter without any fact is worth a question


class Lane(IntEnum):
    """The lanes, from top to bottom."""

    WORK = 0
    TRAINING = 1
    ENGAGEMENT = 2
    RECOGNITION = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """One fact on the timeline; ``end`` is the day after which it no longer ran; a moment has start == end."""

    fact: Fact
    lane: Lane
    start: date
    end: date
    ongoing: bool


@dataclass(frozen=True, slots=True)
class Untold:
    """A stretch without work, training or engagement: to be asked about, never a lack."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars newest first, stretches in order, and the facts that have no date."""

    bars: tuple[Bar, ...]
    untold: tuple[Untold, ...]
    undated: tuple[Fact, ...]


def timeline(passport: Passport, today: date) -> Timeline:
    """Everything with a date, drawn up to ``today``."""
    bars = tuple(bar for fact in passport.facts if (bar := _bar(fact, today)))
    undated = tuple(fact for fact in passport.facts if fact.start is None and fact.end is None)
    return Timeline(tuple(sorted(bars, key=lambda b: (b.end, b.start), reverse=True)), _untold(bars, today), undated)


def finding(line: Timeline) -> str:
    """The title of the chart."""
    if not line.bars:
        return "Le parcours reste à raconter"
    years = line.bars[0].end.year - min(bar.start.year for bar in line.bars)
    jobs = sum(1 for bar in line.bars if bar.lane is Lane.WORK)
    told = counted(jobs, "emploi") if jobs else counted(len(line.bars), "étape")
    return f"{told} en {counted(years, 'an')}" if years > 1 else told


def lane_of(section: Section) -> Lane:
    """Where a section is drawn."""
    return {
        Section.EXPERIENCES: Lane.WORK,
        Section.TRAININGS: Lane.TRAINING,
        Section.ENGAGEMENTS: Lane.ENGAGEMENT,
        Section.MANDATES: Lane.ENGAGEMENT,
    }.get(section, Lane.RECOGNITION)


def _bar(fact: Fact, today: date) -> Bar | None:
    lane = lane_of(fact.section)
    first, last = fact.start or fact.end, fact.end or fact.start
    if first is None or last is None:
        return None
    if lane is Lane.RECOGNITION:
        return Bar(fact, lane, first.first(), first.first(), ongoing=False)
    return Bar(fact, lane, first.first(), _end(fact, last, today), fact.ongoing)


def _end(fact: Fact, last: When, today: date) -> date:
    return max(fact.start.first() if fact.start else today, today) if fact.ongoing else last.last()


def _untold(bars: tuple[Bar, ...], today: date) -> tuple[Untold, ...]:
    spans = sorted((bar.start, bar.end) for bar in bars if bar.lane is not Lane.RECOGNITION)
    found = []
    reached = spans[0][1] if spans else today
    for start, end in [*spans, (today, today)]:
        if (start - reached) > timedelta(days=UNTOLD_DAYS):
            found.append(Untold(reached, start))
        reached = max(reached, end)
    return tuple(found)
