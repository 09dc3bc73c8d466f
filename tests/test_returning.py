"""A form half typed, as text and back."""

from __future__ import annotations

from datetime import date

from desktop.models.access import Basis
from desktop.models.hand import Entry, HandFile, Person, Typing
from desktop.models.occupation import Skill, SkillKind
from desktop.models.passport import Fact, HeldSkill, Origin, Section
from desktop.models.when import When
from desktop.returning import read, written


def test_everything_typed_comes_back() -> None:
    skills = (
        Skill("300001", "Accueillir", SkillKind.DETAILED, "4A101"),
        HeldSkill("s1", "300002", "Conseiller", Origin.SAID, "ENTRETIEN"),
    )
    fact = Fact("f1", Section.TRAININGS, Origin.DECLARED, "TITULAIRE", "CAP", start=When(2019), details=(("a", "b"),))
    entries = {Section.EXPERIENCES: (Entry("Aide à domicile", "ADMR", "2019", ongoing=True),)}
    form = HandFile(Person("Awa", "D.", "1990"), Basis.SAID, entries, skills, (fact,), date(2026, 11, 1))
    typing = Typing("id", False, form, {Section.ENGAGEMENTS: Entry("Tréso")}, "vend")
    assert read(written(typing)) == typing
