"""Nearby occupations over the whole ROME: what a person of a trade meets first."""

from __future__ import annotations

import pytest

from benchmarks.nearby import of, skills_of
from desktop.models.filtering import with_context
from desktop.models.nearby import EXPLAINED, Filters, ranked
from desktop.models.occupation import Occupation
from desktop.reference.opened import Reference

OFFICIAL = 3  # of the ten mobilities of J1501 in version 458: measured, then kept as a floor


@pytest.fixture
def care(whole: Reference) -> Occupation:
    """The nursing assistant."""
    sheet = whole.occupation("J1501")
    assert sheet is not None
    return sheet


def test_official_mobilities_of_a_nursing_assistant_are_among_the_first(whole: Reference, care: Occupation) -> None:
    near = of(whole, care)
    assert len(near) == EXPLAINED
    official = {node.code for node in care.mobilities}
    assert len(official & {one.occupation.code for one in near}) >= OFFICIAL


def test_counts_of_the_referential_are_the_lengths_of_the_lists(whole: Reference, care: Occupation) -> None:
    counts = {one.code: one for one in whole.shared(skills_of(care))}
    for near in of(whole, care):
        one = counts[near.occupation.code]
        assert (near.core_shared, len(near.shared)) == (one.core, one.core + one.other)
        assert near.core_shared + near.core_left == one.core_asked


def test_one_more_skill_never_takes_shared_skills_away(whole: Reference, care: Occupation) -> None:
    held = skills_of(care)
    before = {one.code: one for one in whole.shared(held)}
    added = next(asked.skill.code for asked in care.requirements if asked.skill.code not in held)
    after = {one.code: one for one in whole.shared((*held, added))}
    assert all(after[code].core >= one.core and after[code].other >= one.other for code, one in before.items())


def test_filters_only_take_away(whole: Reference, care: Occupation) -> None:
    held = skills_of(care)
    everything = set(whole.shared(held))
    filters = Filters()
    for _, nodes in whole.contexts()[:3]:
        former, filters = set(whole.shared(held, filters)), with_context(filters, nodes[0].code)
        assert set(whole.shared(held, filters)) <= former <= everything
    for letter in "RIASEC":
        assert set(whole.shared(held, Filters(riasec=letter))) <= everything
    free, bound = (set(whole.shared(held, Filters(regulated=way))) for way in (False, True))
    assert free | bound == everything
    assert ranked(free)
