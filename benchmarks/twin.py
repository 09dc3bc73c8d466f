"""A desk's home copied elsewhere, to be opened, changed and spoiled without touching the one it was copied from."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from benchmarks.ground import Stocked
from desktop.custody.opening import Watched, open_store
from desktop.demonstration import PASSPHRASE
from desktop.models.store.engine import PRAGMAS
from desktop.vault.derive import FLOOR
from desktop.vault.vault import Vault


class Twin:
    """The copy, its vault open."""

    def __init__(self, stocked: Stocked, home: Path) -> None:
        """``home`` is made anew."""
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(stocked.home, home)
        self.home, self.path = home, home / "escale.db"
        self.unlock()

    def unlock(self) -> None:
        """Open the vault anew, as a process that starts does."""
        self.vault = Vault(self.home, None, FLOOR)
        self.opened = self.vault.unlock(PASSPHRASE)

    def watched(self) -> Watched:
        """The store behind its guards; the caller closes it."""
        watched = open_store(self.vault, self.opened, self.path)
        assert watched.doubt is None
        return watched

    def use_key(self, key: bytes) -> None:
        """The database has another key from now on."""
        self.opened = replace(self.opened, database_keys=(key,))

    def size(self) -> str:
        """Of the encrypted file, in words."""
        return f"{self.path.stat().st_size / 1e6:.1f} Mo".replace(".", ",")


def bare(path: Path, key: bytes) -> Any:
    """The engine alone, with the store's own settings."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.set_key(b"x'" + key.hex().encode() + b"'")
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def emptied(connection: Any) -> None:
    """The log brought into the file, and cut."""
    (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    assert not busy
