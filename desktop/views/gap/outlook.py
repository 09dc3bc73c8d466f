"""What the tab Avenir shows, read in one go from the store and the referential."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.models.correction import chosen_occupations, said_skills
from desktop.models.evidence import held_skills, tied_occupations, to_acquire
from desktop.models.gap import ORDER, Gap, gaps
from desktop.models.note import Item
from desktop.models.occupation import Edition, Occupation
from desktop.models.passport import Passport
from desktop.models.skill import Held
from desktop.models.text import folded
from desktop.models.when import said_day

if TYPE_CHECKING:
    from desktop.reference.opened import Reference


@dataclass(frozen=True, slots=True)
class Outlook:
    """Targets as (code, label); the one looked at, None when the referential lacks it; its rows; who spoke of what."""

    targets: tuple[tuple[str, str], ...]
    code: str
    occupation: Occupation | None
    rows: tuple[Gap, ...]
    spoken: frozenset[str]
    edition: Edition
    items: tuple[Item, ...] = ()


def outlook(passport: Passport, items: tuple[Item, ...], reference: Reference, wanted: str) -> Outlook:
    """``wanted`` is the target to look at; the first one when it is not, or no longer, among the targets."""
    targets = chosen_occupations(items)
    code = wanted if wanted in dict(targets) else targets[0][0] if targets else ""
    occupation = reference.occupation(code) if code else None
    rows: tuple[Gap, ...] = ()
    if occupation:
        paths = reference.paths({asked.skill.macro for asked in occupation.requirements} - {""})
        rows = gaps(skills_held(passport, items, reference), occupation, paths, to_acquire(items))
    spoken = frozenset(one for one, said in said_skills(items).items() if said.standing is not None)
    return Outlook(targets, code, occupation, rows, spoken, reference.edition(), items)


def skills_held(passport: Passport, items: tuple[Item, ...], reference: Reference) -> dict[str, Held]:
    """Every skill held, by OGR code, with the core skills of the occupations tied to the person's path."""
    core = {code: reference.core_skills(code) for code in tied_occupations(passport, items)}
    return held_skills(passport, items, core)


def grouped(rows: Iterable[Gap]) -> tuple[tuple[str, tuple[Gap, ...]], ...]:
    """Rows under their headings, in the order headings come; strengths before gaps, then core skills first."""
    groups: dict[str, list[Gap]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    return tuple(
        (name, tuple(sorted(found, key=lambda g: (g.standing, ORDER.index(g.importance), folded(g.skill.label)))))
        for name, found in groups.items()
    )


def edition_words(edition: Edition) -> str:
    """``ROME 4.0 version 458, 16 décembre 2024, France Travail``: what the law asks to show of an extraction."""
    day = said_day(date.fromisoformat(edition.published))
    return f"ROME 4.0 version {edition.version}, {day}, {edition.source.split(',')[0]}"
