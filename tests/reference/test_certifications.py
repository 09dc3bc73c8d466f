"""The certifications: both official exports give the same tables, questions are answered, a damaged file is refused."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.models.certification import Certification, Repertory, Route
from desktop.reference.certifications import Certifications
from desktop.reference.packs import Kind, PackShelf, kind_of
from tests.reference.exports import fiche, flux, members, zipped

SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "reference"
TABLES = ("sheet", "bloc", "occupation", "route", "certifier", "change")


@pytest.fixture
def packs(tmp_path: Path) -> PackShelf:
    return PackShelf(tmp_path / "packs", SHIPPED)


@pytest.fixture
def small(packs: PackShelf, tmp_path: Path) -> Iterator[Certifications]:
    with packs.import_certifications(zipped(tmp_path / "export.zip", members())) as found:
        yield found


def sizes(found: Certifications) -> dict[str, int]:
    return {table: found.rows(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}


def test_the_official_csv_to_the_last_line(packs: PackShelf, shared_data: Path) -> None:
    path = shared_data / "rncp" / "sample_export-fiches-csv-2024-02-22.zip"
    assert kind_of(path) is Kind.CERTIFICATIONS
    with packs.import_certifications(path) as found:
        assert sizes(found) == {"sheet": 9, "bloc": 6, "occupation": 15, "route": 34, "certifier": 6, "change": 6}
        assert (found.edition.published, found.edition.sheets, found.edition.specific) == ("2024-02-22", 9, 2)
        one = found.of("RNCP19468")
        assert one is not None
        assert (one.title, one.level, one.kind, one.active) == ("CQP Tourier", 0, Repertory.RNCP, False)
        assert (one.ends, one.occupations) == (date(2021, 7, 21), ("D1102", "D1104"))
        assert (one.replaced_by, one.certifiers) == (("RS6117",), ("CONFEDE. NATIONALE BOULANGERS PATISSIERS",))
        assert one.ways == (Route.EXPERIENCE, Route.CONTINUING, Route.PROFESSIONAL, Route.INDIVIDUAL)
        first = found.of("RNCP509")
        assert first is not None
        assert [bloc.code for bloc in first.blocs] == [f"RNCP509BC0{number}" for number in range(1, 7)]
        assert first.replaced_by == ("RNCP38228",)
        assert found.of("RNCP38228") is None


def test_the_official_xml(packs: PackShelf, shared_data: Path) -> None:
    path = shared_data / "rncp" / "rncp_flux_v4.1_RNCP35340_transcribed_truncated.xml"
    assert kind_of(path) is Kind.CERTIFICATIONS
    with packs.import_certifications(path) as found:
        assert sizes(found) == {"sheet": 1, "bloc": 5, "occupation": 3, "route": 6, "certifier": 1, "change": 2}
        one = found.of("35340") or found.of("RNCP35340")
        assert one is not None
        assert (one.abbreviation, one.level, one.active, one.ends) == ("BTS", 5, False, date(2025, 8, 31))
        assert (one.occupations, one.replaced_by) == (("M1810", "M1801", "M1805"), ("RNCP40792",))
        assert (one.replaces, set(one.ways)) == (("RNCP17108",), set(Route))
        assert one.blocs[1].text.startswith("Concevoir une solution d’infrastructure réseau Installer")


def test_both_formats_say_the_same(packs: PackShelf, tmp_path: Path, small: Certifications) -> None:
    more = (
        "<CODES_ROME><ROME><CODE>D1102</CODE><LIBELLE>x</LIBELLE></ROME></CODES_ROME>"
        "<CERTIFICATEURS><CERTIFICATEUR><NOM_CERTIFICATEUR>MINISTERE DE L'EDUCATION NATIONALE</NOM_CERTIFICATEUR>"
        "</CERTIFICATEUR></CERTIFICATEURS><SI_JURY_VAE><ACTIF>Oui</ACTIF></SI_JURY_VAE>"
        "<SI_JURY_CA><ACTIF>Oui</ACTIF></SI_JURY_CA><SI_JURY_FI><ACTIF>Non</ACTIF></SI_JURY_FI>"
        "<BLOCS_COMPETENCES><BLOC_COMPETENCES><CODE>RNCP1BC01</CODE><LIBELLE>Organiser le fournil</LIBELLE>"
        "</BLOC_COMPETENCES><BLOC_COMPETENCES><CODE>RNCP1BC02</CODE><LIBELLE>Préparer les pâtes</LIBELLE>"
        "</BLOC_COMPETENCES></BLOCS_COMPETENCES><ANCIENNES_CERTIFICATIONS><ANCIENNE_CERTIFICATION>"
        "<ID_FICHE_ANCIENNE_CERTIFICATION>RNCP2</ID_FICHE_ANCIENNE_CERTIFICATION></ANCIENNE_CERTIFICATION>"
        "</ANCIENNES_CERTIFICATIONS>"
    )
    path = tmp_path / "export-fiches-rncp-v4-1-2024-02-22.xml"
    path.write_bytes(flux(fiche("RNCP1", more=more)))
    with packs.import_certifications(path) as found:
        assert plain(found.of("RNCP1")) == plain(small.of("RNCP1"))
        assert found.edition.published == "2024-02-22"


def plain(one: Certification | None) -> tuple[object, ...]:
    assert one is not None
    return (one.title, one.abbreviation, one.level, one.ends, one.active, set(one.ways), one.certifiers,
            one.occupations, one.blocs, one.replaces)  # fmt: skip


def test_what_speaks_of_an_absent_sheet_is_dropped_and_what_is_said_twice_is_kept_once(small: Certifications) -> None:
    assert sizes(small) == {"sheet": 3, "bloc": 2, "occupation": 3, "route": 2, "certifier": 1, "change": 1}
    one = small.of("RNCP1")
    assert one is not None
    assert one.replaces == ("RNCP2",)
    assert [bloc.label for bloc in one.blocs] == ["Organiser le fournil", "Préparer les pâtes"]


@pytest.mark.parametrize("typed", ["RNCP1", "rncp 1", " RNCP0001 ", "rncp01"])
def test_a_number_is_found_however_it_is_typed(small: Certifications, typed: str) -> None:
    found = small.of(typed)
    assert found is not None
    assert found.name == "CAP Boulanger"


@pytest.mark.parametrize("typed", ["", "RNCP", "1", "RS1", "RNCP1BC01", "RNCP99999999999", "é", "'; DROP TABLE sheet"])
def test_what_is_no_number_finds_nothing(small: Certifications, typed: str) -> None:
    assert small.of(typed) is None


def test_those_that_prepare_an_occupation(small: Certifications) -> None:
    assert [one.number for one in small.preparing(["D1102"])] == ["RNCP1", "RNCP2"]
    assert [one.number for one in small.preparing(["D1102"], date(2026, 1, 1))] == ["RNCP1"]
    assert [one.number for one in small.preparing(["D1102"], date(2028, 8, 31))] == ["RNCP1"]
    assert small.preparing(["D1102"], date(2028, 9, 1)) == ()
    assert small.preparing(["A1101", ""]) == ()
    assert small.preparing(()) == ()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("patissier", ["RNCP2"]),
        ("PÂTISS", ["RNCP2"]),
        ("cap", ["RNCP1", "RNCP2"]),
        ("soins urgences", ["RS3"]),
        ("d'urgence", ["RS3"]),
        ("RNCP2", ["RNCP2"]),
        ("rncp 2", ["RNCP2"]),
        ("", []),
        ("chaudronnier", []),
        ('" OR 1', []),
    ],
)
def test_a_search_by_words(small: Certifications, text: str, numbers: list[str]) -> None:
    assert [one.number for one in small.search(text)] == numbers


def test_a_search_gives_no_more_than_asked(small: Certifications) -> None:
    assert len(small.search("cap", limit=1)) == 1


def test_any_thread_may_ask(small: Certifications) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: small.preparing(["D1102"]), range(20)))
    assert len(set(found)) == 1


def test_a_folder_and_the_same_export_twice(packs: PackShelf, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    for name, raw in members().items():
        (folder / name).write_bytes(raw)
    assert kind_of(folder) is Kind.CERTIFICATIONS
    for path in (folder, folder, zipped(tmp_path / "export.zip", members())):
        with packs.import_certifications(path) as found:
            assert found.edition.sheets == 3
    assert len(list((tmp_path / "packs").iterdir())) == 2


def test_rncp_and_rs_in_one_zip_of_xml(packs: PackShelf, tmp_path: Path) -> None:
    files = {"export_fiches_RNCP_V4_1_2026-09-29.xml": flux(fiche("RNCP1")),
             "export_fiches_RS_V4_1_2026-09-29.xml": flux(fiche("RS3"))}  # fmt: skip
    with packs.import_certifications(zipped(tmp_path / "flux.zip", files)) as found:
        assert (found.edition.sheets, found.edition.specific, found.edition.published) == (2, 1, "2026-09-29")


def test_a_damaged_file_is_refused_and_gives_way_to_the_extract(packs: PackShelf, tmp_path: Path) -> None:
    packs.import_certifications(zipped(tmp_path / "export.zip", members())).close()
    [compiled] = list((tmp_path / "packs").glob("certifications-*.sqlite"))
    compiled.write_bytes(compiled.read_bytes()[:4096] + b"\0" * 4096)
    with packs.certifications() as found:
        assert found.edition.extract
    with pytest.raises(Refused, match="abîmé"):
        Certifications(compiled)


def test_a_page_damaged_while_open_is_refused_by_the_question(packs: PackShelf, tmp_path: Path) -> None:
    packs.import_certifications(zipped(tmp_path / "export.zip", members())).close()
    [compiled] = list((tmp_path / "packs").glob("certifications-*.sqlite"))
    raw = bytearray(compiled.read_bytes())
    with Certifications(compiled) as found:
        raw[4096:] = b"\xff" * (len(raw) - 4096)
        compiled.write_bytes(raw)
        with pytest.raises(Refused, match="abîmé"):
            found.search("boulanger")


def test_the_edition_says_source_date_and_size(small: Certifications) -> None:
    said = small.edition.words()
    assert said == (
        "Certifications (France compétences, Licence Ouverte 2.0), export du 22 février 2024 : 3 fiches "
        "(2 au RNCP, 1 au RS)."
    )


def test_the_shipped_extract_says_it_is_one_with_its_date(packs: PackShelf) -> None:
    with packs.certifications() as found:
        assert found.edition.extract
        assert found.edition.published == "2023-12-18"
        assert found.edition.words().endswith("C’est un extrait de démonstration.")
        assert [one.number for one in found.preparing(["K1304"], date(2026, 11, 28))] == ["RNCP37715"]
        assert [one.number for one in found.search("boulanger")] == ["RNCP37491", "RNCP37537"]


def test_the_shipped_extract_says_what_the_source_says(packs: PackShelf, shared_data: Path) -> None:
    """The kit of the same day gives number, level, abbreviation, end and whether it is active."""
    lines = (shared_data / "rncp" / "Kit_apprentissage_20231218.csv").read_text("utf-8-sig").splitlines()
    told = {cells[2]: cells for line in lines if len(cells := line.split(";")) == 9}
    with packs.certifications() as found:
        numbers = [number for (number,) in found.rows("SELECT number FROM sheet")]
        assert len(numbers) >= 12
        for one in found.some(numbers).values():
            cells = told[one.number]
            assert (cells[3], cells[8]) == (f"Niveau {one.level}", "ACTIVE" if one.active else "INACTIVE")
            assert one.ends is not None
            assert (f"{one.ends:%d/%m/%Y}", one.abbreviation) == (cells[7], cells[4])


def test_progress_names_the_files(packs: PackShelf, tmp_path: Path) -> None:
    told: list[str] = []
    path = zipped(tmp_path / "export.zip", members())
    packs.import_certifications(path, lambda step, _done, _steps: told.append(step)).close()
    assert told[0] == "Lecture de Standard"
    assert told[-1] == "Compilation des certifications"
