"""The certifications of the RNCP and of the RS, compiled, opened read-only and asked in the words of the models."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from desktop.models.certification import (
    Bloc,
    Certification,
    CertificationsEdition,
    Repertory,
    Route,
    number_of,
)
from desktop.reference.certifications_tables import SCHEMA
from desktop.reference.packs_file import PackFile
from desktop.reference.wording import fold, terms
from desktop.reference.wording import numbers as forms

NAME: Final = "des certifications (RNCP et RS)"
MAX_NUMBERS: Final = 10_000


class Certifications(PackFile):
    """One export; every method may be called from any thread. Close it, or use it in a ``with``."""

    def __init__(self, path: Path) -> None:
        """Open the compiled file at ``path``; raises Refused if it is absent, damaged or of another Escale."""
        super().__init__(path, NAME, SCHEMA)

    def _begin(self) -> None:
        found = self.rows("SELECT published, source, sheets, specific, extract FROM edition")[0]
        self._edition = CertificationsEdition(found[0], found[1], found[2], found[3], bool(found[4]))

    @property
    def edition(self) -> CertificationsEdition:
        """Which export this is, and how big."""
        return self._edition

    def of(self, number: str) -> Certification | None:
        """The sheet of that number however it is typed, ended ones too; None when this export does not hold it."""
        found = number_of(number)
        return self.some((found,)).get(found) if found else None

    def some(self, numbers: Iterable[str]) -> dict[str, Certification]:
        """The sheets of these numbers (as ``number_of`` writes them), by number; unknown ones are left out."""
        asked = json.dumps(sorted(set(numbers))[:MAX_NUMBERS])
        lists = {name: self._listed(query, asked) for name, query in _LISTS.items()}
        return {row[0]: _certification(row, lists) for row in self.rows(_SHEETS, asked)}

    def preparing(self, rome_codes: Iterable[str], on: date | None = None) -> tuple[Certification, ...]:
        """The certifications that prepare one of these occupations; with a day, only those in force that day."""
        day = on.isoformat() if on else ""
        rows = self.rows(_PREPARING, json.dumps(sorted(set(rome_codes))), day, day)
        found = self.some(number for (number,) in rows)
        return tuple(sorted(found.values(), key=lambda one: (not one.active, one.level, fold(one.title), one.number)))

    def search(self, text: str, limit: int = 20) -> tuple[Certification, ...]:
        """Those whose number or name has words beginning with every word of the text, active ones first."""
        words = terms(text)
        if not words:
            return ()
        wanted = " AND ".join(map(_beginning, words))
        folded, number = fold(text), number_of(text)
        numbers = [row[0] for row in self.rows(_SEARCH, wanted, number, len(folded), folded, limit)]
        if number and number not in numbers:
            numbers = [number, *numbers]
        found = self.some(numbers)
        return tuple(found[one] for one in numbers if one in found)[:limit]

    def _listed(self, query: str, asked: str) -> dict[str, list[tuple[Any, ...]]]:
        found: dict[str, list[tuple[Any, ...]]] = {}
        for number, *values in self.rows(query, asked):
            found.setdefault(number, []).append(tuple(values))
        return found


def _beginning(word: str) -> str:
    """What FTS looks for: the word as typed, or in the other number."""
    return "(" + " OR ".join(f'"{form}"*' for form in forms(word)) + ")"


def _certification(row: tuple[Any, ...], lists: dict[str, dict[str, list[tuple[Any, ...]]]]) -> Certification:
    number, title, abbreviation, level, kind, active, ends = row

    def listed(name: str) -> tuple[str, ...]:
        return tuple(str(values[0]) for values in lists[name].get(number, ()))

    return Certification(
        number,
        title,
        abbreviation,
        level,
        Repertory(kind),
        bool(active),
        date.fromisoformat(ends) if ends else None,
        tuple(Route(name) for name in listed("route")),
        listed("certifier"),
        listed("occupation"),
        tuple(Bloc(*values) for values in lists["bloc"].get(number, ())),
        listed("new"),
        listed("old"),
    )


_SHEETS: Final = (
    "SELECT number, title, abbreviation, level, kind, active, ends FROM sheet"
    " WHERE number IN (SELECT value FROM json_each(?))"
)
_LISTS: Final[Mapping[str, str]] = {
    "bloc": "SELECT number, code, label, text FROM bloc"
    " WHERE number IN (SELECT value FROM json_each(?)) ORDER BY code, rowid",
    "occupation": "SELECT number, code FROM occupation WHERE number IN (SELECT value FROM json_each(?)) ORDER BY rowid",
    "route": "SELECT number, route FROM route WHERE number IN (SELECT value FROM json_each(?)) ORDER BY rowid",
    "certifier": "SELECT number, name FROM certifier WHERE number IN (SELECT value FROM json_each(?)) ORDER BY rowid",
    "new": "SELECT old, new FROM change WHERE old IN (SELECT value FROM json_each(?)) ORDER BY new",
    "old": "SELECT new, old FROM change WHERE new IN (SELECT value FROM json_each(?)) ORDER BY old",
}
_PREPARING: Final = (
    "SELECT DISTINCT number FROM occupation JOIN sheet USING (number)"
    " WHERE code IN (SELECT value FROM json_each(?)) AND (? = '' OR (active AND (ends = '' OR ends >= ?)))"
)
_SEARCH: Final = (
    "SELECT number FROM sheet_words JOIN entry ON entry.id = sheet_words.rowid JOIN sheet USING (number)"
    " WHERE sheet_words MATCH ? ORDER BY number != ?, NOT active, substr(folded, 1, ?) != ?, length(folded), ends DESC,"
    " number LIMIT ?"
)
