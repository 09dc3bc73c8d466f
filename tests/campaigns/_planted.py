"""Bugs of durability, planted one at a time in a desk that is otherwise right: the campaign must find each of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from desktop.vault.vault import Opened
from tests.campaigns._deeds import Deed
from tests.campaigns._desk import Desk


class Hasty(Desk):
    """``synchronous=NORMAL``: a note is promised before it is on the disk."""

    def _open(self, opened: Opened) -> None:
        super()._open(opened)
        with self.open._engine.connect() as connection:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA synchronous=NORMAL")


class Split(Desk):
    """The cursor in a transaction of its own, before the files it covers."""

    def _page(self, deed: Deed) -> None:
        self.open.state.put({"cursor": deed["cursor"]})
        super()._page(deed)


PLANTED: Final[Mapping[str, type[Desk]]] = {"notes promises trop tôt": Hasty, "curseur avant les dossiers": Split}
