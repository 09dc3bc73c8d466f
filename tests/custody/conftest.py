"""A folder with a real encrypted database; and a desk: a real vault, a keyring in memory, a real store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest

from tests.custody.cipher import Cipher, ciphered
from tests.custody.desk import Desk
from tests.vault.memory import MemoryKeyring


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database of the test stands, in a folder of its own."""
    folder = tmp_path / "bureau"
    folder.mkdir()
    return folder / "escale.db"


@pytest.fixture
def cipher(path: Path) -> Iterator[Cipher]:
    """An open database with a few pages, its log empty."""
    with ciphered(path) as made:
        for _ in range(5):
            made.write(9000)
        made.checkpoint()
        yield made


@pytest.fixture
def memory() -> Iterator[MemoryKeyring]:
    """The keyring in use during the test."""
    before, backend = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


@pytest.fixture
def desk(tmp_path: Path, memory: MemoryKeyring) -> Iterator[Desk]:
    """A vault just made, nothing opened yet; what the test opens is closed at the end."""
    made = Desk(tmp_path / "bureau", memory)
    yield made
    made.close()


@pytest.fixture
def lone(tmp_path: Path, memory: MemoryKeyring) -> Iterator[Desk]:
    """The same on a machine without a keyring."""
    made = Desk(tmp_path / "bureau", None)
    yield made
    made.close()
