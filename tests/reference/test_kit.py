"""Kits that are read whatever their quirks, and kits that are refused with a sentence naming the file."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.models.occupation import Edition, Importance, Interest, Node, SkillKind
from desktop.reference import archive, records
from desktop.reference.opened import Reference
from desktop.reference.shelf import Shelf

Open = Callable[[], Reference]


def file(kit: Path, resource: str) -> Path:
    """The file of a resource of the tiny kit."""
    return kit / f"unix_{resource}_v458_utf8.csv"


def replace(path: Path, old: str, new: str) -> None:
    """Replace a text that must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="")


def zipped(kit: Path, target: Path, folder: str = "") -> Path:
    """The kit as a zip, its members below ``folder``."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive_file:
        for path in kit.iterdir():
            archive_file.write(path, folder + path.name)
    return target


def refusal(shelf: Shelf, path: Path) -> str:
    """The sentence with which a kit is refused; nothing may be left on the shelf."""
    before = shelf.in_use()
    with pytest.raises(Refused) as caught:
        shelf.import_kit(path)
    assert shelf.in_use() == before
    assert shelf.imported() == ()
    assert [left.name for left in before.parent.iterdir()] == [before.name]
    assert caught.value.advice
    return caught.value.sentence


def test_a_sheet_is_read_whole(shelf: Shelf, kit: Path, opened: Open) -> None:
    edition = shelf.import_kit(kit)
    assert edition == Edition("458", "2024-12-16", "France Travail, ROME 4.0, Licence Ouverte 2.0", False, 2, 5, 7)
    sheet = opened().occupation("J1501")
    assert sheet is not None
    assert sheet.definition == "Assure les soins\nVeille à l’hygiène."
    assert sheet.access == "Diplôme d’Etat obligatoire."
    assert (sheet.domain.code, sheet.field.label, sheet.riasec, sheet.regulated) == (
        "J",
        "Soins paramédicaux",
        "SR",
        True,
    )
    assert sheet.titles == ("Aide-soignant / Aide-soignante", "Auxiliaire de l’hôpital")
    assert [(one.skill.code, one.importance) for one in sheet.requirements] == [
        ("101", Importance.CORE),
        ("200", Importance.EMERGING),
        ("300", Importance.OTHER),
    ]
    assert sheet.contexts == ("Travail de nuit",)
    assert [node.code for node in sheet.mobilities] == ["K1302"]


def test_kinds_macro_and_category(shelf: Shelf, kit: Path, opened: Open) -> None:
    shelf.import_kit(kit)
    skills = opened().skills(["100", "300", "301", "200", "999", "abc"])
    assert {code: (skill.kind, skill.macro, skill.category, skill.subcategory) for code, skill in skills.items()} == {
        "100": (SkillKind.DETAILED, "1E101", "", ""),
        "300": (SkillKind.MACRO, "1E101", "", ""),
        "301": (SkillKind.SOFT, "6D102", "", ""),
        "200": (SkillKind.KNOWLEDGE, "", "Domaines d’expertise", "Culture et arts"),
    }
    assert sorted(code for code, skill in skills.items() if skill.transversal) == ["301"]


def test_parents_interests_sectors_and_categories(shelf: Shelf, kit: Path, opened: Open) -> None:
    shelf.import_kit(kit)
    reference = opened()
    sheet = reference.occupation("K1302")
    assert sheet is not None
    assert sheet.parent == "J1501"
    assert [node.code for node in reference.children("J1501")] == ["K1302"]
    assert reference.interests() == (
        Interest("14", "J’aime le travail manuel"),
        Interest("22", "Je souhaite prendre soin des autres", "Vous aimez aider ? Des métiers vous attendent."),
    )
    assert reference.sectors() == (
        (Node("85", "Santé"), (Node("119", "Médical"),)),
        (Node("86", "Service à la personne"), ()),
    )
    assert reference.contexts() == (("Horaires et durée du travail", (Node("400", "Travail de nuit"),)),)


@pytest.mark.parametrize(
    ("missing", "left"), [("arborescence_centre_interet", "sectors"), ("sous_secteur_activite", "interests")]
)
def test_a_kit_without_interests_or_sectors_is_read_without_them(
    shelf: Shelf, kit: Path, opened: Open, missing: str, left: str
) -> None:
    file(kit, missing).unlink()
    shelf.import_kit(kit)
    found = {"interests": opened().interests(), "sectors": opened().sectors()}
    assert [name for name, values in found.items() if values] == [left]


@pytest.mark.parametrize("folder", ["", "RefRomeCsv/", "a\\b\\", "../../"])
def test_a_zip_reads_like_the_folder_and_extracts_nothing(shelf: Shelf, kit: Path, tmp_path: Path, folder: str) -> None:
    archive_path = zipped(kit, tmp_path / "kit.zip", folder)
    before = set(tmp_path.parent.rglob("*.csv"))
    assert shelf.import_kit(archive_path) == shelf.import_kit(kit)
    assert set(tmp_path.parent.rglob("*.csv")) == before


def test_a_folder_inside_the_folder_is_found(shelf: Shelf, kit: Path) -> None:
    inner = kit.parent / "téléchargement" / "RefRomeCsv"
    inner.parent.mkdir()
    kit.rename(inner)
    assert shelf.import_kit(inner.parent).occupations == 2


def test_blank_lines_and_typographic_apostrophes_change_nothing(shelf: Shelf, kit: Path) -> None:
    shelf.import_kit(kit)
    first = shelf.in_use()
    for path in kit.glob("*.csv"):
        text = path.read_text(encoding="utf-8").replace("''", "’").replace("'", "’").replace("\n", "\n\n")
        path.write_text(text, encoding="utf-8", newline="")
    shelf.import_kit(kit)
    assert shelf.in_use() == first


def test_without_its_tree_the_kit_uses_labels_already_known(shelf: Shelf, kit: Path, opened: Open) -> None:
    file(kit, "arborescence_competences").unlink()
    shelf.import_kit(kit)
    path = opened().path("1E101")
    assert path is not None
    assert [path.domain.label, path.stake.label, path.macro.label] == [
        "Domaine livré",
        "Enjeu 1E",
        "Aider la personne",
    ]


def test_without_its_tree_a_newer_kit_uses_the_labels_of_the_one_before(shelf: Shelf, kit: Path, opened: Open) -> None:
    shelf.import_kit(kit)
    file(kit, "arborescence_competences").unlink()
    (kit / "version.txt").unlink()
    for path in list(kit.iterdir()):
        path.rename(kit / path.name.replace("v458", "v461"))
    edition = shelf.import_kit(kit)
    assert (edition.version, edition.published) == ("461", "")
    found = opened().path("6D102")
    assert found is not None
    assert found.stake.label == "Qualités professionnelles"


@pytest.mark.parametrize(
    ("notice", "published"),
    [
        ("Date de publication : 01/02/2025", "2025-02-01"),
        ("Date de publication : 31/02/2025", "2024-12-16"),
        ("Numero de version : 59\nDate de publication : 01/02/2025", "2024-12-16"),
        ("", "2024-12-16"),
    ],
)
def test_the_date_is_that_of_the_notice_or_the_one_known(shelf: Shelf, kit: Path, notice: str, published: str) -> None:
    (kit / "version.txt").write_text(notice, encoding="utf-8")
    assert shelf.import_kit(kit).published == published


@pytest.mark.parametrize(
    ("resource", "old", "new", "told"),
    [
        ("coherence_item", '"coeur_metier"', '"autre"', "coeur_metier"),
        ("coherence_item", '"101"', '"999"', "999"),
        ("coherence_item", '"K1302","100"', '"K9999","100"', "K9999"),
        ("coherence_item", '"101","Principale"', '"1o1","Principale"', "1o1"),
        ("coherence_item", '"301",""\n', '"301', "coupé ou abîmé à la ligne 8"),
        ("coherence_item", '"301",""\n', '"301"\n', "coupé ou abîmé à la ligne 8"),
        ("coherence_item", '"400"', '"300"', "double"),
        ("referentiel_appellation", '"14"', '"13"', "double"),
        ("referentiel_competence", '"100"', '"301","","","","","",""\n"100"', "double"),
        ("referentiel_competence", 'hygiène","300"', 'hygiène","777"', "777"),
        ("referentiel_competence", "1E101", "E1101", "E1101"),
        ("rubrique_mobilite", "K1302", "K1303", "K1303"),
        ("cr_gd_dp", '"K1302"', '"K1303"', "K130"),
        ("texte", '"J1501","4"', '"J1502","4"', "J1502"),
        ("referentiel_code_rome_riasec", "J1501", "J1502", "J1502"),
        ("referentiel_code_rome", "K1302", "Z1302", "Z1302"),
        ("referentiel_contexte_travail", '"400"', '"100"', "codes"),
        ("referentiel_code_rome", '"x","J1501"\n"K', '"x","J1502"\n"K', "J1502"),
        ("arborescence_centre_interet", '"K1302"', '"K1303"', "K1303"),
        ("sous_secteur_activite", '"85"', '"84"', "84"),
        ("arborescence_secteur_activite", '"119"', '"118"', "118"),
    ],
)
def test_a_faulty_file_is_named(shelf: Shelf, kit: Path, resource: str, old: str, new: str, told: str) -> None:
    replace(file(kit, resource), old, new)
    sentence = refusal(shelf, kit)
    assert f"unix_{resource}_v458_utf8.csv" in sentence
    assert told in sentence


@pytest.mark.parametrize("resource", ["coherence_item", "texte", "referentiel_savoir"])
def test_a_missing_file_is_named(shelf: Shelf, kit: Path, resource: str) -> None:
    file(kit, resource).unlink()
    assert f"unix_{resource}_v458_utf8.csv" in refusal(shelf, kit)


@pytest.mark.parametrize("content", [b"", b'"code_rome","code_ogr","coeur_metier"\n'])
def test_an_empty_file_is_named(shelf: Shelf, kit: Path, content: bytes) -> None:
    file(kit, "coherence_item").write_bytes(content)
    assert refusal(shelf, kit) == "Le fichier unix_coherence_item_v458_utf8.csv est vide."


def test_undecodable_bytes_are_refused(shelf: Shelf, kit: Path) -> None:
    path = file(kit, "texte")
    path.write_bytes(path.read_text(encoding="utf-8").replace("\u200b", "").encode("iso8859-15"))
    assert "caractères illisibles" in refusal(shelf, kit)


def test_a_latin_9_file_that_is_not_needed_is_left_alone(shelf: Shelf, kit: Path) -> None:
    file(kit, "arborescence_secteur_naf").write_bytes(b'"code","libell\xe9"\n"1","\xbduvre"\n')
    assert shelf.import_kit(kit).occupations == 2


def test_a_kit_of_the_rome_3_is_refused(shelf: Shelf, kit: Path) -> None:
    replace(file(kit, "referentiel_code_rome"), "libelle_rome", "libelle_code_rome")
    assert "ROME 3" in refusal(shelf, kit)
    for path in list(kit.iterdir()):
        path.rename(kit / path.name.replace("v458", "v347"))
    assert "ROME 3" in refusal(shelf, kit)


def test_two_versions_in_one_folder_are_refused(shelf: Shelf, kit: Path) -> None:
    file(kit, "texte").rename(kit / "unix_texte_v461_utf8.csv")
    assert "458, 461" in refusal(shelf, kit)


def test_what_is_not_a_kit_is_refused(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "vide").mkdir()
    (tmp_path / "note.zip").write_text("bonjour", encoding="utf-8")
    assert "aucun fichier du kit" in refusal(shelf, tmp_path / "vide")
    assert "zip" in refusal(shelf, tmp_path / "note.zip")
    assert "absent.zip" in refusal(shelf, tmp_path / "absent.zip")


def test_a_damaged_zip_is_refused(shelf: Shelf, kit: Path, tmp_path: Path) -> None:
    path = zipped(kit, tmp_path / "kit.zip")
    raw = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as found:
        start = found.getinfo("unix_referentiel_code_rome_v458_utf8.csv").header_offset
    raw[start + 75 : start + 95] = b"\xff" * 20
    path.write_bytes(raw)
    assert "unix_referentiel_code_rome_v458_utf8.csv ne peut pas être lu" in refusal(shelf, path)


def test_the_same_file_twice_in_a_zip_is_refused(shelf: Shelf, kit: Path, tmp_path: Path) -> None:
    path = zipped(kit, tmp_path / "kit.zip", "a/")
    with zipfile.ZipFile(path, "a") as found:
        found.writestr("b/unix_texte_v458_utf8.csv", "")
    assert "deux fois" in refusal(shelf, path)


def test_a_bomb_stops_at_the_cap(shelf: Shelf, kit: Path, tmp_path: Path) -> None:
    path = zipped(kit, tmp_path / "kit.zip")
    file(kit, "referentiel_code_rome").unlink()
    path = zipped(kit, path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as found:
        found.writestr("unix_referentiel_code_rome_v458_utf8.csv", b" " * (archive.MAX_FILE + 1))
    assert path.stat().st_size < 200_000
    assert "trop gros" in refusal(shelf, path)


def test_too_many_entries_or_lines_are_refused(
    shelf: Shelf, kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(kit, tmp_path / "kit.zip")
    with monkeypatch.context() as limits:
        limits.setattr(archive, "MAX_ENTRIES", 3)
        assert "trop de fichiers" in refusal(shelf, path)
    with monkeypatch.context() as limits:
        limits.setattr(records, "MAX_RECORDS", 1)
        assert "trop de lignes" in refusal(shelf, kit)
