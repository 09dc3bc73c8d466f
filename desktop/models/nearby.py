"""Occupations near to what a person holds: ranked by the skills shared, explained by two lists, never by a score alone.

A shared core skill counts three times another one (decision 0016). Among equals, the occupation with the fewest core
skills left to explore comes first, then the alphabet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from typing import Final, NamedTuple

from desktop.models.occupation import Importance, Node, Requirement, Skill
from desktop.models.skill import Held, Standing
from desktop.models.text import counted, folded

CORE_WEIGHT: Final = 3
EXPLAINED: Final = 20
DRAWN: Final = 12
LABELS: Final = 40  # what an eye can take in at once
UNLOCKING: Final = 3


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
    """One occupation, what is shared and what is left, core skills first.

    ``official``: a mobility that the ROME itself gives; ``regulated``: the law asks for a diploma or an authorisation.
    """

    occupation: Node
    shared: tuple[Requirement, ...]
    left: tuple[Requirement, ...]
    official: bool = False
    regulated: bool = False

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
        alone = len(self.shared) == self.core_shared == 1
        told = "au cœur du métier" if alone else f"dont {self.core_shared} au cœur du métier"
        core = f", {told}" if self.core_shared else ""
        return f"{counted(len(self.shared), 'partagée')}{core} · {len(self.left)} à explorer"


def ranked(counts: Iterable[Shared], without: Collection[str] = (), most: int = EXPLAINED) -> tuple[Shared, ...]:
    """The nearest first, at most ``most``; the occupations of ``without`` (codes) are left out."""
    found = [one for one in counts if one.code not in without]
    first = nsmallest(most, map(_order, found))
    tied = (one for one in found if first and _order(one) <= first[-1])  # labels are folded for these alone
    return tuple(sorted(tied, key=lambda one: (_order(one), folded(one.label)))[:most])


def explained(
    nearest: Iterable[Shared],
    asked: Mapping[str, tuple[Requirement, ...]],
    held: Collection[str],
    official: Collection[str] = (),
    regulated: Collection[str] = (),
) -> tuple[Nearby, ...]:
    """The two lists of each, core skills first; ``held`` are OGR codes, the others are codes of occupations."""
    known = frozenset(held)

    def lists(one: Shared) -> Nearby:
        wanted = sorted(asked.get(one.code, ()), key=lambda one: one.importance is not Importance.CORE)
        shared = tuple(one for one in wanted if one.skill.code in known)
        left = tuple(one for one in wanted if one.skill.code not in known)
        return Nearby(Node(one.code, one.label), shared, left, one.code in official, one.code in regulated)

    return tuple(lists(one) for one in nearest)


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the chart: a standing for each shared skill, core ones first, and how many are left to explore."""

    near: Nearby
    core: tuple[Standing, ...]
    other: tuple[Standing, ...]

    @property
    def other_left(self) -> int:
        """How many skills that are not at the core are left."""
        return len(self.near.left) - self.near.core_left


def bars(nearest: Iterable[Nearby], held: Mapping[str, Held], most: int = DRAWN) -> tuple[Bar, ...]:
    """The first ones as the chart draws them, so many that names, figures and legend are ``LABELS`` at most.

    The standing of a skill is that of its best proof; the surest come first.
    """
    found = [_bar(near, held) for near in tuple(nearest)[:most]]
    while found and 3 * len(found) + _legend(found) > LABELS:
        found.pop()
    return tuple(found)


def unlocking(nearest: Iterable[Nearby], most: int = UNLOCKING) -> tuple[tuple[Skill, int], ...]:
    """The core skills left that most of these occupations ask for, and how many do; at least two must."""
    counts: dict[str, int] = {}
    skills: dict[str, Skill] = {}
    for near in nearest:
        core = {one.skill.code: one.skill for one in near.left if one.importance is Importance.CORE}
        for code in core:
            counts[code] = counts.get(code, 0) + 1
        skills |= core
    several = (code for code, count in counts.items() if count > 1)
    order = nsmallest(most, several, key=lambda code: (-counts[code], folded(skills[code].label)))
    return tuple((skills[code], counts[code]) for code in order)


def _legend(drawn: Iterable[Bar]) -> int:
    """How many words the legend needs: each standing, what is left, official mobilities."""
    drawn = tuple(drawn)
    standings = {standing for bar in drawn for standing in (*bar.core, *bar.other)}
    return len(standings) + any(bar.near.left for bar in drawn) + any(bar.near.official for bar in drawn)


def _bar(near: Nearby, held: Mapping[str, Held]) -> Bar:
    known = [(one.importance, held[one.skill.code].standing) for one in near.shared if one.skill.code in held]
    core = sorted(standing for importance, standing in known if importance is Importance.CORE)
    other = sorted(standing for importance, standing in known if importance is not Importance.CORE)
    return Bar(near, tuple(core), tuple(other))


def _order(one: Shared) -> tuple[int, int]:
    return -(CORE_WEIGHT * one.core + one.other), one.core_asked - one.core
