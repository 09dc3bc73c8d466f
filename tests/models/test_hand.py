"""What is typed, what is refused and with which words, and that a file can be taken up again unchanged."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.models.access import Basis
from desktop.models.file import Card, File, Kept
from desktop.models.hand import Entry, HandFile, Person, build, check, read_date, typed_again, typed_date
from desktop.models.occupation import Skill, SkillKind
from desktop.models.passport import Origin, Section
from desktop.models.when import When

TODAY = date(2026, 11, 22)
LEA = Person("Léa", "Morel", "1990", "Millau")
JOB = Entry("Aide à domicile", "ADMR", "03/2019", ongoing=True)
COOKING = Skill("100", "Préparer un repas", SkillKind.DETAILED)
FORM = HandFile(LEA, Basis.SAID, {Section.EXPERIENCES: (JOB,)}, (COOKING,))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("", None), (" 2019 ", When(2019)), ("3/2019", When(2019, 3)), ("14/03/2019", When(2019, 3, 14))],
)
def test_dates_are_read_as_people_write_them(typed: str, expected: When | None) -> None:
    assert read_date(typed) == expected


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("31/02/2020", "vérifiez le jour"),
        ("13/2019", "le mois va de 1 à 12"),
        ("0/2019", "le mois va de 1 à 12"),
        ("0/01/2019", "vérifiez le jour"),
        ("1850", "l’année va de"),
        ("mars 2019", "ne se lit pas"),
        ("2019-03", "ne se lit pas"),
        ("٢٠١٩", "ne se lit pas"),
    ],
)
def test_an_impossible_date_is_said_in_one_sentence(typed: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        read_date(typed, "Le début")


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(["day", "month", "year"]))
def test_a_date_typed_again_is_the_same(day: date, precision: str) -> None:
    when = {"day": When(day.year, day.month, day.day), "month": When(day.year, day.month), "year": When(day.year)}
    assert read_date(typed_date(when[precision])) == when[precision]


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (Entry(" "), "Il manque l’intitulé"),
        (Entry("Vendeuse", start="2019", end="2018"), "vient avant le début"),
        (Entry("Vendeuse", start="2018", end="2019", ongoing=True), "en cours"),
        (Entry("x" * 301), "dépasse 300"),
    ],
)
def test_a_line_that_cannot_be_is_refused(entry: Entry, why: str) -> None:
    with pytest.raises(Refused, match=why):
        check(entry)


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (replace(LEA, first_name=""), "prénom"),
        (replace(LEA, birth_year="90"), "quatre chiffres"),
        (replace(LEA, birth_year="1850"), "quatre chiffres"),
        (replace(LEA, birth_year="2012"), "15 ans"),
    ],
)
def test_a_person_that_cannot_be_is_refused(person: Person, why: str) -> None:
    with pytest.raises(Refused, match=why):
        build(replace(FORM, person=person), TODAY)


def test_fifteen_this_year_is_welcome() -> None:
    assert build(replace(FORM, person=replace(LEA, birth_year="2011")), TODAY)[0].birth_year == 2011


@pytest.mark.parametrize(
    ("basis", "origin", "source"),
    [(Basis.HANDED_OVER, Origin.DECLARED, "TITULAIRE"), (Basis.SAID, Origin.SAID, "ENTRETIEN")],
)
def test_every_fact_says_where_it_comes_from(basis: Basis, origin: Origin, source: str) -> None:
    _, access, passport = build(replace(FORM, basis=basis), TODAY)
    assert access.basis is basis
    assert access.end is None
    assert {(one.origin, one.source) for one in (*passport.facts, *passport.skills)} == {(origin, source)}
    assert passport.sections == access.sections == (Section.EXPERIENCES, Section.SKILLS)


def test_a_file_taken_up_again_and_built_again_is_the_same() -> None:
    holder, access, passport = build(FORM, TODAY)
    card = Card("p", holder, access, Kept.HAND, 1, datetime(2026, 11, 22, tzinfo=UTC))
    assert build(typed_again(File(card, passport)), date(2026, 12, 1)) == (holder, access, passport)
