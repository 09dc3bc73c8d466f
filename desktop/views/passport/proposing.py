"""What is asked of the public tables about one fact: likely occupations, skills it may show. For the pool."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock
from typing import TYPE_CHECKING

from desktop.models.occupation import Node
from desktop.models.passport import Fact, Section
from desktop.models.proposal import ACTIVITY, PROFESSION, SECTOR, Match, Profession, Proposal, proposals
from desktop.models.suggestion import Alignment, Suggestion, alignments, suggestions
from desktop.views.desk import Desk

if TYPE_CHECKING:
    from desktop.reference.opened import Reference
    from desktop.reference.titles import LatestTitles

OCCUPATION = "SELECT code, label FROM occupation WHERE code = ?"
ALIKE = 2  # skills proposed for each skill that a badge names


class Proposing:
    """The appellations are read on first need, and again when another referential is put in use."""

    def __init__(self, desk: Desk) -> None:
        """Nothing is read yet."""
        self._desk = desk
        self._lock = Lock()
        self._titles: LatestTitles | None = None

    def occupations(self, fact: Fact) -> tuple[Proposal, ...]:
        """The occupations that an experience may have been, the likeliest first."""
        return proposals(self._matches(fact), self._profession(fact))

    def skills(self, fact: Fact) -> tuple[Suggestion, ...]:
        """What an engagement, a mandate, a licence or a badge may show; only what the referential in use knows."""
        reference = self._desk.reference()
        if fact.section is Section.BADGES:
            found = [one for named in alignments(fact) for one in _aligned(reference, named)]
        else:
            found = list(suggestions(fact))
        known = reference.skills(one.code for one in found)
        return tuple({one.code: Suggestion(one.code, known[one.code].label, one.reason)
                      for one in reversed(found) if one.code in known}.values())[::-1]  # fmt: skip

    def _matches(self, fact: Fact) -> tuple[Match, ...]:
        titles, activity, sector = self._latest()(), fact.detail(ACTIVITY), fact.detail(SECTOR)
        around = f"{sector} {activity}"
        return (*titles.matches(fact.title, around), *(titles.matches(activity, sector) if activity else ()))

    def _profession(self, fact: Fact) -> Profession | None:
        code = fact.detail(PROFESSION)
        if not code or self._desk.packs is None:
            return None
        crosswalk, reference = self._desk.packs.crosswalk(), self._desk.reference()
        found = tuple(Node(*row) for one in crosswalk.occupations(code) for row in reference.rows(OCCUPATION, one))
        parts = (part for node in found for part in reference.children(node.code))
        direct = {node.code for node in found}
        return Profession(code, crosswalk.family(code), found, tuple(part for part in parts if part.code not in direct))

    def _latest(self) -> LatestTitles:
        from desktop.reference.titles import LatestTitles

        with self._lock:
            if self._titles is None:
                self._titles = LatestTitles(self._desk.reference)
            return self._titles


def _aligned(reference: Reference, named: Alignment) -> Iterator[Suggestion]:
    if named.code and reference.skill(named.code):
        yield Suggestion(named.code, named.label, "Le badge cite cette compétence du ROME.")
        return
    from desktop.reference.likeness import alike_skills

    for skill in alike_skills(reference, named.label, ALIKE):
        yield Suggestion(skill.code, skill.label, f"Ressemble à « {named.label} » ({named.framework}).")
