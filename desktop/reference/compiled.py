"""The compiled referential: one plain SQLite file for each version, written once and never changed afterwards.

Occupations and skills lie in the order of the alphabet, so their ``rowid`` is their rank: nothing sorts them again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from operator import itemgetter
from pathlib import Path

from desktop.reference.indexing import index_occupations, index_skills
from desktop.reference.rows import SOURCE, Row, Rows
from desktop.reference.wording import folds

SCHEMA = 2  # PRAGMA user_version; a file of another schema is compiled anew

TABLES: Mapping[str, str] = {
    "domain": "code TEXT, label TEXT",
    "field": "code TEXT, label TEXT, domain TEXT",
    "place": "occupation TEXT, field TEXT",
    "branch": "code TEXT, label TEXT",
    "path": "macro TEXT, domain TEXT, stake TEXT, objective TEXT",
    "skill": "ogr INTEGER, label TEXT, kind TEXT, macro TEXT, category TEXT, subcategory TEXT, transversal INTEGER",
    "context": "ogr INTEGER, label TEXT, category TEXT",
    "occupation": "code TEXT, label TEXT, regulated INTEGER, parent TEXT",
    "title": "ogr INTEGER, occupation TEXT, label TEXT, rank INTEGER",
    "text": "occupation TEXT, kind TEXT, position INTEGER, label TEXT",
    "riasec": "occupation TEXT, letters TEXT",
    "link": "occupation TEXT, ogr INTEGER, importance TEXT",
    "mobility": "occupation TEXT, target TEXT, rank INTEGER",
    "interest": "code TEXT, label TEXT, definition TEXT",
    "interest_link": "interest TEXT, occupation TEXT, principal INTEGER",
    "sector": "code TEXT, label TEXT, parent TEXT",
    "sector_link": "sector TEXT, occupation TEXT, principal INTEGER",
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
    "occupation(parent)",
    "title(ogr)",
    "title(occupation)",
    "text(occupation)",
    "riasec(occupation)",
    "link(occupation, ogr, importance)",
    "link(ogr, occupation, importance)",
    "mobility(occupation)",
    "interest_link(interest, occupation, principal)",
    "sector_link(sector, occupation)",
)
_LABEL = 1  # where an occupation and a skill have their label


def write(rows: Rows, path: Path) -> None:
    """Write the rows to a new SQLite file at ``path``; nothing is verified here, and sqlite3 errors pass through."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -65536"):
            connection.execute(f"PRAGMA {pragma}")  # the caller syncs the finished file before giving it its name
        connection.execute("BEGIN")
        for name, columns in TABLES.items():
            _fill(connection, name, columns, _alphabetical(rows, name))
        for place, index in enumerate(_INDEXES):
            connection.execute(f"CREATE INDEX index_{place} ON {index}")
        index_occupations(connection, rows)
        index_skills(connection)
        _describe(connection, rows)
        connection.execute("COMMIT")
        connection.execute(f"PRAGMA user_version = {SCHEMA}")


def _alphabetical(rows: Rows, name: str) -> Sequence[Row]:
    found = rows.tables[name]
    if name not in ("occupation", "skill"):
        return found
    ranked = sorted(zip(folds([str(row[_LABEL]) for row in found]), found, strict=True), key=itemgetter(0))
    return [row for _, row in ranked]


def _fill(connection: sqlite3.Connection, name: str, columns: str, rows: Sequence[Row]) -> None:
    connection.execute(f"CREATE TABLE {name} ({columns})")
    marks = ", ".join("?" for _ in columns.split(","))
    connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608 - names of TABLES only


def _describe(connection: sqlite3.Connection, rows: Rows) -> None:
    sizes = {name: len(rows.tables[name]) for name in ("occupation", "skill", "link")}
    edition = (rows.version, rows.published, SOURCE, int(rows.extract), *sizes.values())
    connection.execute(
        "CREATE TABLE edition (version TEXT, published TEXT, source TEXT, extract INTEGER,"
        " occupations INTEGER, skills INTEGER, links INTEGER)"
    )
    connection.execute("INSERT INTO edition VALUES (?, ?, ?, ?, ?, ?, ?)", edition)
    connection.execute(
        "CREATE TABLE asked AS SELECT occupation, count(*) AS number, sum(importance = 'core') AS core FROM link"
        " WHERE ogr NOT IN (SELECT ogr FROM context) GROUP BY occupation"
    )
    connection.execute("CREATE INDEX index_asked ON asked(occupation)")
