"""Charts as the bytes of files."""

from __future__ import annotations

import pytest

from desktop.charts import gap
from desktop.charts.colours import colours
from desktop.charts.paper import exported
from tests.charts.test_gap import rows

STARTS = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}


@pytest.mark.parametrize("suffix", STARTS)
def test_a_chart_is_made_in_three_formats_that_say_no_hour(suffix: str) -> None:
    made = exported(suffix, gap, rows(1, 1, 1, 1, 1, 1), colours("light"), "Aide-soignant", "Une phrase.")
    assert made.startswith(STARTS[suffix])
    assert len(made) > 2000
    assert not [word for word in (b"CreationDate", b"dc:date", b"tIME", b"ModDate") if word in made]


def test_the_foot_is_written_beneath() -> None:
    bare, footed = (
        exported("svg", gap, rows(1, 1, 0, 0, 0, 0), colours("light"), "t", "s", foot)
        for foot in ("", "22 novembre 2026 · ROME 4.0")
    )
    assert b"22 novembre 2026" in footed
    assert b"22 novembre 2026" not in bare
