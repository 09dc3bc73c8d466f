"""Choosing which nearby occupations may be proposed: what there is to choose from, each filter taken off alone.

Filters narrow a list that is on the screen; they are never stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from desktop.models.nearby import Filters
from desktop.models.occupation import Node
from desktop.models.riasec import SORTS
from desktop.models.text import counted, joined

NOTHING_PASSES: Final = "Aucun métier ne passe ces filtres."
UNREGULATED: Final = "Sans métier réglementé"
ONLY_REGULATED: Final = "Métiers réglementés seulement"
Grouped = tuple[tuple[str, tuple[Node, ...]], ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """Contexts of work by category; sectors with their own parts."""

    contexts: Grouped = ()
    sectors: tuple[tuple[Node, tuple[Node, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """One filter in force: its words, and the filters without it."""

    words: str
    without: Filters


@dataclass(frozen=True, slots=True)
class Relief:
    """How many occupations there would be if one filter were taken off."""

    words: str
    count: int


def chosen(filters: Filters, choices: Choices) -> tuple[Chosen, ...]:
    """Every filter in force, in the order of the choices; one that the referential lacks is told by its code."""
    found = [Chosen(words, with_context(filters, code)) for code, words in _contexts(filters, choices)]
    found += [Chosen(SORTS[letter].words, with_sort(filters, letter)) for letter in filters.riasec if letter in SORTS]
    if filters.sector:
        found.append(Chosen(_sector(filters.sector, choices), replace(filters, sector="")))
    if filters.regulated is not None:
        words = ONLY_REGULATED if filters.regulated else UNREGULATED
        found.append(Chosen(words, replace(filters, regulated=None)))
    return tuple(found)


def with_context(filters: Filters, code: str) -> Filters:
    """The filters with that context of work, or without it when it was there."""
    return replace(filters, contexts=filters.contexts ^ {code})


def with_sort(filters: Filters, letter: str) -> Filters:
    """The filters with that letter, or without it when it was there; letters keep one order."""
    letters = set(filters.riasec) ^ {letter}
    return replace(filters, riasec="".join(one for one in SORTS if one in letters))


def nothing_passes(reliefs: Iterable[Relief]) -> str:
    """What to say when no occupation is left: which filter to take off, and how many that would bring."""
    useful = sorted((one for one in reliefs if one.count), key=lambda one: -one.count)
    if not useful:
        return f"{NOTHING_PASSES} Retirez-en plusieurs : en retirer un seul ne suffit pas."
    ways = tuple(f"sans « {one.words} », {counted(one.count, 'métier')}" for one in useful)
    return f"{NOTHING_PASSES} Retirez-en un : {joined(ways, 'ou')}."


def _contexts(filters: Filters, choices: Choices) -> list[tuple[str, str]]:
    known = {node.code: node.label for _, nodes in choices.contexts for node in nodes}
    order = [code for code in known if code in filters.contexts]
    return [(code, known.get(code, code)) for code in (*order, *sorted(filters.contexts - known.keys()))]


def _sector(code: str, choices: Choices) -> str:
    for sector, parts in choices.sectors:
        for node in (sector, *parts):
            if node.code == code:
                return node.label
    return code
