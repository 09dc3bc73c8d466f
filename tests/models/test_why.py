"""Every row of the gap says its rule, its proofs, its referential, and what would change it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.models.correction import Word, said_skills, skill_content
from desktop.models.gap import Gap
from desktop.models.note import Kind
from desktop.models.occupation import Edition, Importance
from desktop.models.passport import Section
from desktop.models.skill import Evidence, Held, Rule, Standing
from desktop.models.why import CHANGES, RULES, not_shared_words, why
from tests.models.people import occupation, skill, written

EDITION = Edition("458", "2024-12-16", "France Travail, ROME 4.0, Licence Ouverte 2.0", False, 1056, 21728, 58352)
ALL = tuple(Section)


def row(standing: Standing, *evidence: Evidence, near: tuple[Held, ...] = ()) -> Gap:
    """A row of the core."""
    return Gap(skill("1", "Un"), Importance.CORE, "Soin", standing, evidence, near)


@pytest.mark.parametrize("rule", Rule)
def test_each_rule_is_told_in_words(rule: Rule) -> None:
    told = why(row(Standing.SAID, Evidence(Standing.SAID, "x", rule=rule)), occupation(), EDITION, ALL)
    assert told.rule == RULES[rule]
    assert told.source == "Au cœur du métier J1501, ROME 4.0 version 458, 16 décembre 2024, France Travail"


@pytest.mark.parametrize("standing", Standing)
def test_each_standing_says_what_would_change_it(standing: Standing) -> None:
    assert why(row(standing, Evidence(standing, "x")), occupation(), EDITION, ALL).change == CHANGES[standing]


def test_silence_is_a_question_and_a_refusal_has_its_day() -> None:
    silent = why(row(Standing.TO_EXPLORE), occupation(), EDITION, ALL)
    assert "Ce n’est pas un manque" in silent.rule
    said = said_skills([written(Kind.CORRECTION, skill_content("1", "Un", Word.NOT_HELD))])["1"]
    assert (
        "écartée ensemble le 22 novembre 2026" in why(row(Standing.TO_EXPLORE), occupation(), EDITION, ALL, said).rule
    )


def test_near_skills_are_told_and_never_counted() -> None:
    near = tuple(Held(str(n), f"Savoir {n}", (Evidence(Standing.SAID, "x"),)) for n in range(5))
    told = why(row(Standing.TO_EXPLORE, near=near), occupation(), EDITION, ALL)
    assert "« Savoir 0 », « Savoir 1 » et « Savoir 2 », et 2 de plus" in told.near
    assert "pas compté comme acquis" in told.near
    assert told.evidence == ()


def test_what_was_not_shared_is_said_unless_it_could_change_nothing() -> None:
    sections = tuple(section for section in Section if section is not Section.BADGES)
    assert "Non partagé : badges." in why(row(Standing.TO_EXPLORE), occupation(), EDITION, sections).unshared
    proven = row(Standing.PROVEN, Evidence(Standing.PROVEN, "x"))
    assert why(proven, occupation(), EDITION, sections).unshared == ""
    assert not_shared_words(ALL) == ""


def test_an_edition_without_a_date_is_named_by_its_version() -> None:
    undated = replace(EDITION, published="")
    assert why(row(Standing.TO_EXPLORE), occupation(), undated, ALL).source.endswith(
        "ROME 4.0 version 458, France Travail"
    )
