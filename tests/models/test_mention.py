"""Everything that a file names in the referential, once, and nothing that is not shared."""

from __future__ import annotations

from desktop.models.correction import (
    Answer,
    Word,
    experience_content,
    occupation_content,
    shown_content,
    skill_content,
)
from desktop.models.mention import Mention, Named, mentions
from desktop.models.note import Kind
from desktop.models.passport import HeldSkill, Origin, Passport, Section
from tests.models.people import fact, written

JOB = fact("Vendangeuse", Section.EXPERIENCES, "2019")
DIPLOMA = fact("BEP", Section.RECOGNITIONS, "2009", occupations=("K1304",))
SKILL = HeldSkill("k", "7", "Sept", Origin.DECLARED, "TITULAIRE")
WORDS = (
    written(Kind.OCCUPATION, occupation_content("J1501", "Aide-soignant", True, edition="458"), 1),
    written(Kind.OCCUPATION, occupation_content("D1505", "Caissier", False, edition="458"), 2),
    written(Kind.CORRECTION, experience_content("Vendangeuse", "A1401", "Cueilleur", "11987", "457"), 3),
    written(Kind.CORRECTION, skill_content("8", "Huit", Word.SAID, "458"), 4),
    written(Kind.CORRECTION, skill_content("9", "Neuf", Word.NOTHING, "458"), 5),
    written(Kind.CORRECTION, shown_content("b", "10", "Dix", Answer.ACCEPTED, "458"), 6),
    written(Kind.CORRECTION, shown_content("b", "11", "Onze", Answer.REFUSED, "458"), 7),
)


def test_every_code_is_named_with_its_version_and_what_it_is_about() -> None:
    found = mentions(Passport((JOB, DIPLOMA), (SKILL,), tuple(Section)), WORDS)
    assert found == (
        Mention(Named.TARGET, "J1501", "Aide-soignant", edition="458"),
        Mention(Named.CONFIRMED, "A1401", "Cueilleur", "11987", "457", "Vendangeuse"),
        Mention(Named.RECOGNITION, "K1304", "", about="BEP"),
        Mention(Named.SAID, "8", "Huit", edition="458"),
        Mention(Named.SAID, "10", "Dix", edition="458"),
        Mention(Named.PASSPORT, "7", "Sept"),
    )
    assert [one.of_occupation for one in found] == [True, True, True, False, False, False]


def test_what_is_not_shared_names_nothing() -> None:
    assert mentions(Passport((DIPLOMA,), (SKILL,), ()), ()) == ()


def test_one_code_named_twice_for_one_reason_is_named_once() -> None:
    twice = (SKILL, HeldSkill("k2", "7", "Sept", Origin.GUARANTEED, "MINISTERE"))
    assert len(mentions(Passport((), twice, (Section.SKILLS,)), ())) == 1
