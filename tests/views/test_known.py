"""What is known of a person's skills, with the certifications of this computer: deduced from their occupations too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.library import Library
from desktop.models.certification import Route
from desktop.models.occupation import Importance
from desktop.models.passport import Passport, Section
from desktop.models.skill import Rule, Standing
from desktop.views.known import read_known
from desktop.views.packs import read_ways
from tests.models.people import fact

TODAY = date(2026, 11, 28)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library(tmp_path / "referentiels")
    yield made
    made.close()


def passport(code: str) -> Passport:
    recognition = replace(fact("Diplôme", Section.RECOGNITIONS), details=(("code", code),))
    return Passport((recognition,), (), (Section.RECOGNITIONS,))


def test_a_recognition_deduces_the_core_of_what_it_prepares(library: Library) -> None:
    known = read_known(passport("RNCP37537"), (), library(), library)
    core = {skill.code for skill in library().core_skills("D1102")}
    assert core
    assert set(known.held) == core
    assert {one.standing for one in known.held.values()} == {Standing.DEDUCED}
    assert {one.evidence[0].rule for one in known.held.values()} == {Rule.RECOGNITION}
    assert {one.evidence[0].fact for one in known.held.values()} == {"Diplôme"}


@pytest.mark.parametrize("code", ["RNCP1", "RNCP37123", ""])
def test_a_number_that_leads_nowhere_deduces_nothing(library: Library, code: str) -> None:
    assert read_known(passport(code), (), library(), library).held == {}


def test_without_packs_only_what_the_passport_says_counts(library: Library) -> None:
    assert read_known(passport("RNCP37537"), (), library()).held == {}


def test_the_ways_towards_an_occupation_of_the_extract(library: Library) -> None:
    target = library().occupation("K1304")
    assert target is not None
    [way] = read_ways(library, library(), target, target.requirements, TODAY)
    assert way.certification.number == "RNCP37715"
    assert way.through[0] == "K1304"
    assert Route.EXPERIENCE in way.certification.ways
    core = [one for one in target.requirements if one.importance is Importance.CORE]
    assert {one.skill.code for one in core} <= {one.skill.code for one in way.skills}


def test_nothing_left_needs_no_way(library: Library) -> None:
    target = library().occupation("K1304")
    assert target is not None
    assert read_ways(library, library(), target, (), TODAY) == ()
