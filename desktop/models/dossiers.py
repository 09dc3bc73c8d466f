"""The list of files: which ones are shown and in what order. Names are folded once, so that typing never waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, IntEnum
from typing import Final

from desktop.models.file import Card, Kept
from desktop.models.sharing import BASIS_WORDS
from desktop.models.text import counted, folded

SOON_DAYS: Final = 14


class Shown(Enum):
    """What the list is narrowed to."""

    ALL = "En cours"
    NEWS = "Nouveautés"
    ENDING = "Fin de partage proche"
    HAND = "Créés ici"
    ABSENT = "Absents du serveur"
    AWAITED = "À recevoir de nouveau"
    CLOSED = "Accompagnements clos"


class Column(IntEnum):
    """The columns, from left to right."""

    NAME = 0
    BASIS = 1
    SECTIONS = 2
    END = 3
    NEWS = 4
    WAITING = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A card and its folded names: ``key`` sorts by family name, ``words`` (each after a space) is searched.

    ``closed`` is the day on which the accompaniment was closed, None while it goes on.
    """

    card: Card
    key: str
    words: str
    closed: date | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What is typed, what is shown, and the order."""

    text: str = ""
    shown: Shown = Shown.ALL
    column: Column = Column.NAME
    descending: bool = False


def lines(
    cards: Iterable[Card],
    before: Mapping[str, Line] | None = None,
    closed: Mapping[str, date] | None = None,
) -> tuple[Line, ...]:
    """A line for each card; those of ``before`` (by person) whose name did not change are not folded again.

    ``closed`` says since when accompaniments are closed, by person.
    """
    every = tuple(cards)
    kept = {card.person: line for card in every if (line := _same(card, before or {}))}
    fresh = tuple(card for card in every if card.person not in kept)
    made = {card.person: Line(card, *words) for card, words in zip(fresh, _folded(fresh), strict=True)}
    ended = closed or {}
    found = (made.get(card.person) or replace(kept[card.person], card=card) for card in every)
    return tuple(
        line if line.closed == (day := ended.get(line.card.person)) else replace(line, closed=day) for line in found
    )


def chosen(every: Sequence[Line], wish: Wish, today: date) -> tuple[Line, ...]:
    """The lines that answer the wish, sorted; equal ones stay in the order of names."""
    words = [f" {word}" for word in folded(wish.text).split()]
    kept = KEEPERS[wish.shown]
    found = [line for line in every if kept(line, today) and all(word in line.words for word in words)]
    found.sort(key=_by_name)
    if wish.shown is Shown.CLOSED and wish.column is Column.BASIS:
        found.sort(key=lambda line: line.closed or date.max, reverse=not wish.descending)  # the last one first
    elif wish.column is not Column.NAME:
        found.sort(key=SORTERS[wish.column], reverse=wish.descending)
    elif wish.descending:
        found.reverse()
    return tuple(found)


def ends_soon(card: Card, today: date) -> bool:
    """Whether the sharing ends within two weeks."""
    left = card.access.days_left(today)
    return left is not None and left <= SOON_DAYS


def is_closed(card: Card, reading: bool, absence: bool) -> bool:
    """Whether a file may not be read for now: ``reading`` of shared files is closed, or that of those not listed."""
    return (reading and card.kept in (Kept.SHARED, Kept.ABSENT)) or (absence and card.kept is Kept.ABSENT)


def said_name(card: Card) -> str:
    """``Nadia Benali``, or that the file must be received again before it has a name."""
    return card.holder.name.strip() or "Dossier à recevoir de nouveau"


def said_basis(card: Card, closed: bool, ended: bool = False) -> str:
    """By what right, and what keeps the file from being read; ``ended``: the accompaniment is closed."""
    if card.kept is Kept.AWAITED:
        return "à recevoir de nouveau"
    parts = (BASIS_WORDS[card.access.basis], "absent du serveur" if card.kept is Kept.ABSENT else "",
             "fermé en lecture" if closed else "", "clos" if ended else "")  # fmt: skip
    return " · ".join(part for part in parts if part)


def said_count(found: int, total: int, hidden: int = 0) -> str:
    """``12 dossiers``, or ``3 dossiers sur 12`` when the list is narrowed; ``hidden`` closed ones would answer too."""
    said = counted(found, "dossier") if found == total else f"{counted(found, 'dossier')} sur {total}"
    more = counted(hidden, "accompagnement clos", "accompagnements clos")
    return f"{said} · {more} à part" if hidden else said


def hidden(every: Iterable[Line], wish: Wish, today: date) -> int:
    """How many closed ones the list leaves out that answer what is typed."""
    if wish.shown not in OPEN_ONLY:
        return 0
    words = replace(wish, shown=Shown.CLOSED, column=Column.NAME)
    found = chosen(tuple(line for line in every if line.closed), words, today)
    return sum(KEEPERS[wish.shown](replace(line, closed=None), today) for line in found)


def _same(card: Card, before: Mapping[str, Line]) -> Line | None:
    line = before.get(card.person)
    return line if line and line.card.holder == card.holder else None


def _folded(cards: Sequence[Card]) -> Iterator[tuple[str, str]]:
    """(key, words) of each card; all names are folded in one go, which is several times faster than one by one."""
    holders = (card.holder for card in cards)
    names = (name.replace("|", " ") for holder in holders for name in (holder.family_name, holder.first_name))
    parts = [part.strip() for part in folded("|".join(names)).split("|")]
    for family, first in zip(parts[::2], parts[1::2], strict=False):
        yield f"{family} {first}", f" {first} {family}"


def _by_name(line: Line) -> str:
    return line.key


KEEPERS: Final[Mapping[Shown, Callable[[Line, date], bool]]] = {
    Shown.ALL: lambda line, _today: line.closed is None,
    Shown.NEWS: lambda line, _today: line.closed is None and line.card.unread,
    Shown.ENDING: lambda line, today: line.closed is None and ends_soon(line.card, today),
    Shown.HAND: lambda line, _today: line.card.kept is Kept.HAND,
    Shown.ABSENT: lambda line, _today: line.card.kept is Kept.ABSENT,
    Shown.AWAITED: lambda line, _today: line.card.kept is Kept.AWAITED,
    Shown.CLOSED: lambda line, _today: line.closed is not None,
}
OPEN_ONLY: Final = (Shown.ALL, Shown.NEWS, Shown.ENDING)  # what leaves the closed ones out
SORTERS: Final[Mapping[Column, Callable[[Line], str | int | date]]] = {
    Column.NAME: _by_name,
    Column.BASIS: lambda line: BASIS_WORDS[line.card.access.basis],
    Column.SECTIONS: lambda line: len(line.card.access.sections),
    Column.END: lambda line: line.card.access.end or date.max,
    Column.NEWS: lambda line: not line.card.unread,
    Column.WAITING: lambda line: -line.card.waiting,
}
