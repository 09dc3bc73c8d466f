"""The verbs without a window, as typed: the referential in JSON and in words, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.__main__ import main


def _asked(home: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["--home", str(home), "reference", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_extract_is_in_use_from_the_start(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = _asked(tmp_path, capsys, "list", "--json")
    assert code == 0
    listed = json.loads(said)
    assert listed["in_use"]["extract"] is True
    assert listed["in_use"]["occupations"] >= 40


def test_a_search_answers_in_words_and_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = _asked(tmp_path, capsys, "search", "boulangere", "--json")
    assert code == 0
    assert json.loads(said)[0]["code"] == "D1102"
    assert "D1102" in _asked(tmp_path, capsys, "search", "boulangere")[1]


def test_an_occupation_by_its_code_however_typed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = _asked(tmp_path, capsys, "occupation", "j1501", "--json")
    assert code == 0
    assert json.loads(said)["code"] == "J1501"
    code, _, trouble = _asked(tmp_path, capsys, "occupation", "Z9999")
    assert code == 1
    assert trouble.startswith("Le référentiel en usage n’a pas de métier « Z9999 ».")


def test_the_check_names_every_join(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = _asked(tmp_path, capsys, "check", "--json")
    assert code == 0
    joins = json.loads(said)["joins"]
    assert joins
    assert all(join["orphans"] == 0 for join in joins)


def test_the_official_kit_is_imported_from_a_folder(
    tmp_path: Path, shared_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said, _ = _asked(tmp_path, capsys, "import", str(shared_data / "rome_v458"))
    assert code == 0
    assert "458" in said
    listed = json.loads(_asked(tmp_path, capsys, "list", "--json")[1])
    assert (listed["in_use"]["extract"], listed["in_use"]["occupations"]) == (False, 1056)


def test_a_folder_that_is_no_kit_is_refused_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "vide").mkdir()
    code, said, trouble = _asked(tmp_path, capsys, "import", str(tmp_path / "vide"))
    assert (code, said) == (1, "")
    assert trouble.strip()
    assert "Traceback" not in trouble
    assert json.loads(_asked(tmp_path, capsys, "list", "--json")[1])["in_use"]["extract"] is True


def test_the_list_tells_the_packs_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = json.loads(_asked(tmp_path, capsys, "list", "--json")[1])
    assert listed["certifications"]["extract"] is listed["professions"]["extract"] is True
    said = _asked(tmp_path, capsys, "list")[1]
    assert "En usage : Certifications (France compétences, Licence Ouverte 2.0), export du 18 décembre 2023" in said
    assert "En usage : Table de passage PCS–FAP–ROME" in said


@pytest.mark.parametrize(
    ("path", "said", "kind"),
    [
        ("rncp/sample_export-fiches-csv-2024-02-22.zip", "9 fiches (7 au RNCP, 2 au RS)", "certifications"),
        ("rncp/rncp_flux_v4.1_RNCP35340_transcribed_truncated.xml", "1 fiche (1 au RNCP, 0 au RS)", "certifications"),
        ("crosswalks/table-correspondance-pcs-rome.csv", "472 professions", "professions"),
    ],
)
def test_an_import_recognises_what_it_is_given(
    tmp_path: Path, shared_data: Path, capsys: pytest.CaptureFixture[str], path: str, said: str, kind: str
) -> None:
    code, told, _ = _asked(tmp_path, capsys, "import", str(shared_data / path))
    assert code == 0
    assert told.startswith("Installé : ")
    assert said in told
    listed = json.loads(_asked(tmp_path, capsys, "list", "--json")[1])
    assert {name: listed[name]["extract"] for name in ("certifications", "professions")} == {
        name: name != kind for name in ("certifications", "professions")
    }
    assert listed["in_use"]["extract"] is True
