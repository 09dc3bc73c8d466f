"""Charts in files."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.charts import gap
from desktop.charts.colours import colours
from desktop.charts.paper import save
from desktop.errors import Refused
from tests.charts.test_gap import rows

STARTS = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}


@pytest.mark.parametrize("suffix", STARTS)
def test_a_chart_is_saved_in_three_formats(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"bilan.{suffix}"
    save(path, gap, rows(1, 1, 1, 1, 1, 1), colours("light"), "Aide-soignant", "Une phrase.")
    assert path.read_bytes().startswith(STARTS[suffix])
    assert path.stat().st_size > 2000


def test_the_foot_is_written_beneath(tmp_path: Path) -> None:
    bare, footed = tmp_path / "a.svg", tmp_path / "b.svg"
    save(bare, gap, rows(1, 1, 0, 0, 0, 0), colours("light"), "t", "s")
    save(footed, gap, rows(1, 1, 0, 0, 0, 0), colours("light"), "t", "s", "22 novembre 2026 · ROME 4.0")
    assert b"22 novembre 2026" in footed.read_bytes()
    assert b"22 novembre 2026" not in bare.read_bytes()


def test_a_folder_that_is_not_there_is_said_in_french(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="n’a pas pu être enregistré"):
        save(tmp_path / "absent" / "a.png", gap, rows(1, 0, 0, 0, 0, 0), colours("light"), "t", "s")
