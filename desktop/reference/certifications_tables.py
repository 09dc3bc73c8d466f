"""The compiled certifications: the tables both exports and the extract are written to, sheet by sheet, in one pass.

Nothing is held in memory but the sheet under way, so that an export of any size fits; what contradicts itself is
refused, and what speaks of a sheet that the export does not hold is dropped at the end.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from desktop.errors import Refused
from desktop.models.certification import Repertory, Route, number_of
from desktop.reference.packs_file import UNCHANGED
from desktop.reference.wording import fold, folds, tidy

SCHEMA: Final = 1
SOURCE: Final = "France compétences, Licence Ouverte 2.0"
BATCH: Final = 500  # rows inserted together
MAX_SHEETS: Final = 200_000
MAX_TITLE: Final = 2_000  # characters
MAX_TEXT: Final = 20_000  # characters of a bloc’s skills that are kept
TABLES: Final = (
    "sheet (number TEXT PRIMARY KEY, title TEXT, abbreviation TEXT, level INTEGER, kind TEXT, active INTEGER,"
    " ends TEXT) WITHOUT ROWID",
    "bloc (number TEXT, code TEXT, label TEXT, text TEXT)",
    "occupation (number TEXT, code TEXT)",
    "route (number TEXT, route TEXT)",
    "certifier (number TEXT, name TEXT)",
    "change (old TEXT, new TEXT)",
    "edition (published TEXT, source TEXT, extract INTEGER, sheets INTEGER, specific INTEGER)",
)
_INDEXES: Final = ("bloc(number)", "occupation(code, number)", "occupation(number)", "route(number)",
                   "certifier(number)", "change(old, new)", "change(new, old)")  # fmt: skip
_LISTS: Final = ("bloc", "occupation", "route", "certifier")
_WORDS: Final = "USING fts5(words, content='', tokenize='unicode61', prefix='2 3')"
_OCCUPATION: Final = re.compile(r"[A-N][0-9]{4}")
_LEVEL: Final = re.compile(r"NIV ?([1-8])")
_DAY: Final = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")

_ROUTES: Final[Mapping[str, Route]] = {
    "par experience": Route.EXPERIENCE,
    "par candidature individuelle": Route.INDIVIDUAL,
    "apres un parcours de formation sous statut d eleve ou d etudiant": Route.SCHOOL,
    "en contrat d apprentissage": Route.APPRENTICESHIP,
    "en contrat de professionnalisation": Route.PROFESSIONAL,
    "apres un parcours de formation continue": Route.CONTINUING,
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One line of the main table, as an export writes it: ``level`` ``NIV4`` or "", ``ends`` ``31/08/2028`` or ""."""

    number: str
    title: str
    abbreviation: str
    level: str
    active: bool
    ends: str


class Writing:
    """A new compiled file under way, in one transaction; ``name`` is what a sentence calls the export."""

    def __init__(self, path: Path, name: str) -> None:
        """The file must not exist."""
        self.name = name
        self.sheets = 0
        self._digest = hashlib.sha256()
        self._waiting: dict[str, list[Sequence[str | int]]] = {}
        self._named: list[tuple[int, str, str]] = []  # sheets whose words are not indexed yet
        self._read = ("", "")  # the last number, as written and as it is
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("PRAGMA synchronous = OFF")  # the finished file is synced before it gets its name
        self._connection.execute("PRAGMA temp_store = FILE")
        self._connection.execute("BEGIN")
        for table in TABLES:
            self._connection.execute(f"CREATE TABLE {table}")
        self._connection.execute(f"CREATE VIRTUAL TABLE sheet_words {_WORDS}")
        self._connection.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, number TEXT, folded TEXT)")

    def close(self) -> None:
        """Let go of the file; what was not ended is worth nothing."""
        self._connection.close()

    def sheet(self, sheet: Sheet) -> str:
        """Add a sheet and answer its number; raises Refused when it is twice, or is none."""
        number = self.number(sheet.number)
        if self.sheets >= MAX_SHEETS:
            raise Refused(f"« {self.name} » contient trop de fiches.", UNCHANGED)
        title, short = tidy(sheet.title[:MAX_TITLE]), tidy(sheet.abbreviation[:MAX_TITLE])
        kind = Repertory.RS if number.startswith("RS") else Repertory.RNCP
        row = (number, title, short, level(sheet.level), kind, int(sheet.active), self.day(sheet.ends, number))
        try:
            self._connection.execute("INSERT INTO sheet VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        except sqlite3.IntegrityError as error:
            raise Refused(f"« {self.name} » contient deux fois la fiche {number}.", UNCHANGED) from error
        self._digest.update(repr(row).encode())
        self.sheets += 1
        self._named.append((self.sheets, number, f"{short} {title}"))
        if len(self._named) >= BATCH:
            self._index()
        return number

    def bloc(self, number: str, code: str, label: str, text: str = "") -> None:
        """Add a bloc of a sheet."""
        self._insert("bloc", (number, tidy(code[:50]), tidy(label[:MAX_TITLE]), tidy(text[:MAX_TEXT])))

    def occupation(self, number: str, code: str) -> None:
        """Add an occupation that a sheet prepares; codes that are not of the ROME are left out."""
        if _OCCUPATION.fullmatch(code.strip().upper()):
            self._insert("occupation", (number, code.strip().upper()))

    def route(self, number: str, route: Route) -> None:
        """Add a way of access."""
        self._insert("route", (number, route))

    def certifier(self, number: str, name: str) -> None:
        """Add who delivers it."""
        if name.strip():
            self._insert("certifier", (number, tidy(name[:MAX_TITLE])))

    def change(self, old: str, new: str) -> None:
        """Say that ``new`` replaces ``old``; what is no number is left out."""
        if number_of(old) and number_of(new):
            self._insert("change", (number_of(old), number_of(new)))

    def number(self, text: str) -> str:
        """The number; raises Refused when the text is none."""
        if text != self._read[0]:
            self._read = text, number_of(text)
        if not self._read[1]:
            raise Refused(f"« {self.name} » contient un numéro de fiche inattendu : « {text[:20]} ».", UNCHANGED)
        return self._read[1]

    def day(self, text: str, number: str) -> str:
        """The date in ISO, "" when there is none; raises Refused when it cannot be read."""
        if not text.strip():
            return ""
        found = _DAY.fullmatch(text.strip())
        try:
            return date(int(found[3]), int(found[2]), int(found[1])).isoformat() if found else _iso(text)
        except ValueError as error:
            raise Refused(f"« {self.name} » : la date de la fiche {number} ne se lit pas.", UNCHANGED) from error

    def end(self, published: str, extract: bool) -> str:
        """Index, describe, close the transaction; answers the digest of what was written."""
        if not self.sheets:
            raise Refused(f"« {self.name} » ne contient aucune fiche.", UNCHANGED)
        self._index()
        for table in tuple(self._waiting):
            self._flush(table)
        self._thin()
        for place, index in enumerate(_INDEXES):
            self._connection.execute(f"CREATE INDEX index_{place} ON {index}")
        query = "SELECT count(*) FROM sheet WHERE kind = 'RS'"
        specific = int(self._connection.execute(query).fetchone()[0])
        self._insert("edition", (published, SOURCE, int(extract), self.sheets, specific))
        self._flush("edition")
        self._connection.execute("COMMIT")
        self._connection.execute("ANALYZE")
        self._connection.execute(f"PRAGMA user_version = {SCHEMA}")
        return self._digest.hexdigest()

    def _index(self) -> None:
        texts = [text.replace("\n", " ") for _, _, text in self._named]
        together = zip(self._named, folds(texts), strict=True)
        rows = [(place, number, words.strip()) for (place, number, _), words in together]
        self._connection.executemany("INSERT INTO entry VALUES (?, ?, ?)", rows)
        self._connection.executemany(
            "INSERT INTO sheet_words (rowid, words) VALUES (?, ?)",
            [(place, f"{number.lower()} {words}") for place, number, words in rows],
        )
        self._named = []

    def _thin(self) -> None:
        """Drop what speaks of an absent sheet, and what is said twice."""
        for table in _LISTS:
            self._connection.execute(f"DELETE FROM {table} WHERE number NOT IN (SELECT number FROM sheet)")  # noqa: S608 - constants above
        for table, columns in (("occupation", "number, code"), ("route", "number, route"), ("change", "old, new"),
                               ("certifier", "number, name")):  # fmt: skip
            self._connection.execute(
                f"DELETE FROM {table} WHERE rowid NOT IN (SELECT min(rowid) FROM {table} GROUP BY {columns})"  # noqa: S608 - constants above
            )

    def _insert(self, table: str, row: Sequence[str | int]) -> None:
        waiting = self._waiting.setdefault(table, [])
        waiting.append(row)
        if len(waiting) >= BATCH:
            self._flush(table)

    def _flush(self, table: str) -> None:
        rows = self._waiting.pop(table)
        marks = ", ".join("?" * len(rows[0]))
        self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - names of TABLES only
        self._digest.update(repr((table, rows)).encode())


def level(text: str) -> int:
    """4 of ``NIV4``, ``Niveau 4`` or ``4``; 0 when there is none."""
    plain = text.strip().upper().replace("NIVEAU", "NIV")
    found = _LEVEL.fullmatch(plain)
    return int(found[1]) if found else int(plain) if plain in "12345678" and len(plain) == 1 else 0


@lru_cache(maxsize=100)
def route_of(name: str) -> Route | None:
    """The way of access that the CSV export calls so; None when it is unknown."""
    return _ROUTES.get(fold(name))


def _iso(text: str) -> str:
    return date.fromisoformat(text.strip()[:10]).isoformat()
