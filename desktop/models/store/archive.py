"""What was written and acknowledged before a sharing ended, where the site keeps it: under a pseudonym, two years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

import msgspec
from sqlalchemy import Connection, Engine, delete, select
from sqlalchemy.dialects.sqlite import insert

from desktop.models.clock import read, written
from desktop.models.note import Item, Kind
from desktop.models.seal import Class, Seals
from desktop.models.store.engine import transaction
from desktop.models.store.tables import archive as table


@dataclass(frozen=True, slots=True)
class Archived:
    """One writing about somebody whose sharing ended; ``until`` is its last day here."""

    pseudonym: str
    kind: Kind
    written: datetime
    text: str
    until: date


class Archive:
    """Writings without a person; each has a key of its own."""

    def __init__(self, engine: Engine, seals: Seals) -> None:
        """Borrows the store's engine and the vault's seals."""
        self._engine = engine
        self._seals = seals

    def all(self) -> tuple[Archived, ...]:
        """Everything, oldest first."""
        with transaction(self._engine) as connection:
            rows = connection.execute(select(table).order_by(table.c.written)).all()
        return tuple(
            Archived(row.who, Kind(row.kind), read(row.written), self._text(row.id, row.wrapped, row.sealed),
                     date.fromisoformat(row.until))
            for row in rows
        )  # fmt: skip

    def keep(self, connection: Connection, item: Item, until: date) -> None:
        """Inside a transaction: keep an item without its person and its id."""
        fresh = str(uuid4())
        wrapped = self._seals.new_key(_owner(fresh), Class.NOTES)
        key = self._seals.opened(_owner(fresh), Class.NOTES, wrapped)
        values = {"id": fresh, "who": self._seals.pseudonym(item.person), "kind": item.kind, "wrapped": wrapped,
                  "written": written(item.written), "until": until.isoformat(),
                  "sealed": key.seal(msgspec.json.encode(dict(item.content)), _owner(fresh))}  # fmt: skip
        connection.execute(insert(table).values(values))

    def end(self, connection: Connection, today: date) -> int:
        """Inside a transaction: erase what has passed its last day; how many."""
        return connection.execute(delete(table).where(table.c.until < today.isoformat())).rowcount

    def _text(self, identifier: str, wrapped: bytes, sealed: bytes) -> str:
        key = self._seals.opened(_owner(identifier), Class.NOTES, wrapped)
        content = msgspec.json.decode(key.open(sealed, _owner(identifier)), type=dict[str, str])
        return "\n".join(content.values())


def _owner(identifier: str) -> str:
    return f"archive|{identifier}"
