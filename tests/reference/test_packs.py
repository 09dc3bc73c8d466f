"""What a path holds, and what a disk that cannot be written does to an import."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.reference.crosswalk_table import is_crosswalk
from desktop.reference.packs import Kind, PackShelf, kind_of
from tests.reference.exports import fiche, flux, members, zipped

SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "reference"


def test_each_kind_is_recognised(kit: Path, tmp_path: Path) -> None:
    assert kind_of(kit) is Kind.ROME
    roms = {f"dossier/{path.name}": path.read_bytes() for path in kit.iterdir()}
    assert kind_of(zipped(tmp_path / "rome.zip", roms)) is Kind.ROME
    assert kind_of(zipped(tmp_path / "rncp.zip", members())) is Kind.CERTIFICATIONS
    assert kind_of(zipped(tmp_path / "flux.zip", {"flux.xml": flux(fiche("RNCP1"))})) is Kind.CERTIFICATIONS
    (tmp_path / "flux.XML").write_bytes(flux(fiche("RNCP1")))
    assert kind_of(tmp_path / "flux.XML") is Kind.CERTIFICATIONS
    (tmp_path / "table.csv").write_text("S1Z40;636d;G1602\n", "utf-8")
    assert kind_of(tmp_path / "table.csv") is Kind.PROFESSIONS


@pytest.mark.parametrize(
    ("name", "raw"), [("a.csv", b"x;y\n1;2\n"), ("a.txt", b""), ("a.zip", b"PK"), ("a.csv", b"\xff")]
)
def test_anything_else_is_refused(tmp_path: Path, name: str, raw: bytes) -> None:
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(Refused, match=r"ni un kit du ROME|archive zip lisible"):
        kind_of(tmp_path / name)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "packs").write_text("a file where the folder should be")
    packs = PackShelf(tmp_path / "packs", SHIPPED)
    with pytest.raises(Refused, match="ne peut pas être écrit"):
        packs.import_certifications(zipped(tmp_path / "rncp.zip", members()))


def test_an_extract_that_is_absent_or_damaged_is_told(tmp_path: Path) -> None:
    packs = PackShelf(tmp_path / "packs", tmp_path)
    with pytest.raises(Refused, match=r"certifications.json est introuvable"):
        packs.certifications()
    (tmp_path / "certifications.json").write_text('{"sheets": 3}', "utf-8")
    (tmp_path / "professions.json").write_text("[", "utf-8")
    with pytest.raises(Refused, match=r"certifications.json est abîmé"):
        packs.certifications()
    with pytest.raises(Refused, match=r"professions.json est abîmé"):
        packs.crosswalk()


def test_what_an_import_killed_long_ago_left_is_swept(tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    old, new = (tmp_path / "packs" / f"certifications.{name}.partial" for name in ("old", "new"))
    for path in (old, new):
        path.write_bytes(b"half")
    two_days_ago = time.time() - 2 * 24 * 3600
    os.utime(old, (two_days_ago, two_days_ago))
    PackShelf(tmp_path / "packs", SHIPPED).certifications().close()
    assert (old.exists(), new.exists()) == (False, True)


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "table.csv").symlink_to(tmp_path / "table.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(Refused):
        kind_of(tmp_path / "table.csv")
    with pytest.raises(Refused):
        is_crosswalk(tmp_path / "folder.csv")
