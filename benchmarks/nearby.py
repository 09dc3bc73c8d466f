"""Nearby occupations over the whole ROME: how many of the ways that the ROME itself names are among the first twenty.

The people are made up as decision 0016 says: the core skills of an occupation, and every second one of the others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from benchmarks.ground import Ground
from benchmarks.measure import Measure
from benchmarks.official import whole
from desktop.models.nearby import Nearby, explained, ranked
from desktop.models.occupation import Importance, Occupation
from desktop.reference.opened import Reference

PROFILES: Final = 200
SKILLS: Final = 150


def measures(ground: Ground) -> Iterator[Measure]:
    """Needs the shared data; says so and measures nothing without it. How long a ranking takes is in ``reference``."""
    with whole(ground, "nearby") as reference:
        if reference is None:
            return
        sheets = tuple(every(reference))
        met = sum(len(official(sheet) & {one.occupation.code for one in of(reference, sheet)}) for sheet in sheets)
    asked = sum(len(official(sheet)) for sheet in sheets)
    name = f"mobilités officielles parmi les vingt premiers, {len(sheets)} profils"
    yield Measure(name, met, asked, "toutes", unit="mobilités")


def every(reference: Reference) -> Iterator[Occupation]:
    """As many occupations as there are profiles, spread over the alphabet of codes."""
    codes = sorted(node.code for node in reference.occupations())
    for code in codes[:: len(codes) // PROFILES][:PROFILES]:
        if (sheet := reference.occupation(code)) is not None:
            yield sheet


def official(sheet: Occupation) -> frozenset[str]:
    """The codes of its mobilities."""
    return frozenset(node.code for node in sheet.mobilities)


def skills_of(sheet: Occupation) -> tuple[str, ...]:
    """What somebody of that occupation holds here: its core skills, and every second one of the others."""
    core = [one.skill.code for one in sheet.requirements if one.importance is Importance.CORE]
    others = [one.skill.code for one in sheet.requirements if one.importance is not Importance.CORE]
    return (*core, *others[::2])


def of(reference: Reference, sheet: Occupation) -> tuple[Nearby, ...]:
    """What is near to somebody of that occupation, itself left out."""
    return nearest(reference, frozenset(skills_of(sheet)), {sheet.code})


def nearest(reference: Reference, held: Collection[str], without: Collection[str] = ()) -> tuple[Nearby, ...]:
    """The twenty nearest, with their lists."""
    found = ranked(reference.shared(held), without)
    return explained(found, reference.requirements(tuple(one.code for one in found)), held)
