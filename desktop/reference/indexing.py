"""What a search needs in the compiled file: labels in the order of the answers, their words, and their initials.

A label is known by its number in the order in which equal answers are shown: the lowest numbers are the best ones. The
words themselves are cut and stripped of their accents by SQLite, fifty times as fast as in Python.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from desktop.models.occupation import SkillKind
from desktop.reference.rows import Rows
from desktop.reference.wording import SMALL, folds

LEAST_INITIALS, MOST_INITIALS = 2, 6

_WORDS = "fts5(words, content='', detail=none, columnsize=0, prefix='1 2 3', tokenize='unicode61 remove_diacritics 2')"
_PLAIN = "replace(replace(label, 'œ', 'oe'), 'Œ', 'oe')"  # the two ligatures that SQLite does not take apart
_LEADING = (
    f"iif(kind = '{SkillKind.MACRO}', 0, iif(kind = '{SkillKind.SOFT}', 1, iif(kind = '{SkillKind.DETAILED}', 2, 3))),"
    " length(label), label, rowid"
)


def index_occupations(connection: sqlite3.Connection, rows: Rows) -> None:
    """Labels of occupations first, general ones ahead; then appellations, usual ones ahead; short before long."""
    entries = sorted(_entries(rows), key=itemgetter(0))
    connection.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, code TEXT, title INTEGER, label TEXT)")
    numbered = [(number, *entry[1:]) for number, entry in enumerate(entries, start=1)]
    connection.executemany("INSERT INTO entry VALUES (?, ?, ?, ?)", numbered)
    words = f"SELECT id, {_PLAIN} || iif(title IS NULL, ' ' || code, '') FROM entry"  # noqa: S608 - constants
    _index_words(connection, "word", words)
    connection.execute("CREATE TABLE initials (letters TEXT, entry INTEGER)")
    connection.executemany("INSERT INTO initials VALUES (?, ?)", list(_initials([entry[3] for entry in entries])))
    connection.execute("CREATE INDEX index_initials ON initials(letters, entry)")


def index_skills(connection: sqlite3.Connection) -> None:
    """Macro-compétences first, then savoir-être, compétences and savoirs; the shortest of each lead."""
    connection.execute("CREATE TABLE skill_entry (id INTEGER PRIMARY KEY, place INTEGER)")
    connection.execute(f"INSERT INTO skill_entry(place) SELECT rowid FROM skill ORDER BY {_LEADING}")  # noqa: S608 - constants
    _index_words(connection, "skill_word", f"SELECT id, {_PLAIN} FROM skill_entry JOIN skill ON skill.rowid = place")  # noqa: S608 - constants


def _index_words(connection: sqlite3.Connection, table: str, query: str) -> None:
    connection.execute(f"CREATE VIRTUAL TABLE {table} USING {_WORDS}")
    connection.execute(f"INSERT INTO {table}(rowid, words) {query}")
    connection.execute(f"CREATE VIRTUAL TABLE {table}_known USING fts5vocab({table}, row)")


def _entries(rows: Rows) -> Iterator[tuple[Any, Any, Any, Any]]:
    """(order, occupation, OGR of the appellation or None, label); an appellation that is the label is not one more."""
    labels = {code: label for code, label, *_ in rows.tables["occupation"]}
    for code, label, _, parent in rows.tables["occupation"]:
        yield (0, code != parent, len(str(label)), label), code, None, label
    for ogr, code, label, rank in rows.tables["title"]:
        if labels.get(code) != label:
            yield (1 + int(rank), False, len(str(label)), label), code, ogr, label


def _initials(labels: list[str]) -> Iterator[tuple[str, int]]:
    """The first letters of the telling words of each form of a name: ``cip``, ``atsem``; and the label's number."""
    for number, label in enumerate(folds(labels, kept="/"), start=1):
        found = {"".join([word[0] for word in form.split() if word not in SMALL]) for form in label.split("/")}
        for letters in found:
            if LEAST_INITIALS <= len(letters) <= MOST_INITIALS:
                yield letters, number
