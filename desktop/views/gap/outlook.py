"""What the tab Avenir shows, read in one go from the store and the referential."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.models.correction import SaidSkill, Target, chosen_occupations, spoken_skills
from desktop.models.evidence import to_acquire
from desktop.models.gap import Gap, families, gaps
from desktop.models.known import Known
from desktop.models.occupation import Occupation

if TYPE_CHECKING:
    from desktop.reference.opened import Reference


@dataclass(frozen=True, slots=True)
class Outlook:
    """The targets; the one looked at, None when the referential lacks it; its rows; what was said of which skill."""

    known: Known
    targets: tuple[Target, ...]
    code: str
    occupation: Occupation | None
    rows: tuple[Gap, ...]
    spoken: Mapping[str, SaidSkill]


def outlook(known: Known, reference: Reference, wanted: str) -> Outlook:
    """``wanted`` is the target to look at; the first one when it is not, or no longer, among the targets."""
    targets = chosen_occupations(known.items)
    codes = [one.code for one in targets]
    code = wanted if wanted in codes else codes[0] if codes else ""
    occupation = reference.occupation(code) if code else None
    rows = gap_of(known, occupation, reference) if occupation else ()
    return Outlook(known, targets, code, occupation, rows, spoken_skills(known.items))


def gap_of(known: Known, occupation: Occupation, reference: Reference) -> tuple[Gap, ...]:
    """The rows of one occupation, near skills told."""
    paths = reference.paths({asked.skill.macro for asked in occupation.requirements} - {""})
    near = families(known.held, known.skills)
    return gaps(known.held, occupation, paths, to_acquire(known.items), near)
