"""The shelf: the extract first, then what is imported, chosen, re-imported, damaged or forgotten."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.reference.opened import Reference
from desktop.reference.shelf import EXTRACT, POINTER, Shelf


def version_461(kit: Path) -> Path:
    """The tiny kit, renamed to a later version."""
    later = kit.parent / "later"
    later.mkdir()
    for path in kit.glob("*.csv"):
        (later / path.name.replace("v458", "v461")).write_bytes(path.read_bytes())
    return later


def test_nothing_imported_means_the_extract_compiled_once(shelf: Shelf) -> None:
    path = shelf.in_use()
    written = path.stat().st_mtime_ns
    with Reference.open(path) as reference:
        assert reference.edition().extract
        assert reference.edition().published == "2024-12-16"
    assert shelf.in_use() == path
    assert path.stat().st_mtime_ns == written
    assert shelf.imported() == ()


def test_another_extract_is_another_file(shelf: Shelf, shipped: Path) -> None:
    first = shelf.in_use()
    path = shipped / "extrait.json"
    path.write_text(path.read_text(encoding="utf-8").replace("Santé", "La santé"), encoding="utf-8")
    assert shelf.in_use() != first


def test_the_extract_may_live_in_a_cache(tmp_path: Path, shipped: Path) -> None:
    assert Shelf(tmp_path / "a", shipped, tmp_path / "b").in_use().parent == tmp_path / "b"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"core": ["101"]', '"core": ["999"]'),
        ("1E101", "1E102"),
        ('"detailed"', '"autre"'),
        ('"400", "', '"quatre", "'),
        ("{", "["),
    ],
)
def test_a_faulty_extract_is_refused(shelf: Shelf, shipped: Path, old: str, new: str) -> None:
    path = shipped / "extrait.json"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Refused, match=r"extrait\.json"):
        shelf.in_use()


def test_a_missing_extract_is_refused(shelf: Shelf, shipped: Path) -> None:
    (shipped / "extrait.json").unlink()
    with pytest.raises(Refused, match="introuvable"):
        shelf.in_use()


def test_importing_twice_changes_nothing(shelf: Shelf, kit: Path) -> None:
    shelf.import_kit(kit)
    first = shelf.in_use()
    written = first.stat().st_mtime_ns
    shelf.import_kit(kit)
    assert (shelf.in_use(), first.stat().st_mtime_ns) == (first, written)
    assert len(shelf.imported()) == 1


def test_a_mended_kit_of_the_same_version_replaces_the_first(shelf: Shelf, kit: Path) -> None:
    shelf.import_kit(kit)
    first = shelf.in_use()
    path = kit / "unix_texte_v458_utf8.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Assure", "Donne"), encoding="utf-8")
    with Reference.open(first) as held:
        shelf.import_kit(kit)
        assert held.occupation("J1501") is not None
    assert shelf.in_use() != first
    assert len(shelf.imported()) == 1


def test_versions_stay_side_by_side_and_one_is_chosen(shelf: Shelf, kit: Path) -> None:
    shelf.import_kit(kit)
    shelf.import_kit(version_461(kit))
    assert [edition.version for edition in shelf.imported()] == ["461", "458"]
    assert shelf.use("458").version == "458"
    with Reference.open(shelf.in_use()) as reference:
        assert reference.edition().version == "458"
    assert shelf.use(EXTRACT).extract
    with Reference.open(shelf.in_use()) as reference:
        assert reference.edition().extract
    with pytest.raises(Refused, match="999"):
        shelf.use("999")


def test_a_faulty_kit_leaves_the_imported_one_in_use(shelf: Shelf, kit: Path) -> None:
    shelf.import_kit(kit)
    first, content = shelf.in_use(), shelf.in_use().read_bytes()
    (kit / "unix_texte_v458_utf8.csv").unlink()
    with pytest.raises(Refused):
        shelf.import_kit(kit)
    assert shelf.in_use() == first
    assert first.read_bytes() == content


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"file": 3}', '{"file": "../../ailleurs.sqlite"}', "\x00"])
def test_a_damaged_pointer_means_the_extract(shelf: Shelf, kit: Path, content: str) -> None:
    shelf.import_kit(kit)
    pointer = shelf.in_use().parent / POINTER
    assert json.loads(pointer.read_text(encoding="utf-8"))
    pointer.write_text(content, encoding="utf-8")
    assert shelf.in_use().name.startswith("extrait-")


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"bonjour" * 1000])
def test_a_damaged_compiled_file_means_the_extract_and_is_mended_by_importing(
    shelf: Shelf, kit: Path, content: bytes
) -> None:
    shelf.import_kit(kit)
    compiled = shelf.in_use()
    compiled.write_bytes(content)
    assert shelf.in_use() != compiled
    assert shelf.imported() == ()
    shelf.import_kit(kit)
    assert shelf.in_use() == compiled


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, shipped: Path, kit: Path) -> None:
    (tmp_path / "occupé").write_text("", encoding="utf-8")
    with pytest.raises(Refused, match="occupé"):
        Shelf(tmp_path / "occupé", shipped).import_kit(kit)


def test_the_import_tells_its_steps(shelf: Shelf, kit: Path) -> None:
    told: list[tuple[str, int, int]] = []
    shelf.import_kit(kit, lambda step, done, steps: told.append((step, done, steps)))
    assert told[0] == ("Lecture de unix_referentiel_code_rome_v458_utf8.csv", 0, 15)
    assert told[-1][0] == "Référentiel prêt"
    assert all(done <= steps for _, done, steps in told)


def test_what_a_killed_import_left_is_swept_after_a_day(shelf: Shelf, kit: Path) -> None:
    folder = shelf.in_use().parent
    old, young = folder / "rome-457-a.sqlite.1.partial", folder / "rome-457-a.sqlite.2.partial"
    old.write_bytes(b"")
    young.write_bytes(b"")
    os.utime(old, (0, 0))
    shelf.import_kit(kit)
    assert not old.exists()
    assert young.exists()


def test_a_file_of_an_older_escale_gives_way_to_the_extract_and_says_what_to_do(shelf: Shelf, kit: Path) -> None:
    shelf.import_kit(kit)
    assert shelf.notice() == ""
    compiled = shelf.in_use()
    with closing(sqlite3.connect(compiled)) as older:
        older.execute("PRAGMA user_version = 1")
    assert shelf.in_use().name.startswith("extrait-")
    assert shelf.notice().startswith("Le ROME 458 importé sur ce poste ne peut plus être lu")
    assert "importez de nouveau son kit" in shelf.notice()
    shelf.import_kit(kit)
    assert shelf.in_use() == compiled
    assert shelf.notice() == ""
