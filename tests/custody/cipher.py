"""A real encrypted database as the store writes it, small enough to be cut anywhere."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from desktop.custody.pageseal import PageSeal

KEY = bytes(range(48))
SEAL_KEY = b"S" * 32


class Cipher:
    """One connection, no checkpoint but those asked for, a generation raised by each transaction."""

    def __init__(self, path: Path, key: bytes = KEY) -> None:
        """Opened, or made."""
        self.path = path
        self.connection: Any = dbapi2.connect(str(path), isolation_level=None, timeout=0)
        self.connection.set_key(b"x'" + key.hex().encode() + b"'")
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=0", "secure_delete=ON"):
            self.connection.execute(f"PRAGMA {pragma}")

    @property
    def log(self) -> Path:
        """The write-ahead log."""
        return self.path.with_name(self.path.name + "-wal")

    def write(self, size: int = 3000, row: int | None = None, *, raises: bool = True) -> None:
        """One transaction: a new row, or new bytes of one."""
        connection = self.connection
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE IF NOT EXISTS rows(id INTEGER PRIMARY KEY, bytes BLOB)")
        connection.execute("INSERT OR REPLACE INTO rows VALUES(?, ?)", (row, os.urandom(size)))
        if raises:
            (generation,) = connection.execute("PRAGMA user_version").fetchone()
            connection.execute(f"PRAGMA user_version={generation + 1}")
        connection.execute("COMMIT")

    def checkpoint(self) -> None:
        """The whole log into the file; the log is then empty."""
        assert self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0

    def close(self) -> None:
        """As any program closes it: SQLite checkpoints what is left."""
        self.connection.close()


@contextmanager
def ciphered(path: Path) -> Iterator[Cipher]:
    """Open, then closed whatever happens."""
    made = Cipher(path)
    try:
        yield made
    finally:
        made.close()


def sealed(path: Path) -> PageSeal:
    """The seal of a database, as read at an opening."""
    seal = PageSeal(path, SEAL_KEY)
    assert seal.read()
    return seal


def copied(path: Path, name: str) -> Path:
    """What a power cut would leave now: the files as they are, in another folder."""
    folder = path.parent.parent / name
    folder.mkdir(exist_ok=True)
    for file in path.parent.iterdir():
        if file.is_file() and not file.name.endswith("-shm"):
            shutil.copy2(file, folder / file.name)
    return folder / path.name
