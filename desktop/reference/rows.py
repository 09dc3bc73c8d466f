"""What a kit or an extract says, as plain rows: one list for each table of the compiled file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

SOURCE = "France Travail, ROME 4.0, Licence Ouverte 2.0"

Cell = str | int
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows by table, in order (columns: ``compiled.TABLES``); ``files`` names the foreign file behind each table."""

    version: str
    published: str  # ISO date, "" when unknown
    extract: bool
    tables: Mapping[str, Sequence[Row]]
    files: Mapping[str, str]

    def digest(self) -> str:
        """The sha-256 (hexadecimal) of the content, whatever the order of the kit and its kind of apostrophes."""
        content = [[name, *rows] for name, rows in sorted(self.tables.items())]
        return hashlib.sha256(msgspec.json.encode([self.version, self.published, self.extract, content])).hexdigest()


def rows(*columns: Iterable[Cell]) -> list[Row]:
    """Columns as rows; endless columns (``repeat``) are cut to the others."""
    return list(zip(*columns, strict=False))


def in_order(tables: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    """The same tables, the rows of each sorted."""
    return {name: sorted(found) for name, found in tables.items()}
