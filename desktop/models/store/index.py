"""The words of everything that can be found, in memory alone: an index on the disk would outlive the key of a person.

Rows are numbered by sort, then by age, so that SQLite answers the newest of a sort without reading the others. Words
are folded; those that bear an accent stand a second time as they are written, so that they can be asked for first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlcipher3 import dbapi2

from desktop.models.accents import accented, spelt, words
from desktop.models.searched import Hit, Sort, age
from desktop.models.text import parted

TABLES: Final = (
    "PRAGMA temp_store = MEMORY",  # nothing is sorted on the disk either
    "CREATE TABLE people (who INTEGER PRIMARY KEY, person TEXT NOT NULL UNIQUE)",
    "CREATE TABLE entries (number INTEGER PRIMARY KEY, kind INTEGER NOT NULL, key TEXT NOT NULL,"
    " who INTEGER NOT NULL, source TEXT NOT NULL, mark TEXT NOT NULL)",
    "CREATE INDEX entries_source ON entries (who, source)",
    "CREATE VIRTUAL TABLE words USING fts5 (plain, spelt, who, content='', contentless_delete=1, detail=column,"
    " tokenize='unicode61 remove_diacritics 2')",
)
FIND: Final = (  # the index first: entries are looked up for those that are given, and for no others
    "SELECT number, kind, person, key FROM words CROSS JOIN entries ON number = words.rowid"
    " CROSS JOIN people ON people.who = entries.who"
    " WHERE words MATCH ? AND words.rowid BETWEEN ? AND ? ORDER BY words.rowid DESC LIMIT ?"
)
WHOLE: Final = "INSERT INTO words (words) VALUES ('optimize')"  # one piece: a search begins in one place
SORT_BITS, COUNT_BITS = 58, 24  # a number: the sort, the second (34 bits), the order of arrival
NEWEST: Final = (1 << (SORT_BITS - COUNT_BITS)) - 1


Entry = tuple[int, int, str, str]  # number, sort, person, key


@dataclass(frozen=True, slots=True)
class Place:
    """Where words were found: a sort, a person, the id of a writing or of a fact."""

    sort: Sort
    person: str
    key: str


@dataclass(frozen=True, slots=True)
class Source:
    """One writing, or one section of a passport, with a mark that changes when it does."""

    person: str
    name: str
    mark: str


class Index:
    """Finds what is written by the beginning of every word wanted (SQLite FTS5), whatever accents and ligatures."""

    def __init__(self) -> None:
        """Empty."""
        self._connection = dbapi2.connect(":memory:", isolation_level=None, check_same_thread=False)
        for table in TABLES:
            self._connection.execute(table)
        self._last = 0

    def put(self, found: Mapping[Source, Iterable[Hit]]) -> None:
        """These sources, of which nothing is held yet, or was forgotten, hold that."""
        self._connection.execute("BEGIN")
        known = {person: self._who(person) for person in {source.person for source in found}}
        rows = [(self._number(hit), source, hit) for source, hits in found.items() for hit in hits]
        entries = ((number, hit.sort, hit.key, known[one.person], one.name, one.mark) for number, one, hit in rows)
        self._connection.executemany("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)", entries)
        said = ((number, *_said(hit.words), f"p{known[one.person]}") for number, one, hit in rows)
        self._connection.executemany("INSERT INTO words (rowid, plain, spelt, who) VALUES (?, ?, ?, ?)", said)
        self._connection.execute("COMMIT")

    def forget(self, people: Iterable[str], names: Collection[str] | None = None) -> None:
        """Nothing of these persons, or of these sources of theirs, stays."""
        self._connection.execute("BEGIN")
        for person in people:
            who = self._who(person)
            for name in names or ():
                self._drop(who, name)
            if names is None:
                self._drop(who)
                self._connection.execute("DELETE FROM people WHERE who = ?", (who,))
        self._connection.execute("COMMIT")

    def marks(self, person: str) -> dict[str, str]:
        """The marks of a person's sources in which there is something to find, by their names."""
        wanted = "SELECT DISTINCT source, mark FROM entries JOIN people USING (who) WHERE person = ?"
        return dict(self._connection.execute(wanted, (person,)))

    def settle(self) -> None:
        """Called once everything was put: the words of all the steps in one piece, quicker to search."""
        self._connection.execute(WHOLE)

    def find(self, wanted: str, sorts: Collection[Sort], most: int, person: str = "") -> tuple[Place, ...]:
        """Where every word of ``wanted`` begins a word, at most ``most``: accents as typed first, then the newest."""
        folded = [f'plain : "{word}" *' for word in words(parted(wanted))]
        if not folded or most < 1:
            return ()
        whose = [f'who : "p{self._known(person)}"'] if person else []
        exact = [f'spelt : "{word}" *' for word in spelt(wanted)]
        first = self._newest([*exact, *folded, *whose], sorts, most) if exact else []
        rest = self._newest([*folded, *whose], sorts, most + len(first)) if len(first) < most else []
        return tuple(Place(Sort(kind), who, key) for _, kind, who, key in list(dict.fromkeys([*first, *rest]))[:most])

    def close(self) -> None:
        """Let go of the words."""
        self._connection.close()

    def _newest(self, asked: list[str], sorts: Collection[Sort], most: int) -> list[Entry]:
        """The newest entries, whatever their sort."""
        wanted = " AND ".join(asked)
        found = {entry for low, high in _runs(sorts) for entry in self._among(wanted, low, high, most)}
        return sorted(found, key=lambda entry: entry[0] % (1 << SORT_BITS), reverse=True)[:most]

    def _among(self, wanted: str, low: int, high: int, most: int) -> list[Entry]:
        """Of every sort from ``low`` to ``high`` the newest ones, ``most`` if there are as many.

        One question tells everything of a rare word; when it is cut, the sorts that it did not tell whole are asked
        for in turn. There are never more questions than sorts.
        """
        found: list[Entry] = []
        while low <= high:
            ends = (low << SORT_BITS, (high + 1 << SORT_BITS) - 1)
            rows = self._connection.execute(FIND, (wanted, *ends, most)).fetchall()
            found += rows
            if len(rows) < most:
                break
            first, last = rows[0][1], rows[-1][1]
            high = last - 1 if first == last else last
        return found

    def _known(self, person: str) -> int:
        wanted = "SELECT coalesce(max(who), 0) FROM people WHERE person = ?"
        found: tuple[int] = self._connection.execute(wanted, (person,)).fetchone()
        return found[0]

    def _who(self, person: str) -> int:
        if known := self._known(person):
            return known
        self._connection.execute("INSERT INTO people (person) VALUES (?)", (person,))
        return self._known(person)

    def _number(self, hit: Hit) -> int:
        self._last = (self._last + 1) % (1 << COUNT_BITS)
        second = min(max(0, int(age(hit).timestamp())), NEWEST)
        return (hit.sort << SORT_BITS) + (second << COUNT_BITS) + self._last

    def _drop(self, who: int, name: str | None = None) -> None:
        """Everything of a person, or one source of theirs."""
        wanted = "SELECT number FROM entries WHERE who = ? AND (? IS NULL OR source = ?)"
        gone = self._connection.execute(wanted, (who, name, name)).fetchall()
        if gone:
            self._connection.executemany("DELETE FROM words WHERE rowid = ?", gone)
            self._connection.executemany("DELETE FROM entries WHERE number = ?", gone)


def _runs(sorts: Collection[Sort]) -> list[tuple[int, int]]:
    """The sorts, those that follow each other together: (first, last)."""
    runs: list[tuple[int, int]] = []
    for sort in sorted(sorts):
        if runs and runs[-1][1] == sort - 1:
            runs[-1] = (runs[-1][0], sort)
        else:
            runs.append((sort, sort))
    return runs


def _said(text: str) -> tuple[str, str]:
    """The words folded, and those that bear an accent as they are written."""
    return parted(text), accented(text)
