"""What is written about somebody whose sharing ended: sealed to the gateway's key, readable by nobody here."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert

from desktop.errors import Refused
from desktop.models.clock import written
from desktop.models.note import Item, Kind
from desktop.models.store.tables import handover

Envelope = Callable[[bytes, str], tuple[str, bytes]]  # (plain, item id) -> (key id, sealed to the gateway)


class Handover:
    """Seals writings for the gateway; ``envelope`` is the last one that an exchange, or an end, came with."""

    def __init__(self) -> None:
        """Nothing can be sealed before an exchange, or an end of sharing, gave the means."""
        self.envelope: Envelope | None = None

    def keep(self, connection: Connection, item: Item) -> None:
        """Inside a transaction: seal a writing, in place of what was sealed of it before; Refused without the means.

        ValueError for a working note: it is handed over to nobody.
        """
        if item.kind is Kind.WORKING:
            raise ValueError("a working note is never sent")
        if self.envelope is None:
            raise not_kept()
        kid, sealed = self.envelope(_as_sent(item), item.id)
        row = insert(handover).values(id=item.id, kid=kid, sealed=sealed)
        connection.execute(row.on_conflict_do_update(index_elements=["id"], set_={"kid": kid, "sealed": sealed}))


def not_kept() -> Refused:
    """Said of a text about somebody whose file is no longer here, and which can be kept nowhere."""
    return Refused(
        "Ce dossier n’est plus sur ce poste : son partage a pris fin, et ce texte n’a pas pu être gardé.",
        "Copiez-le avant de quitter cet écran si vous en avez encore besoin.",
    )


def _as_sent(item: Item) -> bytes:
    shape = {"id": item.id, "person": item.person, "kind": item.kind, "baseVersion": item.version,
             "writtenAt": written(item.written), "content": dict(item.content)}  # fmt: skip
    return msgspec.json.encode(shape)
