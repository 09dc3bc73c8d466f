"""The standing of a skill: how well it is known that the person holds it, by what, and by which rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum


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


class Rule(StrEnum):
    """Which line of the table of standings (decision 0015) an evidence comes from."""

    GUARANTEED = "guaranteed"  # the passport marks the skill garantie
    DECLARED = "declared"  # the passport, or a paper the person brought, marks it déclarée
    BADGE = "badge"  # a human accepted that a badge shows it
    SAID = "said"  # said in interview
    ENGAGEMENT = "engagement"  # suggested by an engagement, and a human said yes
    RECOGNITION = "recognition"  # core skill of an occupation that a certification prepares
    EXPERIENCE = "experience"  # core skill of the occupation that a human tied to an experience


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason to think that a skill is held: its standing, and the fact or words it rests on, ready to be read.

    ``fact`` is the id of a fact of the passport, "" when there is none; ``since`` is the first day it may have held
    (None when nobody knows), ``until`` the last day of what it rests on (None while it lasts, or when unknown).
    """

    standing: Standing
    title: str
    detail: str = ""
    fact: str = ""
    rule: Rule = Rule.SAID
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A skill with every evidence known for it, the surest first; never empty."""

    code: str
    label: str
    evidence: tuple[Evidence, ...]

    @property
    def standing(self) -> Standing:
        """That of the best evidence."""
        return self.evidence[0].standing


def surest_first(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """By standing; among equals what still lasts, then what ended last."""

    def recency(one: Evidence) -> tuple[int, int]:
        end = one.until or (date.max if one.since else date.min)
        return int(one.standing), -end.toordinal()

    return tuple(sorted(evidence, key=recency))
