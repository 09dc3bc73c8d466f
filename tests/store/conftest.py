"""A real encrypted file in ``tmp_path``, and the ways to look inside it from outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from desktop.models.store import Store
from tests.vault.memory import ShelfInMemory, seals_on

KEY = bytes(range(48))
Opener = Callable[[], Store]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the store of the test stands, in a folder of its own."""
    folder = tmp_path / "bureau"
    folder.mkdir()
    return folder / "escale.db"


@pytest.fixture
def shelf() -> ShelfInMemory:
    """Where the epoch lies, whatever store is open."""
    return ShelfInMemory(b"P" * 32)


@pytest.fixture
def opener(path: Path, shelf: ShelfInMemory) -> Iterator[Opener]:
    """Opens the store of the test, any number of times; every one is closed at the end."""
    kept: list[Store] = []

    def again() -> Store:
        kept.append(Store(path, KEY, seals_on(shelf)))
        return kept[-1]

    yield again
    for store in kept:
        store.close()


@pytest.fixture
def store(opener: Opener) -> Store:
    """An open store, empty."""
    return opener()


@pytest.fixture
def beside(path: Path) -> Iterator[dbapi2.Connection]:
    """A second connection to the same file, with the right key: for looking, and for standing in the way."""
    connection = dbapi2.connect(str(path), isolation_level=None, timeout=0)
    connection.set_key(b"x'" + KEY.hex().encode() + b"'")
    yield connection
    connection.close()


def rows(connection: dbapi2.Connection, table: str) -> int:
    """How many rows a table holds."""
    return int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])
