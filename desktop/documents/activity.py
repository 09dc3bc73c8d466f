"""The indicators as a sheet (CSV): UTF-8, a line that says the schema, then one row a figure; no cell is a formula.

``escale/activite;1;START;END``, then ``dimension;valeur;personnes;entretiens``. Days are ISO 8601; a figure that may
not be told is ``moins de 5`` or ``masqué``; "" where a figure makes no sense.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from typing import Final

from desktop.models.indicators import Count
from desktop.models.paper import Paper

NAME: Final = "activite"
SCHEMA: Final = "escale/activite"
VERSION: Final = "1"
COLUMNS: Final = ("dimension", "valeur", "personnes", "entretiens")
FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def paper(rows: Iterable[Count], start: date, end: date) -> Paper:
    """The sheet, ready to save."""
    said = io.StringIO()
    sheet = csv.writer(said, delimiter=";", lineterminator="\r\n")
    sheet.writerow((SCHEMA, VERSION, start.isoformat(), end.isoformat()))
    sheet.writerow(COLUMNS)
    for row in rows:
        sheet.writerow([_plain(cell) for cell in (str(row.dimension), row.value, row.people, row.interviews)])
    return Paper(NAME, NAME, {"csv": said.getvalue().encode("utf-8-sig", errors="replace")})


def _plain(cell: str) -> str:
    """What a spreadsheet would run is only read."""
    return f"'{cell}" if cell.startswith(FORMULAS) else cell
