"""The words of every note, in memory alone: an index on the disk would outlive the key of the person it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from sqlcipher3 import dbapi2

from desktop.models.clock import written
from desktop.models.note import Item
from desktop.models.text import parted

TABLES: Final = (
    "CREATE TABLE notes (number INTEGER PRIMARY KEY, item TEXT NOT NULL, person TEXT NOT NULL, written TEXT NOT NULL)",
    "CREATE INDEX notes_person ON notes (person)",
    "CREATE VIRTUAL TABLE words USING fts5"
    " (text, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2')",
)


class Index:
    """Finds notes by the beginning of every word wanted (SQLite FTS5), whatever their accents and ligatures."""

    def __init__(self) -> None:
        """Empty."""
        self._connection = dbapi2.connect(":memory:", isolation_level=None, check_same_thread=False)
        for table in TABLES:
            self._connection.execute(table)
        self._last = 0

    def replace(self, people: Sequence[str], notes: Iterable[Item]) -> None:
        """From now on these are all the notes of these persons."""
        self._connection.execute("BEGIN")
        for person in people:
            self._forget(person)
        rows = [(number, note) for number, note in enumerate(notes, self._last + 1)]
        self._last += len(rows)
        places = [(number, note.id, note.person, written(note.written)) for number, note in rows]
        self._connection.executemany("INSERT INTO notes VALUES (?, ?, ?, ?)", places)
        words = [(number, parted(note.text)) for number, note in rows]
        self._connection.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", words)
        self._connection.execute("COMMIT")

    def find(self, wanted: str, limit: int) -> tuple[str, ...]:
        """Ids of the newest notes in which every word of ``wanted`` begins a word; at most ``limit``."""
        plain = parted(wanted).replace('"', " ")
        words = [word for word in plain.split() if any(map(str.isalnum, word))]
        if not words:
            return ()
        asked = " ".join(f'"{word}" *' for word in words)
        chosen = (
            "SELECT item FROM words JOIN notes ON notes.number = words.rowid WHERE words MATCH ?"
            " ORDER BY written DESC, number DESC LIMIT ?"
        )
        return tuple(item for (item,) in self._connection.execute(chosen, (asked, limit)))

    def close(self) -> None:
        """Let go of the words."""
        self._connection.close()

    def _forget(self, person: str) -> None:
        gone = self._connection.execute("SELECT number FROM notes WHERE person = ?", (person,)).fetchall()
        if gone:
            self._connection.executemany("DELETE FROM words WHERE rowid = ?", gone)
            self._connection.execute("DELETE FROM notes WHERE person = ?", (person,))
