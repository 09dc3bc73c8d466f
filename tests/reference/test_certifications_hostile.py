"""Exports that lie, are cut or mean harm: each is refused by a sentence, and what was in use stays in use."""

from __future__ import annotations

import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.reference.certifications_csv import MAX_LINE
from desktop.reference.certifications_source import day_in, open_source
from desktop.reference.certifications_tables import Writing
from desktop.reference.certifications_xml import read_xml_export
from desktop.reference.packs import PackShelf, kind_of
from desktop.reference.placing import silent
from tests.reference.exports import DAY, STANDARD, TABLES, csv_bytes, fiche, flux, members, zipped

SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "reference"
MIB = 1024 * 1024
LAUGHS = '<!DOCTYPE f [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE f SYSTEM "file:///etc/passwd">'


@pytest.fixture
def packs(tmp_path: Path) -> Iterator[PackShelf]:
    """A shelf with an export in use, which every refusal must leave in use."""
    made = PackShelf(tmp_path / "packs", SHIPPED)
    made.import_certifications(zipped(tmp_path / "good.zip", members())).close()
    before = sorted(path.name for path in (tmp_path / "packs").iterdir())
    yield made
    with made.certifications() as found:
        assert (found.edition.sheets, found.edition.extract) == (3, False)
    assert sorted(path.name for path in (tmp_path / "packs").iterdir()) == before


def refused(packs: PackShelf, path: Path, said: str) -> None:
    with pytest.raises(Refused, match=said) as trouble:
        packs.import_certifications(path)
    assert trouble.value.advice == "Rien n’a été changé."


def changed(table: str, row: int, column: int, text: str) -> dict[str, bytes]:
    """The members with one cell changed."""
    tables = {name: [list(line) for line in rows] for name, rows in TABLES.items()}
    tables[table][row][column] = text
    return members(tables)


def without(name: str) -> dict[str, bytes]:
    return {member: raw for member, raw in members().items() if f"_{name}_" not in member}


def standard(raw: bytes) -> dict[str, bytes]:
    return members() | {f"export_fiches_CSV_Standard_{DAY}.csv": raw}


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (without("Rome"), "Il manque le fichier export_fiches_CSV_Rome"),
        (without("Standard"), "Il manque le fichier export_fiches_CSV_Standard"),
        (changed("Standard", 0, 1, "Titre"), "n’a pas les colonnes attendues .il manque Intitule"),
        (changed("Standard", 1, 0, "35340"), "numéro de fiche inattendu"),
        (changed("Standard", 2, 0, "RNCP1"), "contient deux fois la fiche RNCP1"),
        (changed("Standard", 1, 5, "31/02/2028"), "la date de la fiche RNCP1 ne se lit pas"),
        (changed("Standard", 1, 5, "bientôt"), "la date de la fiche RNCP1 ne se lit pas"),
        (changed("Rome", 1, 0, "x" * 50), "numéro de fiche inattendu : « x{20} »"),
        (standard(b""), "n’a pas les colonnes attendues"),
        (standard(csv_bytes([STANDARD])), "ne contient aucune fiche"),
        (standard(csv_bytes([STANDARD, ["RNCP1", "coupé"]])), "coupé ou abîmé à la ligne 2"),
        (standard(csv_bytes([STANDARD]) + b'"RNCP1";"sans fin'), "coupé ou abîmé"),
        (standard(b"\xff\xfe" + csv_bytes([STANDARD])), "caractères illisibles"),
        (standard(csv_bytes([STANDARD]) + b"x" * (MAX_LINE + MIB)), "une ligne trop longue"),
        (members() | {f"export_fiches_CSV_Standard_bis_{DAY}.csv": b""}, "deux fichiers Standard"),
        (members() | {f"x/export_fiches_CSV_Rome_{DAY}.csv": b""}, "contient deux fois le fichier"),
        ({"rien.txt": b"rien"}, "n’est pas un export des certifications"),
        ({"flux.xml": b""}, "coupé, ou n’est pas du XML"),
        ({"flux.xml": flux(fiche("RNCP1"))[:-20]}, "coupé, ou n’est pas du XML"),
        ({"flux.xml": b"<autre><FICHE/></autre>"}, "n’est pas un flux"),
        ({"flux.xml": b"<FICHES></FICHES>"}, "n’est pas un flux"),
        ({"flux.xml": flux(version="3.0")}, "flux « 3.0 » : Escale lit le flux 4"),
        ({"flux.xml": flux()}, "ne contient aucune fiche"),
        ({"flux.xml": flux(fiche("RNCP1", "&b;"), head=LAUGHS)}, "déclare un DOCTYPE"),
        ({"flux.xml": flux(fiche("RNCP1"), head=EXTERNAL)}, "déclare un DOCTYPE"),
        ({"flux.xml": flux(fiche("RNCP1", "&inconnue;"))}, "coupé, ou n’est pas du XML"),
        ({"flux.xml": flux(fiche("RNCP1", more="<A>" * 40 + "</A>" * 40))}, "n’est pas un flux"),
        ({"flux.xml": flux(fiche("RNCP1"), fiche("RNCP1"))}, "contient deux fois la fiche RNCP1"),
        ({"flux.xml": flux(fiche("RNCP1", more="<INTITULE>x</INTITULE>" * 21_000))}, "fiche démesurée"),
        ({"a/flux.xml": flux(fiche("RNCP1")), "b/flux.xml": flux(fiche("RS1"))}, "contient deux fois le fichier"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_sentence_for_each_lie(packs: PackShelf, tmp_path: Path, files: dict[str, bytes], said: str) -> None:
    refused(packs, zipped(tmp_path / "bad.zip", files), said)


def test_a_truncated_zip_and_one_whose_bytes_were_changed(packs: PackShelf, tmp_path: Path) -> None:
    raw = zipped(tmp_path / "bad.zip", members()).read_bytes()
    (tmp_path / "bad.zip").write_bytes(raw[: len(raw) // 2])
    refused(packs, tmp_path / "bad.zip", "n’est pas une archive zip lisible")
    with zipfile.ZipFile(tmp_path / "good.zip") as archive:
        place = archive.infolist()[0].header_offset + 100
    (tmp_path / "bad.zip").write_bytes(raw[:place] + bytes(8) + raw[place + 8 :])
    refused(packs, tmp_path / "bad.zip", "abîmé")


def test_what_is_not_there_and_what_is_something_else(packs: PackShelf, tmp_path: Path) -> None:
    refused(packs, tmp_path / "absent.xml", "est introuvable")
    refused(packs, tmp_path / "absent.zip", "n’est pas une archive zip lisible")
    (tmp_path / "vide").mkdir()
    refused(packs, tmp_path / "vide", "n’est pas un export des certifications")
    with pytest.raises(Refused, match="ni un kit du ROME, ni un export des certifications"):
        kind_of(tmp_path / "vide")


def test_a_compression_bomb_stops_at_the_cap(tmp_path: Path) -> None:
    bomb = zipped(tmp_path / "bomb.zip", {"flux.xml": b"<FICHES>" + b" " * 40 * MIB})
    assert bomb.stat().st_size < MIB
    with open_source(bomb, cap=MIB) as source, pytest.raises(Refused, match="trop gros"):
        list(source.blocks("flux.xml"))


@pytest.mark.parametrize(
    ("endless", "said"),
    [
        (b"<FICHES><FICHE><!--" + b"x" * 24 * MIB, "un morceau trop long"),
        (b'<FICHES a="' + b"x" * 24 * MIB, "un morceau trop long"),
        (b"<FICHES><FICHE><INTITULE>" + b"x" * 24 * MIB, "coupé"),
    ],
    ids=["comment", "attribute", "text"],
)
def test_what_never_ends_does_not_fill_the_memory(packs: PackShelf, tmp_path: Path, endless: bytes, said: str) -> None:
    path = zipped(tmp_path / "endless.zip", {"flux.xml": endless})
    del endless
    tracemalloc.start()
    try:
        refused(packs, path, said)
        assert tracemalloc.get_traced_memory()[1] < 6 * MIB
    finally:
        tracemalloc.stop()


def fiches(count: int) -> Iterator[str]:
    blocs = "".join(
        f"<BLOC_COMPETENCES><CODE>BC{rank}</CODE><LIBELLE>Bloc {rank}</LIBELLE>"
        f"<LISTE_COMPETENCES>{'Préparer, servir, ranger. ' * 20}</LISTE_COMPETENCES></BLOC_COMPETENCES>"
        for rank in range(4)
    )
    more = f"<CODES_ROME><ROME><CODE>D1102</CODE></ROME></CODES_ROME><BLOCS_COMPETENCES>{blocs}</BLOCS_COMPETENCES>"
    return (fiche(f"RNCP{number}", f"Métier {number}", more) for number in range(1, count + 1))


def xml_of(count: int, path: Path) -> Path:
    with path.open("wb") as stream:
        stream.write(flux().removesuffix(b"</FICHES>"))
        for one in fiches(count):
            stream.write(one.encode())
        stream.write(b"</FICHES>")
    return path


def csv_of(count: int, path: Path) -> Path:
    tables = {name: [rows[0]] for name, rows in TABLES.items()}
    for number in range(1, count + 1):
        tables["Standard"].append([f"RNCP{number}", f"Métier {number}", "TP", "NIV4", "ACTIVE", "31/08/2028"])
        tables["Rome"].append([f"RNCP{number}", "D1102", ""])
        for rank in range(4):
            tables["Blocs_De_Compétences"].append([f"RNCP{number}", f"RNCP{number}BC0{rank}", "Préparer, servir"])
    return zipped(path, members(tables))


def peak(packs: PackShelf, path: Path) -> int:
    """The most Python memory that the import holds at once, in bytes."""
    tracemalloc.start()
    try:
        packs.import_certifications(path).close()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(("make", "name"), [(xml_of, "flux.xml"), (csv_of, "export.zip")], ids=["xml", "csv"])
def test_memory_does_not_grow_with_the_export(tmp_path: Path, make: Callable[[int, Path], Path], name: str) -> None:
    packs = PackShelf(tmp_path / "packs", SHIPPED)
    small, large = (peak(packs, make(count, tmp_path / name)) for count in (1_000, 3_000))
    assert large < small + MIB
    with packs.certifications() as found:
        assert (found.edition.sheets, found.rows("SELECT count(*) FROM bloc")) == (3_000, [(12_000,)])


def test_long_texts_are_cut_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "flux.xml").write_bytes(flux(fiche("RNCP1", "x" * 100_000), fiche("RNCP2")))
    writing = Writing(tmp_path / "written.sqlite", "flux.xml")
    try:
        with open_source(tmp_path / "flux.xml") as source:
            read_xml_export(source, writing, silent)
        assert writing.sheets == 2
    finally:
        writing.close()


def test_a_day_that_does_not_exist_in_a_name_is_no_date(tmp_path: Path) -> None:
    assert day_in("export_2024_02_31.csv", "flux-2024-02-22.xml") == "2024-02-22"
    packs = PackShelf(tmp_path / "others", SHIPPED)
    source = zipped(tmp_path / "dated.zip", {"flux_2024_19_39.xml": flux(fiche("RNCP1"))})
    with packs.import_certifications(source) as found:
        assert found.edition.published == ""
        assert "export sans date" in found.edition.words()
