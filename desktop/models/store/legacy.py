"""What a store leaves to the one that takes its place: what ended in it, and what outlives persons without a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.dialects.sqlite import insert

from desktop.models.store.tables import archive, handover, journal, receipts
from desktop.models.store.tombstones import Tombstone, every

OUTLIVING: Final = (handover, receipts, archive, journal)
Values = tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Legacy:
    """Tombstones, writings sealed for the gateway, receipts, archive and journal; opaque, for ``Store.adopt``."""

    tombstones: tuple[Tombstone, ...] = ()
    left: Mapping[str, Values] = field(default_factory=dict)  # by table

    def __repr__(self) -> str:
        """How much, never what."""
        return f"<Legacy of {len(self.tombstones)} ends>"


def left_by(connection: Connection) -> Legacy:
    """Inside a transaction: everything that this store leaves."""
    return Legacy(every(connection), {table.name: _values(connection, table) for table in OUTLIVING})


def inherit(connection: Connection, legacy: Legacy) -> None:
    """Inside a transaction, once a backup was copied: add what it does not know; the longer journal stands."""
    for table in (handover, receipts, archive):
        for values in legacy.left.get(table.name, ()):
            connection.execute(insert(table).values(values).on_conflict_do_nothing())
    entries = legacy.left.get(journal.name, ())
    if _goes_on(connection, entries):
        for values in entries[_count(connection, journal) :]:
            connection.execute(insert(journal).values(values))


def _goes_on(connection: Connection, entries: Values) -> bool:
    """Whether the journal of the backup is the beginning of this one."""
    last = connection.execute(select(journal).order_by(journal.c.seq.desc()).limit(1)).mappings().first()
    known = _count(connection, journal)
    return last is None or (known <= len(entries) and dict(entries[known - 1]) == dict(last))


def _values(connection: Connection, table: Table) -> Values:
    rows = connection.execute(select(table).order_by(*table.primary_key)).mappings()
    return tuple(dict(row) for row in rows)


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()
