"""From facts to skills, one row of the table of standings after another."""

from __future__ import annotations

import pytest

from desktop.models.correction import experience_content, skill_content
from desktop.models.evidence import held_skills, source_words, tied_occupations, to_acquire
from desktop.models.note import Kind
from desktop.models.passport import HeldSkill, Origin, Passport, Proof, Section
from desktop.models.skill import Standing
from tests.models.people import fact, skill, written

DIPLOMA = fact(
    "diplome", Section.RECOGNITIONS, "2009-06", place="Éducation nationale", source="MINISTERE", occupations=("K1304",)
)
JOB = fact("emploi", Section.EXPERIENCES, "2014", "2019")


@pytest.mark.parametrize(
    ("origin", "standing"),
    [(Origin.GUARANTEED, Standing.PROVEN), (Origin.DECLARED, Standing.DECLARED), (Origin.SAID, Standing.SAID)],
)
def test_a_skill_of_the_passport_has_the_standing_of_its_origin(origin: Origin, standing: Standing) -> None:
    held = held_skills(Passport(skills=(HeldSkill("k", "1", "Un", origin, "TITULAIRE"),)), (), {})
    assert held["1"].standing is standing
    assert held["1"].evidence[0].detail == "ajouté par la personne"


def test_the_proof_is_told_with_place_period_and_source() -> None:
    known = HeldSkill("k", "1", "Un", Origin.GUARANTEED, "MINISTERE", Proof(Section.RECOGNITIONS, "diplome"))
    evidence = held_skills(Passport((DIPLOMA,), (known,)), (), {})["1"].evidence[0]
    assert (evidence.title, evidence.fact) == ("diplome", "diplome")
    assert evidence.detail == "Éducation nationale · juin 2009 · transmis par le ministère"


def test_a_proof_that_was_not_shared_is_not_invented() -> None:
    known = HeldSkill("k", "1", "Un", Origin.DECLARED, "TITULAIRE", Proof(Section.BADGES, "absent"))
    assert held_skills(Passport((), (known,)), (), {})["1"].evidence[0].title == "Inscrite dans le passeport"


def test_core_skills_of_a_recognition_are_deduced() -> None:
    held = held_skills(Passport((DIPLOMA,)), (), {"K1304": (skill("7"),)})
    assert held["7"].standing is Standing.DEDUCED
    assert "fiche RNCP" in held["7"].evidence[0].detail


def test_an_experience_deduces_nothing_until_a_human_confirms_its_occupation() -> None:
    passport, core = Passport((JOB,)), {"J1501": (skill("7"),)}
    assert held_skills(passport, (), core) == {}
    tie = written(Kind.CORRECTION, experience_content("emploi", "J1501", "Aide-soignant"))
    assert tied_occupations(passport, (tie,)) == ("J1501",)
    assert held_skills(passport, (tie,), core)["7"].evidence[0].detail == "métier confirmé ensemble : Aide-soignant"


def test_the_surest_proof_comes_first_and_every_proof_is_kept() -> None:
    known = HeldSkill("k", "7", "Sept", Origin.DECLARED, "TITULAIRE")
    said = written(Kind.CORRECTION, skill_content("7", "Sept", Standing.SAID))
    held = held_skills(Passport((DIPLOMA,), (known,)), (said,), {"K1304": (skill("7"),)})["7"]
    assert [one.standing for one in held.evidence] == [Standing.DECLARED, Standing.SAID, Standing.DEDUCED]
    assert held.evidence[1].detail == "le 22 novembre 2026"


def test_what_is_to_acquire_is_not_held() -> None:
    wish = written(Kind.CORRECTION, skill_content("7", "Sept", Standing.TO_ACQUIRE))
    assert held_skills(Passport(), (wish,), {}) == {}
    assert to_acquire((wish,)) == {"7"}


def test_an_unknown_source_keeps_its_own_name() -> None:
    assert source_words("XYZ") == "XYZ"
