"""What an open referential answers: searches, lists, nearby occupations, from several threads."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.models.occupation import Found, Node
from desktop.reference.opened import Reference
from desktop.reference.shelf import Shelf
from desktop.reference.wording import fold, terms, tidy


@pytest.fixture
def reference(shelf: Shelf, kit: Path, opened: Callable[[], Reference]) -> Reference:
    """The tiny kit, imported and open."""
    shelf.import_kit(kit)
    return opened()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("j1501", ["J1501"]),
        ("J15", ["J1501"]),
        ("AIDE SOIG", ["J1501"]),
        ("aide-soignantes", ["J1501"]),
        ("hopital", ["J1501"]),
        ("de l'hôpital", ["J1501"]),
        ("garde", ["K1302"]),
        ("a", ["J1501", "K1302"]),
        ("soignant repas", []),
        ('"*(){}', []),
        ("", []),
    ],
)
def test_search(reference: Reference, text: str, codes: list[str]) -> None:
    assert [found.code for found in reference.search(text)] == codes


def test_search_tells_the_appellation_that_matched(reference: Reference) -> None:
    assert reference.search("auxiliaire") == (
        Found("J1501", "Aide-soignant / Aide-soignante", "Auxiliaire de l’hôpital", "12"),
    )
    assert reference.search("aide")[0].through == ""
    assert len(reference.search("a", limit=1)) == 1


def test_search_skills_ignores_accents_and_ligatures(reference: Reference) -> None:
    assert [skill.code for skill in reference.search_skills("hygiene")] == ["101"]
    assert [skill.code for skill in reference.search_skills("œuvre")] == ["200"]
    assert reference.search_skills(" ") == ()


def test_lists(reference: Reference) -> None:
    assert [node.code for node in reference.domains()] == ["J", "K"]
    assert [node.code for node in reference.occupations()] == ["J1501", "K1302"]
    assert [node.code for node in reference.occupations("K")] == ["K1302"]
    assert [node.code for node in reference.occupations("J15")] == ["J1501"]
    assert reference.occupations("Z") == ()


def test_unknown_codes_are_none(reference: Reference) -> None:
    assert reference.occupation("A0000") is None
    assert reference.skill("1") is None
    assert reference.path("9Z999") is None
    assert reference.core_skills("A0000") == ()


def test_core_skills(reference: Reference) -> None:
    assert [skill.label for skill in reference.core_skills("J1501")] == ["Veiller à l’hygiène"]


def test_occupations_asking_most(reference: Reference) -> None:
    assert reference.occupations_asking(["101", "100", "400"]) == (
        (Node("K1302", "Assistant / Assistante de vie"), 2, 3),
        (Node("J1501", "Aide-soignant / Aide-soignante"), 1, 3),
    )
    assert reference.occupations_asking([]) == ()


def test_several_threads_ask_at_once(reference: Reference) -> None:
    with ThreadPoolExecutor(4) as pool:
        sheets = list(pool.map(lambda _: reference.occupation("J1501"), range(100)))
    assert sheets.count(reference.occupation("J1501")) == 100


def test_the_file_cannot_be_written(reference: Reference) -> None:
    with pytest.raises(Refused):
        reference.rows("DELETE FROM link")
    assert reference.occupations_asking(["101"])


def test_asking_a_closed_reference_is_a_bug(shelf: Shelf) -> None:
    reference = Reference.open(shelf.in_use())
    reference.close()
    reference.close()
    with pytest.raises(sqlite3.ProgrammingError):
        reference.domains()


def test_a_file_of_another_schema_is_refused(shelf: Shelf) -> None:
    path = shelf.in_use()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(Refused, match="autre version d’Escale"):
        Reference.open(path)


def test_names_with_odd_characters_open(shelf: Shelf, tmp_path: Path) -> None:
    odd = tmp_path / "été #1 100% ?"
    odd.mkdir()
    target = odd / "rome.sqlite"
    target.write_bytes(shelf.in_use().read_bytes())
    with Reference.open(target) as reference:
        assert reference.edition().occupations == 1


def test_words() -> None:
    assert tidy(" L''Aide\u200b d'\t l\x92'ami ") == "L’Aide d’ l’ami"
    assert fold("Éleveur / Chef d’œuvre (h/f)") == "eleveur chef d oeuvre h f"
    assert terms("l’aide aux soins") == ("aide", "soins")
    assert terms("de la") == ("de", "la")
