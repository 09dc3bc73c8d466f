"""Bugs of durability, planted one at a time in a desk that is otherwise right: the campaign must find each of them."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Final

from desktop.models.store.engine import driver
from desktop.models.store.upkeep import rekey
from desktop.vault.opened import Opened
from tests.campaigns._deeds import Deed
from tests.campaigns._desk import Desk

TURNING: Final[Mapping[str, int]] = MappingProxyType({"rotate": 40})


class Hasty(Desk):
    """``synchronous=NORMAL``: a note is promised before it is on the disk."""

    def _open(self, opened: Opened) -> None:
        super()._open(opened)
        driver(self.store._engine).execute("PRAGMA synchronous=NORMAL")


class Split(Desk):
    """The cursor in a transaction of its own, before the files it covers."""

    weights: ClassVar[Mapping[str, int]] = MappingProxyType({"page": 40})

    def _page(self, deed: Deed) -> None:
        self.store.state.put({"cursor": deed["cursor"]})
        super()._page(deed)


class DroppedFirst(Desk):
    """Rotation: the old key is dropped before the database is encrypted with the new one."""

    weights = TURNING

    def _rotate(self, _: Deed) -> None:
        pending = self.vault.begin_rotation(self.opened)
        self.vault.settle_rotation(self.opened, pending)
        self.close()
        rekey(self.path, self.opened.database_key, pending, self.watched.seal)
        self.unlock(self.passphrase)


class DroppedEarly(Desk):
    """Rotation: the old key is dropped before the checkpoint, which alone would have put the new pages on the disk.

    With ``synchronous=FULL`` the log that holds them is on the disk already, and this order does no harm: seen here.
    """

    weights = TURNING

    def _rotate(self, _: Deed) -> None:
        pending = self.vault.begin_rotation(self.opened)
        connection = driver(self.store._engine)
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA rekey=\"x'" + pending.hex() + "'\"")
        self.vault.settle_rotation(self.opened, pending)
        self.close()
        self.unlock(self.passphrase)


class Unannounced(Desk):
    """The page seal is written after a checkpoint, and announces nothing before it."""

    weights: ClassVar[Mapping[str, int]] = MappingProxyType({"reopen": 40, "erase": 20})
    alarms: ClassVar[bool] = True

    def _open(self, opened: Opened) -> None:
        super()._open(opened)
        seal = self.watched.seal
        vars(seal).update(before_checkpoint=lambda: None, after_checkpoint=seal.renew)


class Unsynced(Desk):
    """The header is renamed over the former one before its bytes are on the disk."""

    weights = TURNING

    def __init__(self, *arguments: Any) -> None:
        """From now on, this process believes that files are synced when they are not; folders are."""
        super().__init__(*arguments)
        os.fsync = _folders_only(os.fsync)  # type: ignore[assignment]  # for the rest of the process


def _folders_only(system: Callable[[Any], None]) -> Callable[[Any], None]:
    def fsync(file: Any) -> None:
        if stat.S_ISDIR(os.fstat(file).st_mode):
            system(file)

    return fsync


PLANTED: Final[Mapping[str, type[Desk]]] = MappingProxyType(
    {
        "notes promises trop tôt": Hasty,
        "curseur avant les dossiers": Split,
        "ancienne clé oubliée avant le chiffrement": DroppedFirst,
        "ancienne clé oubliée avant la vidange du journal": DroppedEarly,
        "sceau écrit après coup": Unannounced,
        "en-tête renommé sans être écrit": Unsynced,
    }
)
