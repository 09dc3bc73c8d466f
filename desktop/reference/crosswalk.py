"""From a PCS code (the profession that a payslip declares) to ROME occupations, by the families of the Dares.

The table puts professions and occupations side by side in one family (FAP) without pairing them: every occupation of
the family is therefore a proposal, in the table's order, and none is more than that.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from desktop.models.text import counted
from desktop.reference.crosswalk_table import Families
from desktop.reference.packs_file import PackFile

SCHEMA: Final = 1
SOURCE: Final = "France Travail et Dares, Licence Ouverte"
NAME: Final = "des professions (PCS)"
_TABLES: Final = (
    "CREATE TABLE family (code TEXT PRIMARY KEY, label TEXT)",
    "CREATE TABLE profession (pcs TEXT PRIMARY KEY, family TEXT)",
    "CREATE TABLE occupation (family TEXT, code TEXT, rank INTEGER)",
    "CREATE TABLE edition (extract INTEGER)",
)


class Crosswalk:
    """The whole table, in memory (a few hundred lines); nothing stays open, any thread may ask."""

    def __init__(self, path: Path) -> None:
        """Read the compiled file; raises Refused if it is absent, damaged or of another Escale."""
        with PackFile(path, NAME, SCHEMA) as pack:
            self._family = dict(pack.rows("SELECT pcs, family FROM profession"))
            self._label = dict(pack.rows("SELECT code, label FROM family"))
            self._codes: dict[str, tuple[str, ...]] = {}
            for family, code in pack.rows("SELECT family, code FROM occupation ORDER BY family, rank"):
                self._codes[family] = (*self._codes.get(family, ()), code)
            self.extract = bool(pack.rows("SELECT extract FROM edition")[0][0])

    def __len__(self) -> int:
        """How many professions it knows."""
        return len(self._family)

    def occupations(self, pcs: str) -> tuple[str, ...]:
        """The ROME codes of the family that this profession belongs to; () when the table says nothing."""
        return self._codes.get(self._family.get(plain(pcs), ""), ())

    def family(self, pcs: str) -> str:
        """What the table calls the family (« Cuisiniers »); "" when it has no label, or the code is unknown."""
        return str(self._label.get(self._family.get(plain(pcs), ""), ""))

    def edition_words(self) -> str:
        """Source and size, and whether it is an extract, in one or two French sentences."""
        first = f"Table de passage PCS–FAP–ROME ({SOURCE}) : {counted(len(self), 'profession')}."
        return f"{first} C’est un extrait de démonstration." if self.extract else first


def plain(pcs: str) -> str:
    """The code as the table writes it: no space, small letter."""
    return "".join(pcs.split()).lower()


def write_crosswalk(families: Families, path: Path) -> str:
    """Compile to a new file; answers the digest of the content."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        for table in _TABLES:
            connection.execute(table)
        connection.executemany("INSERT INTO family VALUES (?, ?)", families.labels)
        connection.executemany("INSERT INTO profession VALUES (?, ?)", families.professions)
        connection.executemany("INSERT INTO occupation VALUES (?, ?, ?)", families.occupations)
        connection.execute("INSERT INTO edition VALUES (?)", (int(families.extract),))
        connection.execute("COMMIT")
        connection.execute(f"PRAGMA user_version = {SCHEMA}")
    return families.digest()
