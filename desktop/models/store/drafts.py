"""Half-typed forms, sealed, for the time of a lock; what is about somebody goes with their file."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, Engine, delete, select
from sqlalchemy.dialects.sqlite import insert

from desktop.models.changes import Changes
from desktop.models.seal import Class, Seals
from desktop.models.store.engine import transaction
from desktop.models.store.tables import drafts as table


class Drafts:
    """Text by name; each has a key of its own, so that what is dropped cannot be opened again."""

    def __init__(self, engine: Engine, seals: Seals) -> None:
        """Borrows the store's engine and the vault's seals."""
        self._engine = engine
        self._seals = seals

    def put(self, name: str, text: str) -> Changes:
        """Keep a text under that name, in place of the one before."""
        wrapped = self._seals.new_key(_owner(name), Class.NOTES)
        key = self._seals.opened(_owner(name), Class.NOTES, wrapped)
        values = {"wrapped": wrapped, "sealed": key.seal(text.encode(errors="surrogatepass"), _owner(name))}
        with transaction(self._engine) as connection:
            row = insert(table).values(values | {"name": name})
            connection.execute(row.on_conflict_do_update(index_elements=["name"], set_=values))
        return Changes()

    def get(self, name: str) -> str:
        """The text under that name, or ""."""
        with transaction(self._engine) as connection:
            return self._texts(connection, name).get(name, "")

    def drop(self, name: str) -> Changes:
        """Forget it."""
        with transaction(self._engine) as connection:
            connection.execute(delete(table).where(table.c.name == name))
        return Changes()

    def end(self, connection: Connection, person: str) -> int:
        """Inside a transaction: forget the drafts that mention that person's id, in their name or in their text."""
        named = self._about(connection, person)
        connection.execute(delete(table).where(table.c.name.in_(named)))
        return len(named)

    def about(self, person: str) -> Mapping[str, str]:
        """By name, the drafts that mention that person's id, in their name or in their text."""
        with transaction(self._engine) as connection:
            return self._about(connection, person)

    def _about(self, connection: Connection, person: str) -> Mapping[str, str]:
        return {name: text for name, text in self._texts(connection).items() if person in name or person in text}

    def _texts(self, connection: Connection, name: str | None = None) -> dict[str, str]:
        wanted = select(table) if name is None else select(table).where(table.c.name == name)
        return {row.name: self._open(row.name, row.wrapped, row.sealed) for row in connection.execute(wanted).all()}

    def _open(self, name: str, wrapped: bytes, sealed: bytes) -> str:
        plain = self._seals.opened(_owner(name), Class.NOTES, wrapped).open(sealed, _owner(name))
        return plain.decode(errors="surrogatepass")


def _owner(name: str) -> str:
    return f"drafts|{name}"
