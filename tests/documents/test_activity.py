"""The sheet of the indicators: its schema, its letters, and no formula."""

from __future__ import annotations

from datetime import date

from desktop.documents import activity
from desktop.models.indicators import HIDDEN, Count, Dimension


def test_the_sheet_says_its_schema_and_runs_nothing() -> None:
    rows = (Count(Dimension.LEVEL, "=cmd|' /C calc'!A0", "12", "30"), Count(Dimension.MOMENT, "à part", HIDDEN, HIDDEN))
    made = activity.paper(rows, date(2026, 10, 1), date(2026, 12, 31)).files["csv"]
    assert made.startswith(b"\xef\xbb\xbf")
    assert made.decode("utf-8-sig").splitlines() == [
        "escale/activite;1;2026-10-01;2026-12-31",
        "dimension;valeur;personnes;entretiens",
        "niveau;'=cmd|' /C calc'!A0;12;30",
        "moment;à part;moins de 5;moins de 5",
    ]
