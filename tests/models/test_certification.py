"""Certifications: numbers however typed, what they say of a passport's facts, and the sentences about their end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.models.certification import (
    Certification,
    Repertory,
    Route,
    number_of,
    prepared,
    recognised,
    routes_words,
    validity_words,
)
from desktop.models.passport import Fact, Passport, Section
from tests.models.people import fact

TODAY = date(2026, 11, 28)
BAKER = Certification(
    "RNCP1", "Boulanger", "CAP", 3, Repertory.RNCP, True, date(2028, 8, 31),
    ways=(Route.APPRENTICESHIP, Route.EXPERIENCE), occupations=("D1102", "D1104"),
)  # fmt: skip


def recognition(name: str, code: str, section: Section = Section.RECOGNITIONS) -> Fact:
    return replace(fact(name, section), details=(("code", code),))


@pytest.mark.parametrize(
    ("text", "number"),
    [("RNCP37123", "RNCP37123"), ("rncp 37 123", "RNCP37123"), ("RS0005", "RS5"), ("37123", ""), ("", ""),
     ("RNCP", ""), ("RNCP37123BC01", ""), ("RNCP³", "")],
)  # fmt: skip
def test_a_number_however_typed(text: str, number: str) -> None:
    assert number_of(text) == number


def test_a_recognition_found_in_the_pack_leads_to_its_occupations() -> None:
    facts = (recognition("a", "rncp 1"), recognition("b", "RNCP2"), recognition("c", ""), fact("d", Section.TRAININGS))
    passport = Passport(facts, (), (Section.RECOGNITIONS, Section.TRAININGS))
    assert recognised(passport) == {"a": "RNCP1", "b": "RNCP2"}
    bare = replace(BAKER, number="RNCP2", occupations=())
    assert prepared(passport, {"RNCP1": BAKER, "RNCP2": bare}) == {"a": ("D1102", "D1104")}
    assert prepared(passport, {}) == {}


def test_a_section_that_was_not_shared_is_not_read() -> None:
    passport = Passport((recognition("a", "RNCP1"),), (), (Section.EXPERIENCES,))
    assert prepared(passport, {"RNCP1": BAKER}) == {}


def test_a_code_of_another_section_is_not_a_recognition() -> None:
    passport = Passport((recognition("a", "RNCP1", Section.TRAININGS),), (), tuple(Section))
    assert prepared(passport, {"RNCP1": BAKER}) == {}


@pytest.mark.parametrize(
    ("changes", "in_force", "said"),
    [
        ({}, True, "Enregistrée jusqu’au 31 août 2028."),
        ({"ends": TODAY}, True, "Enregistrée jusqu’au 28 novembre 2026."),
        ({"ends": None}, True, "Enregistrée, sans date de fin connue."),
        ({"ends": date(2023, 8, 31)}, False, "Son enregistrement a pris fin le 31 août 2023."),
        ({"active": False}, False, "Elle n’est plus active."),
        (
            {"ends": date(2023, 8, 31), "replaced_by": ("RNCP2",)},
            False,
            "Son enregistrement a pris fin le 31 août 2023 ; elle est remplacée par RNCP2.",
        ),
    ],
)
def test_until_when(changes: dict[str, object], in_force: bool, said: str) -> None:
    one = replace(BAKER, **changes)  # type: ignore[arg-type]
    assert one.in_force(TODAY) is in_force
    assert validity_words(one, TODAY).startswith(said)


def test_what_ended_keeps_its_worth() -> None:
    assert validity_words(replace(BAKER, active=False), TODAY).endswith("Le diplôme obtenu garde sa valeur.")


def test_the_ways_of_access_begin_with_experience() -> None:
    assert routes_words(BAKER) == "On y accède par l’expérience (VAE), en apprentissage."
    assert routes_words(replace(BAKER, ways=())) == ""
    assert BAKER.name == "CAP Boulanger"
    assert replace(BAKER, abbreviation="").name == "Boulanger"
