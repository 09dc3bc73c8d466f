"""The compiled referential: one plain SQLite file for each version, written once and never changed afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from desktop.models.occupation import SkillKind
from desktop.reference.rows import SOURCE, Row, Rows
from desktop.reference.wording import fold

SCHEMA = 1  # PRAGMA user_version; a file of another schema is compiled anew

TABLES: Mapping[str, str] = {
    "domain": "code TEXT, label TEXT",
    "field": "code TEXT, label TEXT, domain TEXT",
    "place": "occupation TEXT, field TEXT",
    "branch": "code TEXT, label TEXT",
    "path": "macro TEXT, domain TEXT, stake TEXT, objective TEXT",
    "skill": "ogr INTEGER, label TEXT, kind TEXT, macro TEXT, category TEXT",
    "context": "ogr INTEGER, label TEXT",
    "occupation": "code TEXT, label TEXT, regulated INTEGER",
    "title": "ogr INTEGER, occupation TEXT, label TEXT, rank INTEGER",
    "text": "occupation TEXT, kind TEXT, position INTEGER, label TEXT",
    "riasec": "occupation TEXT, letters TEXT",
    "link": "occupation TEXT, ogr INTEGER, importance TEXT",
    "mobility": "occupation TEXT, target TEXT, rank INTEGER",
}
# Not unique: what is twice in the kit must be found and told by the check, not hidden by the compilation.
_INDEXES = (
    "place(occupation)",
    "place(field)",
    "field(code)",
    "branch(code)",
    "path(macro)",
    "skill(ogr)",
    "context(ogr)",
    "occupation(code)",
    "title(occupation)",
    "text(occupation)",
    "riasec(occupation)",
    "link(occupation, ogr, importance)",
    "link(ogr, occupation)",
    "mobility(occupation)",
)
_ENTRY = "id INTEGER PRIMARY KEY, code TEXT, through TEXT, folded TEXT, place INTEGER"
_SKILL_ENTRY = "id INTEGER PRIMARY KEY, ogr INTEGER, folded TEXT, place INTEGER"
_WORDS = "USING fts5(words, content='', tokenize='unicode61', prefix='2 3')"
_KINDS: Mapping[SkillKind, int] = {SkillKind.MACRO: 0, SkillKind.SOFT: 1, SkillKind.DETAILED: 2, SkillKind.KNOWLEDGE: 3}


def write(rows: Rows, path: Path) -> None:
    """Write the rows to a new SQLite file at ``path``; nothing is verified here, and sqlite3 errors pass through."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")  # the caller syncs the finished file before giving it its name
        connection.execute("BEGIN")
        for name, columns in TABLES.items():
            _fill(connection, name, columns, sorted(rows.tables[name], key=repr))
        for place, index in enumerate(_INDEXES):
            connection.execute(f"CREATE INDEX index_{place} ON {index}")
        _index_occupations(connection, rows)
        _index_skills(connection, rows)
        _describe(connection, rows)
        connection.execute("COMMIT")
        connection.execute("ANALYZE")
        connection.execute(f"PRAGMA user_version = {SCHEMA}")


def _fill(connection: sqlite3.Connection, name: str, columns: str, rows: list[Row]) -> None:
    connection.execute(f"CREATE TABLE {name} ({columns})")
    marks = ", ".join("?" for _ in columns.split(","))
    connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608 - names of TABLES only


def _index_occupations(connection: sqlite3.Connection, rows: Rows) -> None:
    connection.execute(f"CREATE TABLE entry ({_ENTRY})")
    connection.execute(f"CREATE VIRTUAL TABLE entry_words {_WORDS}")
    for number, (code, through, rank, label) in enumerate(_entries(rows), start=1):
        folded = fold(label)
        connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", (number, code, through, folded, rank))
        words = folded if through else f"{code} {folded}"
        connection.execute("INSERT INTO entry_words (rowid, words) VALUES (?, ?)", (number, words))


def _entries(rows: Rows) -> Iterator[tuple[str, str, int, str]]:
    """(code, appellation or "", rank, label): the labels of the occupations, then the appellations that differ."""
    labels = {str(code): str(label) for code, label, _ in rows.tables["occupation"]}
    for code, label in sorted(labels.items()):
        yield code, "", 0, label
    for _, occupation, title, rank in sorted(rows.tables["title"], key=repr):
        if labels.get(str(occupation)) != title:
            yield str(occupation), str(title), 1 + int(rank), str(title)


def _index_skills(connection: sqlite3.Connection, rows: Rows) -> None:
    connection.execute(f"CREATE TABLE skill_entry ({_SKILL_ENTRY})")
    connection.execute(f"CREATE VIRTUAL TABLE skill_words {_WORDS}")
    for number, (ogr, label, kind, *_) in enumerate(sorted(rows.tables["skill"], key=repr), start=1):
        folded = fold(str(label))
        entry = (number, ogr, folded, _KINDS[SkillKind(str(kind))])
        connection.execute("INSERT INTO skill_entry VALUES (?, ?, ?, ?)", entry)
        connection.execute("INSERT INTO skill_words (rowid, words) VALUES (?, ?)", (number, folded))


def _describe(connection: sqlite3.Connection, rows: Rows) -> None:
    sizes = {name: len(rows.tables[name]) for name in ("occupation", "skill", "link")}
    edition = (rows.version, rows.published, SOURCE, int(rows.extract), *sizes.values())
    connection.execute(
        "CREATE TABLE edition (version TEXT, published TEXT, source TEXT, extract INTEGER,"
        " occupations INTEGER, skills INTEGER, links INTEGER)"
    )
    connection.execute("INSERT INTO edition VALUES (?, ?, ?, ?, ?, ?, ?)", edition)
    connection.execute(
        "CREATE TABLE asked AS SELECT occupation, count(*) AS number FROM link"
        " WHERE ogr IN (SELECT ogr FROM skill) GROUP BY occupation"
    )
    connection.execute("CREATE INDEX index_asked ON asked(occupation)")
