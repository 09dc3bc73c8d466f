"""The few values that belong to nobody in particular: cursor, epoch, pinned keys, the facts of the status line."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from sqlalchemy import Connection, Engine, delete, select
from sqlalchemy.dialects.sqlite import insert

from desktop.models.changes import Changes
from desktop.models.clock import now, written
from desktop.models.store.engine import transaction
from desktop.models.store.tables import state as table

TIME: Final = "time"  # trusted time, as ``timekeeping`` keeps it


class State:
    """Text by key; "" stands for nothing kept."""

    def __init__(self, engine: Engine) -> None:
        """Borrows the store's engine."""
        self._engine = engine

    def get(self, key: str) -> str:
        """The value kept under that key, or ""."""
        with transaction(self._engine) as connection:
            return read_state(connection, key)

    def several(self, keys: Collection[str]) -> dict[str, str]:
        """The values kept under those keys, "" for want of one, in one transaction."""
        with transaction(self._engine) as connection:
            wanted = select(table.c.key, table.c.value).where(table.c.key.in_(keys))
            found = {row.key: row.value.decode() for row in connection.execute(wanted)}
        return {key: found.get(key, "") for key in keys}

    def put(self, values: Mapping[str, str]) -> Changes:
        """Keep values, in one transaction; "" forgets."""
        with transaction(self._engine) as connection:
            write_state(connection, values)
        return Changes(sync=True)


def read_state(connection: Connection, key: str) -> str:
    """Inside a transaction: the value, or ""."""
    found = connection.execute(select(table.c.value).where(table.c.key == key)).scalar_one_or_none()
    return found.decode() if found is not None else ""


def latest(connection: Connection) -> str:
    """Inside a transaction: now, never earlier than the trusted time that was last kept; written as instants are."""
    return max(written(now()), read_state(connection, TIME).partition(" ")[0])


def write_state(connection: Connection, values: Mapping[str, str]) -> None:
    """Inside a transaction: keep values; "" forgets."""
    for key, value in values.items():
        if value:
            row = insert(table).values(key=key, value=value.encode())
            connection.execute(row.on_conflict_do_update(index_elements=["key"], set_={"value": row.excluded.value}))
        else:
            connection.execute(delete(table).where(table.c.key == key))
