"""Held skills, made up from a referential: as many as wanted, of every standing, some of them new and some undated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from desktop.models.known import Known
from desktop.models.occupation import Skill, SkillKind
from desktop.models.passport import Passport, Section
from desktop.models.skill import Evidence, Held, Rule, Standing
from desktop.models.skilltree import Placed, placed

if TYPE_CHECKING:
    from desktop.reference.opened import Reference
    from desktop.views.desk import Desk
    from desktop.views.skills.skills_page import SkillsPage

COUNTS: Final = (5, 60, 500)

TODAY: Final = date(2026, 11, 22)
SHARED: Final = tuple(section for section in Section if section is not Section.BADGES)
PROOFS: Final = (
    Evidence(Standing.PROVEN, "BEP Carrières sanitaires et sociales", "Éducation nationale · juin 2009",
             rule=Rule.GUARANTEED, since=date(2009, 6, 1)),
    Evidence(Standing.DEDUCED, "Agente de service, EHPAD", "métier confirmé ensemble · 5 ans",
             rule=Rule.EXPERIENCE, since=date(2014, 3, 1)),
    Evidence(Standing.DECLARED, "Inscrite dans le passeport", "ajouté par la personne", rule=Rule.DECLARED),
    Evidence(Standing.DEDUCED, "Caissière", "métier confirmé ensemble · depuis mai 2026",
             rule=Rule.EXPERIENCE, since=date(2026, 5, 4)),
    Evidence(Standing.SAID, "Dit en entretien", "3 octobre 2026", rule=Rule.SAID, since=TODAY - timedelta(50)),
    Evidence(Standing.PROVEN, "Sauveteur secouriste du travail", "certificat · février 2024",
             rule=Rule.GUARANTEED, since=date(2024, 2, 1)),
)  # fmt: skip


def known(reference: Reference, count: int) -> Known:
    """What a person of ``count`` skills would hold (fewer when the referential has fewer): a life in several trades."""
    skills = {skill.code: skill for skill in islice(_skills(reference), count)}
    families = list(dict.fromkeys(map(_family, skills.values())))
    held = {code: Held(code, one.label, (_proof(families.index(_family(one)), at),))
            for at, (code, one) in enumerate(skills.items())}  # fmt: skip
    if not any(skill.transversal for skill in skills.values()):  # a referential that does not say it
        skills = {code: replace(skill, transversal=at % 9 == 2) for at, (code, skill) in enumerate(skills.items())}
    return Known(Passport(sections=SHARED), (), held, skills, reference.edition())


def placed_skills(reference: Reference, count: int) -> tuple[Placed, ...]:
    """The same at their places."""
    some = known(reference, count)
    return placed(some, reference.paths({skill.macro for skill in some.skills.values()} - {""}))


def skills_page(desk: Desk, count: int) -> SkillsPage:
    """The tab Compétences of that person, to be shown and closed."""
    from desktop.views.skills.skills_page import SkillsPage

    page = SkillsPage(desk)
    page.show_known(known(desk.reference(), count), placed_skills(desk.reference(), count))
    return page


def _family(skill: Skill) -> str:
    return skill.macro[:2] or skill.category


def _proof(family: int, place: int) -> Evidence:
    """Most skills of a family rest on one proof, a few on another."""
    return PROOFS[(family + (place % 5 == 4)) % len(PROOFS)]


def _skills(reference: Reference) -> Iterator[Skill]:
    """Every skill asked, each once: a few trades first, so that a small number makes a life and not a sample."""
    seen: set[str] = set()
    first = ("K1302", "D1505", "N1103", "J1501")
    every = (node.code for node in reference.occupations())
    for code in dict.fromkeys((*first, *every)):
        occupation = reference.occupation(code)
        asked = [one.skill for one in occupation.requirements] if occupation else []
        soft = [skill for skill in asked if skill.kind is SkillKind.SOFT][:1]
        for skill in (*soft, *(skill for skill in asked if skill.kind is not SkillKind.SOFT)):
            if skill.code not in seen:
                seen.add(skill.code)
                yield skill
