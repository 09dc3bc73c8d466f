"""Gaps made up from a referential, of any size, for measures and pictures: an occupation that asks for that much."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from benchmarks.chart_scene import known
from desktop.models.comparison import Comparison, compare
from desktop.models.gap import Gap, families, gaps
from desktop.models.nearby import Nearby, explained, ranked
from desktop.models.occupation import Importance, Occupation, Requirement, SkillPath

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.reference.opened import Reference

SIZES: Final = (5, 60, 130)
HELD: Final = 150  # skills of the person
ORDER: Final = (Importance.CORE, Importance.EMERGING, Importance.OTHER)


def asking(reference: Reference, size: int) -> Occupation:
    """An occupation that asks for ``size`` skills, taken from one occupation after another."""
    first = reference.occupation("K1306") or reference.occupation(reference.occupations()[0].code)
    assert first is not None, "a referential has occupations"
    every: dict[str, Requirement] = {one.skill.code: one for one in first.requirements}
    for node in reference.occupations():
        if len(every) >= size:
            break
        other = reference.occupation(node.code)
        every |= {one.skill.code: one for one in (other.requirements if other else ()) if one.skill.code not in every}
    asked = sorted(islice(every.values(), size), key=lambda one: ORDER.index(one.importance))
    return replace(first, requirements=tuple(asked))


def paths_of(reference: Reference, occupation: Occupation) -> Mapping[str, SkillPath]:
    """Where its skills hang in the tree."""
    return reference.paths({one.skill.macro for one in occupation.requirements} - {""})


def gap_rows(reference: Reference, size: int) -> tuple[Gap, ...]:
    """The gap to it of somebody with ``HELD`` skills."""
    person, occupation = known(reference, HELD), asking(reference, size)
    near = families(person.held, person.skills)
    return gaps(person.held, occupation, paths_of(reference, occupation), (), near)


def comparison(reference: Reference) -> Comparison:
    """Three occupations of the referential side by side."""
    person, found = known(reference, HELD), []
    for node in islice(reference.occupations(), 3):
        occupation = reference.occupation(node.code)
        if occupation is not None:
            found.append((occupation, gaps(person.held, occupation, paths_of(reference, occupation))))
    return compare(found)


def nearest(reference: Reference) -> tuple[Nearby, ...]:
    """The occupations nearest to the same person."""
    held = known(reference, HELD).held
    first = ranked(reference.shared(held))
    return explained(first, reference.requirements([one.code for one in first]), held)
