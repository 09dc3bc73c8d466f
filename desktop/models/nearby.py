"""Occupations near to what a person holds: ranked by the skills shared, explained by two lists, never by a score alone.

A shared core skill counts three times another one (decision 0016). Among equals, the occupation with the fewest core
skills left to explore comes first, then the alphabet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from typing import Final, NamedTuple

from desktop.models.occupation import Importance, Node, Requirement
from desktop.models.text import counted, folded

CORE_WEIGHT: Final = 3
EXPLAINED: Final = 20


class Shared(NamedTuple):
    """What the referential counts for one occupation: skills shared (core, other), and core skills it asks in all."""

    code: str
    label: str
    core: int
    other: int
    core_asked: int


@dataclass(frozen=True, slots=True)
class Filters:
    """Which occupations may be proposed; an empty filter lets all through.

    ``contexts`` are OGR codes that must all be met, ``riasec`` letters of which the major or minor one must be one,
    ``sector`` a code of the sectors of activity; ``regulated``: None for all, False to leave regulated ones out.
    """

    contexts: frozenset[str] = frozenset()
    riasec: str = ""
    sector: str = ""
    regulated: bool | None = None


@dataclass(frozen=True, slots=True)
class Nearby:
    """One occupation, what is shared and what is left, core skills first; ``official``: a mobility of the ROME."""

    occupation: Node
    shared: tuple[Requirement, ...]
    left: tuple[Requirement, ...]
    official: bool = False

    @property
    def core_shared(self) -> int:
        """How many of the shared skills are at the core."""
        return sum(one.importance is Importance.CORE for one in self.shared)

    @property
    def core_left(self) -> int:
        """How many core skills are left to explore or to acquire."""
        return sum(one.importance is Importance.CORE for one in self.left)

    @property
    def words(self) -> str:
        """``14 partagées, dont 9 au cœur du métier · 5 à explorer``: each figure is the length of a list shown."""
        core = f", dont {self.core_shared} au cœur du métier" if self.core_shared else ""
        return f"{counted(len(self.shared), 'partagée')}{core} · {len(self.left)} à explorer"


def ranked(counts: Iterable[Shared], without: Collection[str] = (), most: int = EXPLAINED) -> tuple[Shared, ...]:
    """The nearest first, at most ``most``; the occupations of ``without`` (codes) are left out."""
    return tuple(nsmallest(most, (one for one in counts if one.code not in without), key=_order))


def explained(
    nearest: Iterable[Shared],
    asked: Mapping[str, tuple[Requirement, ...]],
    held: Collection[str],
    official: Collection[str] = (),
) -> tuple[Nearby, ...]:
    """The two lists of each; ``asked`` by occupation code, ``held`` OGR codes, ``official`` mobilities' codes."""
    return tuple(_explained(one, asked.get(one.code, ()), held, one.code in official) for one in nearest)


def _explained(one: Shared, asked: tuple[Requirement, ...], held: Collection[str], official: bool) -> Nearby:
    shared = tuple(wanted for wanted in asked if wanted.skill.code in held)
    left = tuple(wanted for wanted in asked if wanted.skill.code not in held)
    return Nearby(Node(one.code, one.label), shared, left, official)


def _order(one: Shared) -> tuple[int, int, str]:
    return -(CORE_WEIGHT * one.core + one.other), one.core_asked - one.core, folded(one.label)
