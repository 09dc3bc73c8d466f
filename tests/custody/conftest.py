"""A folder with a real encrypted database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.custody.cipher import Cipher, ciphered


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
