"""Activity over a period, in numbers of people and of interviews: nobody is named, ranked or foreseen.

Counted from what stands on this computer alone. A row about fewer than five people shows no figure; when one row alone
of a table hides, another one hides with it, for the total would tell it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from desktop.models.closing import closings
from desktop.models.file import Card
from desktop.models.interview import LEVEL_WORDS, MEDIUM_WORDS, MOMENT_WORDS, Header, Medium, header_of
from desktop.models.meeting import Status, meetings
from desktop.models.note import NOTES, Delivery, Item
from desktop.models.when import MONTHS

LEAST: Final = 5  # people
HIDDEN: Final = "moins de 5"
WITHHELD: Final = "masqué"
NOT_SAID: Final = "non dit"


class Dimension(StrEnum):
    """What the people and the interviews of a period are told apart by; the values are those of the CSV."""

    TOTAL = "total"
    MONTH = "mois"
    QUARTER = "trimestre"
    LEVEL = "niveau"
    MEDIUM = "modalite"
    MOMENT = "moment"
    FILES = "dossiers"
    REASON = "motif_de_fin"
    LENGTH = "duree"


DIMENSION_WORDS: Final[Mapping[Dimension, str]] = {
    Dimension.TOTAL: "Ensemble",
    Dimension.MONTH: "Mois",
    Dimension.QUARTER: "Trimestre",
    Dimension.LEVEL: "Niveau du CEP",
    Dimension.MEDIUM: "Modalité",
    Dimension.MOMENT: "Moment",
    Dimension.FILES: "Dossiers ouverts et clos",
    Dimension.REASON: "Motif de fin",
    Dimension.LENGTH: "Durée de l’accompagnement",
}


@dataclass(frozen=True, slots=True)
class Count:
    """One row; the figures are words, ``HIDDEN`` or ``WITHHELD`` where they may not be told, "" where none applies."""

    dimension: Dimension
    value: str
    people: str
    interviews: str


@dataclass(frozen=True, slots=True)
class Talk:
    """An interview: one person, one day, what was said of it; the note counts before the meeting."""

    person: str
    day: date
    header: Header


Cell = tuple[str, frozenset[str], int | None]  # value, people, interviews


def indicators(
    cards: Iterable[Card], items: Iterable[Item], start: date, end: date, wanted: Iterable[Dimension]
) -> tuple[Count, ...]:
    """The rows of these dimensions between two days, both counted."""
    known, written = tuple(cards), tuple(items)
    talks = tuple(interviews(written, start, end))
    chosen = set(wanted)
    return tuple(
        row
        for dimension in Dimension
        if dimension in chosen
        for row in _rows(dimension, _cells(dimension, known, written, talks, start, end))
    )


def interviews(items: Iterable[Item], start: date, end: date) -> Iterator[Talk]:
    """One a person and a day: from the headers of notes in either ink, then from the meetings that took place."""
    written = [item for item in items if item.delivery is not Delivery.DRAFT]
    found: dict[tuple[str, date], Header] = {}
    for item in sorted((item for item in written if item.kind in NOTES), key=lambda item: (item.written, item.id)):
        header = header_of(item.content)
        if header.day:
            key = (item.person, header.day)
            found[key] = _together(found[key], header) if key in found else header
    for one in meetings(written):
        if one.status is Status.HELD:
            found.setdefault((one.person, one.start.date()), Header(medium=Medium(one.medium.value)))
    for (person, day), header in sorted(found.items(), key=lambda each: each[0]):
        if start <= day <= end:
            yield Talk(person, day, header)


def _together(first: Header, then: Header) -> Header:
    """Two notes about one interview: what one does not say, the other may."""
    return Header(first.moment or then.moment, first.day, first.minutes or then.minutes, first.medium or then.medium,
                  first.place or then.place, first.level or then.level)  # fmt: skip


def _cells(
    dimension: Dimension, cards: tuple[Card, ...], items: tuple[Item, ...], talks: tuple[Talk, ...], start: date,
    end: date,
) -> list[Cell]:  # fmt: skip
    if dimension in (Dimension.FILES, Dimension.REASON, Dimension.LENGTH):
        return _ends(dimension, cards, items, start, end)
    groups: dict[str, list[Talk]] = {}
    for talk in talks:
        groups.setdefault(_value(dimension, talk), []).append(talk)
    return [(value, frozenset(one.person for one in found), len(found)) for value, found in groups.items()]


def _value(dimension: Dimension, talk: Talk) -> str:
    header = talk.header
    match dimension:
        case Dimension.MONTH:
            return f"{MONTHS[talk.day.month - 1]} {talk.day.year}"
        case Dimension.QUARTER:
            return f"{talk.day.year}, trimestre {(talk.day.month + 2) // 3}"
        case Dimension.LEVEL:
            return LEVEL_WORDS[header.level] if header.level else NOT_SAID
        case Dimension.MEDIUM:
            return MEDIUM_WORDS[header.medium] if header.medium else NOT_SAID
        case Dimension.MOMENT:
            return MOMENT_WORDS[header.moment] if header.moment else NOT_SAID
        case _:
            return "personnes reçues"


def _ends(dimension: Dimension, cards: tuple[Card, ...], items: tuple[Item, ...], start: date, end: date) -> list[Cell]:
    begun = {card.person: card.access.start for card in cards}
    ended = [one for one in closings(items) if one.reopened is None and one.item and start <= one.day <= end]
    groups: dict[str, set[str]] = {}
    if dimension is Dimension.FILES:
        groups["dossiers ouverts"] = {person for person, day in begun.items() if start <= day <= end}
    for one in ended:
        person = one.item.person if one.item else ""
        if dimension is Dimension.FILES:
            value = "accompagnements clos"
        elif dimension is Dimension.REASON:
            value = one.why or NOT_SAID
        else:
            value = _length((one.day - begun[person]).days) if person in begun else NOT_SAID
        groups.setdefault(value, set()).add(person)
    return [(value, frozenset(people), None) for value, people in groups.items() if people]


def _length(days: int) -> str:
    steps = ((91, "moins de 3 mois"), (183, "de 3 à 6 mois"), (365, "de 6 mois à 1 an"))
    return next((words for most, words in steps if days < most), "1 an ou plus")


def _rows(dimension: Dimension, cells: list[Cell]) -> Iterator[Count]:
    shown = withheld(tuple(len(people) for _, people, _ in cells))
    for (value, _, talks), figure in zip(cells, shown, strict=True):
        told = figure if talks is None or not figure.isdecimal() else str(talks)
        yield Count(dimension, value, figure, "" if talks is None else told)


def withheld(figures: tuple[int, ...]) -> tuple[str, ...]:
    """Each figure as it may be told: a row that would hide alone takes the smallest other one with it."""
    small = [at for at, figure in enumerate(figures) if figure < LEAST]
    others = [at for at in range(len(figures)) if at not in small]
    also = min(others, key=lambda at: figures[at]) if len(small) == 1 and others else -1
    return tuple(
        HIDDEN if at in small else WITHHELD if at == also else str(figure) for at, figure in enumerate(figures)
    )
