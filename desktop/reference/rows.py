"""What a kit or an extract says, as plain rows: one list for each table of the compiled file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SOURCE = "France Travail, ROME 4.0, Licence Ouverte 2.0"

Cell = str | int
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows by table (columns: ``compiled.TABLES``); ``files`` names the foreign file behind each table."""

    version: str
    published: str  # ISO date, "" when unknown
    extract: bool
    tables: Mapping[str, Sequence[Row]]
    files: Mapping[str, str]

    def digest(self) -> str:
        """The sha-256 (hexadecimal) of the content, whatever the order of the rows and the kind of apostrophes."""
        content = {name: sorted(rows, key=repr) for name, rows in sorted(self.tables.items())}
        head = [self.version, self.published, self.extract]
        return hashlib.sha256(json.dumps([head, content], ensure_ascii=False).encode()).hexdigest()
