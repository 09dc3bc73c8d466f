"""What encryption costs the file: the same SQL through SQLCipher with the store's settings, and through plain SQLite.

The limit is the standard library's sqlite3, as durable as the store; SQLCipher without a key is told apart.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from benchmarks.ground import Ground
from benchmarks.measure import Measure, medians, timed
from desktop.models.store.engine import PRAGMAS, make_engine

SCHEMA: Final = "CREATE TABLE sections (person TEXT, section TEXT, sealed BLOB NOT NULL, PRIMARY KEY (person, section))"
INSERT: Final = "INSERT INTO sections VALUES (?, ?, ?)"
BLOB: Final = 1_500  # bytes: about one sealed section
Open = Callable[[Path], Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to keep the same rows."""

    name: str
    open: Open


def measures(ground: Ground) -> Iterator[Measure]:
    """One-row commit, 10,000 rows in one transaction, all of them read by a fresh connection."""
    yield from of(ground, rows=10_000, commits=ground.times(201, 61), times=ground.times(15, 7))


def of(ground: Ground, rows: int, commits: int, times: int) -> Iterator[Measure]:
    """The three measures at that size."""
    key = os.urandom(48)
    kinds = (
        Kind("chiffre", lambda path: make_engine(path, key).raw_connection().driver_connection),
        Kind("clair", lambda path: prepared(sqlite3.connect(path, isolation_level=None))),
        Kind("sans-cle", lambda path: prepared(dbapi2.connect(str(path), isolation_level=None))),
    )
    for name, works, repeated, goal in (
        ("une ligne, un commit", [one_row(kind, ground.folder) for kind in kinds], commits, 1.5),
        (f"{rows} lignes, un commit", [bulk(kind, ground.folder, rows) for kind in kinds], times, 2.5),
        (f"lecture à froid de {rows} lignes", [cold(kind, ground.folder, rows) for kind in kinds], times, 4.0),
    ):
        ours, theirs, keyless = medians(works, repeated)
        print(f"  {name}, SQLCipher sans clé : {keyless:.2f} ms")
        yield Measure(f"fichier chiffré : {name}", ours, theirs, "sqlite3 en clair", goal)


def prepared(connection: Any) -> Any:
    """The store's own settings, but those of the cipher."""
    for pragma in PRAGMAS:
        if not pragma.startswith("cipher_"):
            connection.execute(f"PRAGMA {pragma}")
    return connection


def made(kind: Kind, folder: Path, name: str) -> tuple[Path, Any]:
    """A new file with its one table."""
    path = folder / f"{name}-{kind.name}.db"
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    connection = kind.open(path)
    connection.execute(SCHEMA)
    return path, connection


def one_row(kind: Kind, folder: Path) -> Callable[[], float]:
    """Commits one more row each time it is called."""
    _, connection = made(kind, folder, "un")
    numbers = count()

    def work() -> float:
        row = (str(next(numbers)), "notes", os.urandom(BLOB))
        return timed(lambda: write(connection, [row]))

    return work


def bulk(kind: Kind, folder: Path, rows: int) -> Callable[[], float]:
    """Writes every row in one transaction to a new file each time."""
    some = [(str(number), "notes", os.urandom(BLOB)) for number in range(rows)]

    def work() -> float:
        _, connection = made(kind, folder, "beaucoup")
        taken = timed(lambda: write(connection, some))
        connection.close()
        return taken

    return work


def cold(kind: Kind, folder: Path, rows: int) -> Callable[[], float]:
    """Opens the file and reads every row each time; the pages may be in the system's cache, never in SQLite's."""
    path, connection = made(kind, folder, "froid")
    write(connection, [(str(number), "notes", os.urandom(BLOB)) for number in range(rows)])
    connection.close()

    def read() -> None:
        opened = kind.open(path)
        assert len(opened.execute("SELECT person, section, sealed FROM sections").fetchall()) == rows
        opened.close()

    return lambda: timed(read)


def write(connection: Any, rows: Sequence[tuple[str, str, bytes]]) -> None:
    """One transaction."""
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(INSERT, rows)
    connection.execute("COMMIT")
