"""What the tab Avenir shows, read in one go from the store and the referential."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.models.correction import SaidSkill, Target, Word, chosen_occupations, said_skills
from desktop.models.evidence import held_skills, tied_occupations, to_acquire
from desktop.models.gap import Gap, families, gaps
from desktop.models.note import Item
from desktop.models.occupation import Edition, Occupation
from desktop.models.passport import Passport, Section
from desktop.models.skill import Held

if TYPE_CHECKING:
    from desktop.reference.opened import Reference


@dataclass(frozen=True, slots=True)
class Outlook:
    """The targets; the one looked at, None when the referential lacks it; its rows; what was said of which skill."""

    targets: tuple[Target, ...]
    code: str
    occupation: Occupation | None
    rows: tuple[Gap, ...]
    spoken: Mapping[str, SaidSkill]
    edition: Edition
    sections: tuple[Section, ...] = ()
    items: tuple[Item, ...] = ()


def outlook(passport: Passport, items: tuple[Item, ...], reference: Reference, wanted: str) -> Outlook:
    """``wanted`` is the target to look at; the first one when it is not, or no longer, among the targets."""
    targets = chosen_occupations(items)
    codes = [one.code for one in targets]
    code = wanted if wanted in codes else codes[0] if codes else ""
    occupation = reference.occupation(code) if code else None
    rows: tuple[Gap, ...] = ()
    if occupation:
        paths = reference.paths({asked.skill.macro for asked in occupation.requirements} - {""})
        held = skills_held(passport, items, reference)
        near = families(held, reference.skills(held))
        rows = gaps(held, occupation, paths, to_acquire(items), near)
    spoken = {one: said for one, said in said_skills(items).items() if said.word is not Word.NOTHING}
    return Outlook(targets, code, occupation, rows, spoken, reference.edition(), passport.sections, items)


def skills_held(passport: Passport, items: tuple[Item, ...], reference: Reference) -> dict[str, Held]:
    """Every skill held, by OGR code, with the core skills of the occupations tied to the person's path."""
    core = {code: reference.core_skills(code) for code in tied_occupations(passport, items)}
    return held_skills(passport, items, core)
