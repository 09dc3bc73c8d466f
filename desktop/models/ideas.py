"""First ideas of occupations for who does not know yet: from interests and the RIASEC, each with what it answers.

Nothing is computed about the person: the order says only how much of what they chose an occupation answers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from typing import Final

from desktop.models.occupation import Interest, Node
from desktop.models.text import folded

MOST: Final = 12


@dataclass(frozen=True, slots=True)
class Idea:
    """What the referential says of one occupation: the interests asked that it answers (codes), and its letters.

    ``principal`` are those of the interests that are the occupation's main one; ``letters`` are major then minor.
    """

    occupation: Node
    interests: tuple[str, ...]
    principal: tuple[str, ...]
    letters: str


@dataclass(frozen=True, slots=True)
class FirstIdea:
    """One proposal: the labels of the interests and the letters in common, and the skills already shared."""

    occupation: Node
    interests: tuple[str, ...]
    letters: str
    shared: int


def first_ideas(
    ideas: Iterable[Idea],
    interests: Collection[Interest],
    riasec: str,
    shared: Mapping[str, int],
    most: int = MOST,
) -> tuple[FirstIdea, ...]:
    """Most interests in common first (main ones ahead), then letters (the major one ahead), skills, and the alphabet.

    ``interests`` are those chosen, ``riasec`` the letters chosen, ``shared`` how many skills by occupation code.
    """
    best = nsmallest(most, ideas, key=lambda idea: _order(idea, riasec, shared.get(idea.occupation.code, 0)))
    labels = {one.code: one.label for one in interests}
    return tuple(_proposal(idea, labels, riasec, shared.get(idea.occupation.code, 0)) for idea in best)


def _order(idea: Idea, riasec: str, shared: int) -> tuple[int, int, int, bool, int, str]:
    common = _common(idea, riasec)
    minor = idea.letters[:1] not in common
    return (-len(idea.interests), -len(idea.principal), -len(common), minor, -shared, folded(idea.occupation.label))


def _common(idea: Idea, riasec: str) -> str:
    return "".join(letter for letter in idea.letters if letter in riasec)


def _proposal(idea: Idea, labels: Mapping[str, str], riasec: str, shared: int) -> FirstIdea:
    found = tuple(labels[code] for code in idea.interests if code in labels)
    return FirstIdea(idea.occupation, found, _common(idea, riasec), shared)
