"""Suggestions: codes and labels are the official ones, every engagement has some, an answer ends the question."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from desktop.models.passport import Fact, Section
from desktop.models.suggestion import ENGAGEMENTS, LICENCES, MANDATE, TREASURER, alignments, suggestions, unanswered
from desktop.reference.wording import tidy
from tests.models.people import fact

ROOT = Path(__file__).parents[2]
EVERY = [*MANDATE, *TREASURER, *(one for table in (ENGAGEMENTS, LICENCES) for some in table.values() for one in some)]


def engagement(kind: str, title: str = "Bénévole") -> Fact:
    """An engagement of that kind."""
    return replace(fact(title, Section.ENGAGEMENTS), details=(("typeActivite", kind),))


def test_every_code_and_label_is_that_of_the_extract() -> None:
    extract: dict[str, Any] = json.loads((ROOT / "resources/reference/extrait.json").read_text(encoding="utf-8"))
    labels = {row[0]: row[1].replace("'", "’") for row in extract["skills"] if row[2] in ("macro", "soft")}
    assert EVERY
    assert {code: label for (code, label), _ in EVERY}.items() <= labels.items()


def test_every_code_and_label_is_that_of_the_whole_kit(shared_data: Path) -> None:
    path = shared_data / "rome_v458" / "unix_referentiel_competence_v458_utf8.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        labels = {row["code_ogr"]: tidy(row["libelle_competence"]) for row in csv.DictReader(stream)}
    assert {code: label for (code, label), _ in EVERY}.items() <= labels.items()


def test_every_engagement_of_the_law_suggests_and_gives_its_reason() -> None:
    contract = yaml.safe_load((ROOT / "resources/contract/openapi.yaml").read_text(encoding="utf-8"))
    kinds = contract["components"]["schemas"]["Engagement"]["properties"]["typeActivite"]["enum"]
    assert set(kinds) == set(ENGAGEMENTS)
    for kind in kinds:
        found = suggestions(engagement(kind))
        assert 3 <= len(found) <= 4
        assert len({one.code for one in found}) == len(found)
        assert all(one.reason.endswith(".") for one in found)


@pytest.mark.parametrize(("one", "code"), [
    (replace(fact("CE", Section.LICENCES)), "300274"), (fact("B", Section.LICENCES), "300270"),
    (fact("Conseiller municipal", Section.MANDATES), "300469"),
    (engagement("BENEVOLAT_ASSOCIATIF", "Trésorière : comptes"), "300318"),
])  # fmt: skip
def test_a_licence_a_mandate_and_a_treasurer_suggest_too(one: Fact, code: str) -> None:
    assert code in [found.code for found in suggestions(one)]


@pytest.mark.parametrize("one", [
    fact("Soudeur", Section.EXPERIENCES), fact("AM", Section.LICENCES), engagement("AUTRE_CHOSE"),
    fact("Badge", Section.BADGES), fact("", Section.LICENCES),
])  # fmt: skip
def test_anything_else_suggests_nothing(one: Fact) -> None:
    assert suggestions(one) == ()


def test_the_skills_that_a_badge_names_keep_their_words_framework_and_code() -> None:
    details = (("alignementEsco", "gérer (12)"), ("alignementRome", "Accueil (104090)"), ("alignementAutre", "Aider"))
    found = alignments(replace(fact("b", Section.BADGES), details=(*details, ("type", "x"))))
    assert [(one.framework, one.label, one.code) for one in found] == [
        ("ESCO", "gérer (12)", ""), ("ROME", "Accueil", "104090"), ("autre référentiel", "Aider", ""),
    ]  # fmt: skip


def test_what_was_answered_is_not_asked_again() -> None:
    one = engagement("MAITRE_APPRENTISSAGE")
    left = unanswered(suggestions(one), one, [(one.id, "300021"), ("somebody-else", "300017")])
    assert [found.code for found in left] == ["300017", "300412", "300462"]
