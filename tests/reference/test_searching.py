"""What people type, and what must come among the first answers: on the whole ROME, then on the extract."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.models.occupation import FoundSkills
from desktop.reference.opened import Reference
from desktop.reference.report import search_as_text
from desktop.reference.searching import READINGS
from desktop.reference.shelf import Shelf
from tests.reference.conftest import TINY, csv_text

FIRST = 5

# what is typed, the occupation that must be among the first five, how it was read when it was misspelt
WHOLE = [
    # as it is written
    ("aide soignant", "J1501", ""),
    ("infirmière", "J1506", ""),
    ("boulanger", "D1102", ""),
    ("comptable", "M1203", ""),
    ("secrétaire", "M1607", ""),
    ("conducteur de bus", "N4103", ""),
    ("chauffeur routier", "N4101", ""),
    ("professeur des écoles", "K2106", ""),
    ("community manager", "E1110", ""),
    ("tourneur fraiseur", "H2903", ""),
    # without accents, capitals, apostrophes, hyphens or ligatures; and with them
    ("infirmiere", "J1506", ""),
    ("ELEVEUR BOVIN", "A1407", ""),
    ("oenologue", "A1423", ""),
    ("œnologue", "A1423", ""),
    ("chef d'equipe batiment", "F1206", ""),
    ("chef d’équipe bâtiment", "F1206", ""),
    ("aide-soignante", "J1501", ""),
    ("moniteur-éducateur", "K1208", ""),
    ("sage femme", "J1104", ""),
    ("eau forte", "B1303", ""),
    # plurals
    ("aides soignantes", "J1501", ""),
    ("assistantes sociales", "K1201", ""),
    ("éleveur de chevaux", "A1407", ""),
    ("éleveur de cheval", "A1407", ""),
    ("soins aux animaux", "A1501", ""),
    ("vendeur animal", "D1210", ""),
    ("directeurs d'hopitaux", "K1407", ""),
    ("vendeuse de bijoux", "D1214", ""),
    ("conducteur de travail", "F1201", ""),
    # beginnings
    ("secr", "M1607", ""),
    ("cond poids l", "N4101", ""),
    ("boul", "D1102", ""),
    ("J150", "J1501", ""),
    ("k1801", "K1801", ""),
    # initials
    ("cip", "K1801", ""),
    ("aesh", "K2113", ""),
    ("atsem", "K1308", ""),
    ("DRH", "M1503", ""),
    ("tisf", "K1305", ""),
    ("S.A.V.", "I1402", ""),
    ("avs", "K1306", ""),
    # misspelt
    ("infirmeire", "J1506", "infirmière"),
    ("boulangre", "D1102", "boulangère"),
    ("contable", "M1203", "comptable"),
    ("secretère", "M1607", "secrétaire"),
    ("plonbier", "F1603", "plombier"),
    ("maconerie", "F1703", "maçonnerie"),
    ("coifeuse", "D1202", "coiffeuse"),
    ("developeur web", "M1855", "développeur web"),
    ("psycologue", "K1104", "psychologue"),
    ("ambulencier", "J1305", "ambulancier"),
    ("kinesiterapeute", "J1404", "kinésithérapeute"),
    ("gestionaire de paie", "M1507", "gestionnaire de paie"),
    ("électro mécanicien", "I1309", "électromécanicien"),
    ("aide soignente", "J1501", "aide soignante"),
    ("manutentionnair de quay", "N1106", "manutentionnair de quai"),
]
EXTRACT = [
    ("aide soignant", "J1501", ""),
    ("boulangere", "D1102", ""),
    ("ouvrière de l'hopital", "", ""),
    ("boulangre", "D1102", "boulangère"),
    ("atsem", "K1308", ""),
    ("chaufeur livreur", "N4105", "chauffeur livreur"),
]


def first(reference: Reference, typed: str) -> dict[str, str]:
    """How each of the first answers was read, by occupation."""
    return {found.code: found.corrected for found in reference.search(typed)[:FIRST]}


@pytest.mark.parametrize(("typed", "code", "read"), WHOLE)
def test_the_whole_rome_answers(whole: Reference, typed: str, code: str, read: str) -> None:
    found = first(whole, typed)
    assert code in found
    assert found[code] == read


@pytest.mark.parametrize(("typed", "code", "read"), EXTRACT)
def test_the_extract_answers(demonstration: Reference, typed: str, code: str, read: str) -> None:
    found = first(demonstration, typed)
    assert found.get(code, "") == read
    assert bool(found) == bool(code)


@pytest.mark.parametrize("typed", ["", "  ", "zz", "xyzqwvk", "asdfgh", "%", '"', "*", "a" * 5000, "NEAR(", "é" * 300])
def test_nothing_is_found_for_nothing_known(whole: Reference, typed: str) -> None:
    assert len(whole.search(typed)) == 0


def test_the_whole_name_comes_before_longer_ones(whole: Reference) -> None:
    for typed, code in (("cuisinier", "G1609"), ("maçon", "F1703"), ("boulangère", "D1102"), ("soudeuse", "H2913")):
        assert whole.search(typed)[0].code == code


def test_an_occupation_is_found_once_and_names_its_appellation(whole: Reference) -> None:
    found = whole.search("conducteur", 60)
    assert len({one.code for one in found}) == len(found) == 60
    for one in found:
        moved = whole.moved_to(one.title) if one.title else None
        assert bool(one.title) == bool(one.through)
        assert moved is None or (moved.code, moved.through) == (one.code, one.through)


def test_the_correction_is_said(whole: Reference) -> None:
    assert search_as_text(whole.search("contable"))[0] == "Rien pour ces mots ; voici pour « comptable » :"


def test_skills_are_found_the_same_way(whole: Reference) -> None:
    assert whole.search_skills("vehicules")
    assert whole.search_skills("réaliser bilan comptable")
    labels = [skill.label for skill in whole.search_skills("logicels de gestion")]
    assert labels
    assert all("ogiciel" in label for label in labels)


def test_an_accent_that_was_typed_is_looked_for_first(shelf: Shelf, kit: Path, opened: Callable[[], Reference]) -> None:
    rows = [["15", "Pêcheur côtier", "K1302", "SYNONYME", "N"], ["16", "Pécheur repenti", "J1501", "SYNONYME", "N"]]
    titles = csv_text([*TINY["referentiel_appellation"], *rows])
    (kit / "unix_referentiel_appellation_v458_utf8.csv").write_text(titles, encoding="utf-8", newline="")
    shelf.import_kit(kit)
    reference = opened()
    assert [one.code for one in reference.search("pêcheur")] == ["K1302", "J1501"]
    assert [one.code for one in reference.search("pécheurs")] == ["J1501", "K1302"]
    assert [one.code for one in reference.search("pe\u0302cheurs")] == ["K1302", "J1501"]


def test_few_readings_are_tried_however_many_words_are_misspelt(whole: Reference) -> None:
    assert READINGS <= 12
    assert whole.search(" ".join(["conpteble", "infurmier", "boulengir"] * 4)) == ()


def test_how_the_words_of_a_skill_were_read_is_said(whole: Reference) -> None:
    found = whole.find_skills("logicels de gestion")
    assert found.skills
    assert found.corrected == "logiciels de gestion"
    assert whole.find_skills("logiciels de gestion").corrected == ""
    assert whole.find_skills("xyzzy") == FoundSkills()
