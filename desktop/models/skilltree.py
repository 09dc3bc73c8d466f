"""Where the held skills hang: domaine › enjeu › objectif › macro-compétence › compétence, and savoirs by category.

A place is a path of codes from the root; the empty path is the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Final

from desktop.models.known import Known
from desktop.models.occupation import Node, Skill, SkillKind, SkillPath
from desktop.models.skill import Held, Standing
from desktop.models.text import folded

Place = tuple[str, ...]
WHOLE: Final[Place] = ()
KNOWLEDGE: Final = Node("savoirs", "Savoirs")
ELSEWHERE: Final = Node("ailleurs", "Hors du référentiel")
OTHER_KNOWLEDGE: Final = Node("autres", "Autres savoirs")
SOFT_SKILLS: Final = Node("savoir-etre", "Savoir-être professionnels")
OTHER_DOING: Final = Node("savoir-faire", "Autres savoir-faire")


class Span(IntEnum):
    """How many years back two dates are compared."""

    YEAR = 1
    THREE_YEARS = 3

    @property
    def words(self) -> str:
        """``un an``."""
        return "un an" if self is Span.YEAR else "trois ans"

    def day(self, today: date) -> date:
        """The same day, that many years before (28 February for a 29th)."""
        day = min(today.day, 28) if today.month == 2 else today.day
        return today.replace(year=today.year - self, day=day)


@dataclass(frozen=True, slots=True)
class Placed:
    """A held skill and the nodes that lead to it, itself last; ``transversal``: of use in many occupations."""

    held: Held
    nodes: tuple[Node, ...]
    transversal: bool = False

    @property
    def place(self) -> Place:
        """Its path of codes."""
        return tuple(node.code for node in self.nodes)

    @property
    def key(self) -> str:
        """What tells it from the others, the same from one reading of the file to the next."""
        return "/".join(self.place)

    @property
    def standing(self) -> Standing:
        """That of its best evidence."""
        return self.held.standing

    def within(self, place: Place) -> bool:
        """Whether it hangs under that place."""
        return self.place[: len(place)] == place

    def newer(self, day: date) -> bool:
        """Whether every proof of it is dated after that day: a skill without a date is never called new."""
        return all(one.since is not None and one.since > day for one in self.held.evidence)

    @property
    def since(self) -> date | None:
        """The first day that is known of it; None when a proof has no date, for it may be older."""
        days = [one.since for one in self.held.evidence]
        known = [day for day in days if day is not None]
        return min(known) if known and len(known) == len(days) else None


def placed(known: Known, paths: Mapping[str, SkillPath]) -> tuple[Placed, ...]:
    """Every held skill at its place, the surest first; ``paths`` are those of their macro-compétences."""
    found = (_placed(one, known.skills.get(code), paths) for code, one in known.held.items())
    return tuple(sorted(found, key=surest))


def surest(one: Placed) -> tuple[int, str]:
    """The order of skills: by standing, then by label."""
    return int(one.standing), folded(one.held.label)


def under(skills: Iterable[Placed], place: Place) -> tuple[Placed, ...]:
    """The skills that hang under a place."""
    return tuple(one for one in skills if one.within(place))


def trail(skills: Sequence[Placed], place: Place) -> tuple[Node, ...]:
    """The nodes that lead to a place, as far as some skill hangs there."""
    for size in range(len(place), 0, -1):
        inside = next((one for one in skills if one.within(place[:size])), None)
        if inside is not None:
            return inside.nodes[:size]
    return ()


def down(skills: Sequence[Placed], place: Place) -> Place:
    """Where choosing a place leads: on through those that hold a single one, never to a skill itself."""
    inside = under(skills, place)
    while len({one.place[: len(place) + 1] for one in inside}) == 1 and len(inside[0].nodes) > len(place) + 1:
        place = inside[0].place[: len(place) + 1]
    return place


def up(skills: Sequence[Placed], place: Place) -> Place:
    """Where going up leads: the nearest place above that holds more, else the whole."""
    held = len(under(skills, place))
    for size in range(len(place) - 1, 0, -1):
        if len(under(skills, place[:size])) > held:
            return place[:size]
    return WHOLE


def _placed(held: Held, skill: Skill | None, paths: Mapping[str, SkillPath]) -> Placed:
    itself = Node(held.code, held.label)
    if skill is None:
        return Placed(held, (ELSEWHERE, itself))
    return Placed(held, (*_above(skill, paths.get(skill.macro)), itself), skill.transversal)


def _above(skill: Skill, path: SkillPath | None) -> tuple[Node, ...]:
    if skill.kind is SkillKind.KNOWLEDGE:
        words = [skill.category, skill.subcategory if skill.category else ""]
        sorts = tuple(Node(word, word) for word in words if word)
        return (KNOWLEDGE, *(sorts or (OTHER_KNOWLEDGE,)))
    if path is None:
        return (SOFT_SKILLS if skill.kind is SkillKind.SOFT else OTHER_DOING,)
    return path.domain, path.stake, path.objective, path.macro
