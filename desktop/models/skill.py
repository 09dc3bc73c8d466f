"""The standing of a skill: how well it is known that the person holds it, and by what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Standing(IntEnum):
    """From the surest to what is still to come; the order is the order of every legend and bar."""

    PROVEN = 0
    DECLARED = 1
    SAID = 2
    DEDUCED = 3
    TO_EXPLORE = 4
    TO_ACQUIRE = 5

    @property
    def held(self) -> bool:
        """Whether the person is taken to hold the skill, on any ground."""
        return self <= Standing.DEDUCED


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason to think that a skill is held: its standing, and the fact or words it rests on, ready to be read."""

    standing: Standing
    title: str
    detail: str = ""
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A skill with every evidence known for it, the surest first; never empty but for what is to be acquired."""

    code: str
    label: str
    evidence: tuple[Evidence, ...]

    @property
    def standing(self) -> Standing:
        """That of the best evidence."""
        return self.evidence[0].standing
