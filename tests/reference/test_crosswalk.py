"""The PCS–FAP–ROME table: read block by block, held against the published one, refused when it cannot be trusted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.reference.crosswalk import Crosswalk
from desktop.reference.crosswalk_table import MAX_BYTES, is_crosswalk, read_crosswalk
from desktop.reference.packs import PackShelf

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "resources" / "reference"
TABLE = "S1Z;Cuisiniers *;\n;;\nS1Z40;636d;G1602\n;;G1603\n;;\n  * (FAP) une note;;\n;;\nA1Z00;111b;\n;121b;\n;;\n"


@pytest.fixture
def packs(tmp_path: Path) -> PackShelf:
    return PackShelf(tmp_path / "packs", SHIPPED)


def table(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "table.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def published(shared_data: Path) -> Path:
    return shared_data / "crosswalks" / "table-correspondance-pcs-rome.csv"


def test_professions_and_occupations_of_a_block_go_together(packs: PackShelf, tmp_path: Path) -> None:
    found = packs.import_crosswalk(table(tmp_path, TABLE))
    assert found.occupations("636d") == ("G1602", "G1603")
    assert found.family("636d") == "Cuisiniers"
    assert (found.occupations("121b"), found.family("121b")) == ((), "")
    assert len(found) == 3
    assert found.edition_words().endswith("3 professions.")


def test_a_code_is_found_however_it_is_typed(packs: PackShelf) -> None:
    found = packs.crosswalk()
    assert found.occupations(" 636 D ") == found.occupations("636d") == ("G1602",)
    for unknown in ("", "999z", "636", "636d1", "é"):
        assert found.occupations(unknown) == ()
        assert found.family(unknown) == ""


def test_the_published_table_whole(packs: PackShelf, shared_data: Path) -> None:
    read = read_crosswalk(published(shared_data))
    assert (len(read.labels), len(read.professions), len({code for _, code, _ in read.occupations})) == (222, 472, 531)
    found = packs.import_crosswalk(published(shared_data))
    assert not found.extract
    assert found.occupations("652a") == ("N1101", "N1102", "N1103", "N1105", "N2203", "N3203")
    assert found.family("563b") == "Aides à domicile et aides ménagères"
    assert packs.crosswalk().occupations("342a") == ("K2108",)


def test_every_occupation_of_the_table_is_in_the_rome(shared_data: Path) -> None:
    codes = (shared_data / "rome_v458" / "unix_referentiel_code_rome_v458_utf8.csv").read_text("utf-8")
    read = read_crosswalk(published(shared_data))
    assert [code for _, code, _ in read.occupations if f'"{code}",' not in codes] == []


def test_the_extract_says_the_same_as_the_table(packs: PackShelf, tmp_path: Path, shared_data: Path) -> None:
    extract = packs.crosswalk()
    assert extract.extract
    assert extract.edition_words().endswith("C’est un extrait de démonstration.")
    whole = PackShelf(tmp_path / "others", SHIPPED).import_crosswalk(published(shared_data))
    shipped = json.loads((SHIPPED / "professions.json").read_text("utf-8"))["families"]
    for pcs in (pcs for family in shipped for pcs in family["professions"]):
        assert (extract.occupations(pcs), extract.family(pcs)) == (whole.occupations(pcs), whole.family(pcs))


def test_the_extract_knows_every_profession_of_the_demonstration(packs: PackShelf) -> None:
    people = [json.loads(path.read_text("utf-8")) for path in (ROOT / "gateway" / "demo" / "people").glob("*.json")]
    jobs = [job for person in people for job in person["sections"].get("experiences", [])]
    codes = {job["pcsEse"] for job in jobs if "pcsEse" in job}
    assert len(codes) >= 20
    assert [code for code in sorted(codes) if not packs.crosswalk().occupations(code)] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "ne contient aucune famille"),
        (";;\n;;\n", "ne contient aucune famille"),
        ("S1Z40;636d\n", "La ligne 1"),
        ("S1Z40;636d;G1602;x\n", "trois colonnes"),
        (f"S1Z40;636d;{'G' * 2000}\n", "trois colonnes"),
        (";636d;G1602\n", "n’appartient à aucune famille"),
        ("S1Z40;636d;G1602\n;;\n;;G1603\n", "La ligne 3"),
        ("S1Z40;636d;G1602\nS1Z40;636e;G1603\n", "reprend la famille S1Z40"),
        ("S1Z40;636d;G1602\nS1Z41;636d;G1603\n", "La ligne 2"),
        ("S1Z40;cuisinier;G1602\n", "code de profession inattendu"),
        ("S1Z40;636d;Z9999\n", "code de métier"),
        ("S1Z40;٣٦٦d;G1602\n", "code de profession inattendu"),
        ('S1Z40;"636d;G1602\n', "coupée ou abîmée"),
        (b"S1Z40;636d;G1602\n\xff\n", "caractères illisibles"),
        (";;\n" * 20_001, "trop de lignes"),
        (b" " * (MAX_BYTES + 1), "trop gros"),
    ],
)
def test_what_cannot_be_trusted_is_refused_and_changes_nothing(
    packs: PackShelf, tmp_path: Path, text: str | bytes, said: str
) -> None:
    packs.import_crosswalk(table(tmp_path, TABLE))
    with pytest.raises(Refused, match=said) as refused:
        packs.import_crosswalk(table(tmp_path, text))
    assert refused.value.advice == "Rien n’a été changé."
    assert packs.crosswalk().occupations("636d") == ("G1602", "G1603")


def test_a_table_that_is_not_there_is_refused(packs: PackShelf, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="ne peut pas être lu"):
        packs.import_crosswalk(tmp_path / "absente.csv")
    with pytest.raises(Refused, match="ne peut pas être lu"):
        packs.import_crosswalk(tmp_path)


def test_a_damaged_pack_gives_way_to_the_extract(packs: PackShelf, tmp_path: Path) -> None:
    packs.import_crosswalk(table(tmp_path, TABLE))
    [compiled] = list((tmp_path / "packs").glob("professions-*.sqlite"))
    compiled.write_bytes(b"not a database, and long enough to be read as one" * 100)
    assert packs.crosswalk().extract
    with pytest.raises(Refused, match="abîmé"):
        Crosswalk(compiled)


@pytest.mark.parametrize("pointer", ["", "[]", '{"file": "../ailleurs.sqlite"}', '{"file": 3}'])
def test_a_pointer_that_says_nothing_gives_way_to_the_extract(packs: PackShelf, tmp_path: Path, pointer: str) -> None:
    packs.import_crosswalk(table(tmp_path, TABLE))
    (tmp_path / "packs" / "professions-en-usage.json").write_text(pointer, "utf-8")
    assert packs.crosswalk().extract


def test_another_import_replaces_the_former_and_leaves_nothing_half_written(packs: PackShelf, tmp_path: Path) -> None:
    packs.import_crosswalk(table(tmp_path, TABLE))
    packs.import_crosswalk(table(tmp_path, TABLE))
    packs.import_crosswalk(table(tmp_path, TABLE.replace("G1603", "G1604")))
    assert packs.crosswalk().occupations("636d") == ("G1602", "G1604")
    assert len(list((tmp_path / "packs").iterdir())) == 2


def test_the_table_is_recognised_by_its_first_lines(tmp_path: Path, shared_data: Path) -> None:
    assert is_crosswalk(published(shared_data))
    assert is_crosswalk(table(tmp_path, TABLE))
    assert not is_crosswalk(table(tmp_path, '"Numero_Fiche";"Intitule"\n"RNCP1";"x"\n'))
