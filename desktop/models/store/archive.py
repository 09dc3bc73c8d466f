"""What was written and acknowledged before a sharing ended, where the site keeps it: under a pseudonym, two years."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import msgspec
from sqlalchemy import Connection, Engine, Select, delete, select
from sqlalchemy.dialects.sqlite import insert

from desktop.models.archived import Archived
from desktop.models.clock import read, written
from desktop.models.note import Item, Kind
from desktop.models.seal import Class, Seals
from desktop.models.store.engine import transaction
from desktop.models.store.tables import archive as table


class Archive:
    """Writings without a person; each has a key of its own."""

    def __init__(self, engine: Engine, seals: Seals) -> None:
        """Borrows the store's engine and the vault's seals."""
        self._engine = engine
        self._seals = seals

    def all(self) -> tuple[Archived, ...]:
        """Everything, oldest first."""
        return self._read(select(table).order_by(table.c.written))

    def of(self, person: str) -> tuple[Archived, ...]:
        """What is kept of a former sharing of that person (an id), who is here again, oldest first."""
        who = self._seals.pseudonym(person)
        return self._read(select(table).where(table.c.who == who).order_by(table.c.written))

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

    def _read(self, wanted: Select[Any]) -> tuple[Archived, ...]:
        with transaction(self._engine) as connection:
            rows = connection.execute(wanted).all()
        return tuple(
            Archived(row.who, Kind(row.kind), read(row.written), self._content(row.id, row.wrapped, row.sealed),
                     date.fromisoformat(row.until))
            for row in rows
        )  # fmt: skip

    def _content(self, identifier: str, wrapped: bytes, sealed: bytes) -> dict[str, str]:
        key = self._seals.opened(_owner(identifier), Class.NOTES, wrapped)
        return msgspec.json.decode(key.open(sealed, _owner(identifier)), type=dict[str, str])


def _owner(identifier: str) -> str:
    return f"archive|{identifier}"
