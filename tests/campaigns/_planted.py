"""Bugs of durability, planted one at a time in a desk that is otherwise right: the campaign must find each of them."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, ClassVar, Final

from desktop.vault.opened import Opened
from tests.campaigns._deeds import Deed
from tests.campaigns._desk import Desk

TURNING: Final[Mapping[str, int]] = MappingProxyType({"rotate": 40})


class Hasty(Desk):
    """``synchronous=NORMAL``: a note is promised before it is on the disk."""

    def _open(self, opened: Opened) -> None:
        super()._open(opened)
        self._driver("PRAGMA synchronous=NORMAL")


class Split(Desk):
    """The cursor in a transaction of its own, before the files it covers."""

    weights: ClassVar[Mapping[str, int]] = MappingProxyType({"page": 40})

    def _page(self, deed: Deed) -> None:
        self.open.state.put({"cursor": deed["cursor"]})
        super()._page(deed)


class DroppedFirst(Desk):
    """Rotation: the old key is dropped before the database is encrypted with the new one."""

    weights = TURNING

    def _rotate(self, _: Deed) -> None:
        pending = self.vault.begin_rotation(self.opened)
        self.vault.settle_rotation(self.opened, pending)
        self.rekey(pending)
        self.checkpoint()
        self.close()
        self._open(replace(self.opened, database_keys=(pending,)))


class DroppedEarly(Desk):
    """Rotation: the old key is dropped before the checkpoint, which alone would have put the new pages on the disk.

    With ``synchronous=FULL`` the log that holds them is on the disk already, and this order does no harm: seen here.
    """

    weights = TURNING

    def _rotate(self, _: Deed) -> None:
        pending = self.vault.begin_rotation(self.opened)
        self._driver("PRAGMA synchronous=NORMAL")
        self.rekey(pending)
        self.vault.settle_rotation(self.opened, pending)
        self.checkpoint()
        self.close()
        self._open(replace(self.opened, database_keys=(pending,)))


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
        "en-tête renommé sans être écrit": Unsynced,
    }
)
