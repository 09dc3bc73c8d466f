"""The access journal as it is kept: only ever added to, each entry sealed to the one before by a key of the vault's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection, Engine, Row, desc, select
from sqlalchemy.dialects.sqlite import insert

from desktop.models.changes import Changes
from desktop.models.clock import now, read, written
from desktop.models.journal import Entry, Event
from desktop.models.seal import Seals
from desktop.models.store.engine import transaction, writable
from desktop.models.store.tables import journal as table

LAST: Final = select(table.c.seq, table.c.mac).order_by(desc(table.c.seq)).limit(1)
ADD: Final = insert(table)


class Journal:
    """Who is a pseudonym, what a short code: neither names nor words of anybody."""

    def __init__(self, engine: Engine, seals: Seals) -> None:
        """Borrows the store's engine; ``seals`` names and chains."""
        self._engine = engine
        self._seals = seals

    def note(self, event: Event, person: str = "", what: str = "") -> Changes:
        """Add an entry, now; ``person`` is an id, kept as its pseudonym. Nothing while the file is read only."""
        with transaction(self._engine) as connection:
            if writable(connection):
                self.add(connection, event, person, what)
        return Changes()

    def add(self, connection: Connection, event: Event, person: str = "", what: str = "") -> None:
        """Inside a transaction: add an entry."""
        last = connection.execute(LAST).one_or_none()
        seq, previous = (last.seq + 1, last.mac) if last else (1, b"")
        values = {"seq": seq, "at": written(now()), "event": event, "what": what,
                  "who": self._seals.pseudonym(person) if person else ""}  # fmt: skip
        connection.execute(ADD, values | {"mac": self._seals.chained(previous, chained_bytes(values))})

    def entries(self, person: str | None = None, limit: int = 1000) -> tuple[Entry, ...]:
        """The last entries, newest first, of one person (by id) or of all."""
        wanted = select(table).order_by(desc(table.c.seq)).limit(limit)
        if person is not None:
            wanted = wanted.where(table.c.who == self._seals.pseudonym(person))
        with transaction(self._engine) as connection:
            return tuple(_entry(row) for row in connection.execute(wanted))

    def marked(self) -> tuple[tuple[Entry, str], ...]:
        """Every entry and its mark in hexadecimal, in their order: what is given to whoever checks the journal."""
        with transaction(self._engine) as connection:
            rows = connection.execute(select(table).order_by(table.c.seq))
            return tuple((_entry(row), row.mac.hex()) for row in rows)

    def head(self) -> str:
        """The mark of the last entry, in hexadecimal; "" for none."""
        with transaction(self._engine) as connection:
            last = connection.execute(LAST).one_or_none()
        return last.mac.hex() if last else ""

    def holds(self, head: str) -> bool:
        """Whether the entry of that mark is there; "" always is."""
        if not head:
            return True
        with transaction(self._engine) as connection:
            wanted = select(table.c.seq).where(table.c.mac == bytes.fromhex(head)).limit(1)
            return connection.execute(wanted).first() is not None

    def broken(self) -> int | None:
        """The number of the first entry that is not as it was written, or whose place is empty; None when whole."""
        previous, expected = b"", 1
        with transaction(self._engine) as connection:
            for row in connection.execute(select(table).order_by(table.c.seq)):
                values = {name: getattr(row, name) for name in ("seq", "at", "event", "who", "what")}
                if row.seq != expected or row.mac != self._seals.chained(previous, chained_bytes(values)):
                    return expected
                previous, expected = row.mac, expected + 1
        return None


def chained_bytes(values: Mapping[str, Any]) -> bytes:
    """Of an entry, what its mark covers besides the mark of the one before."""
    return "|".join(str(values[name]) for name in ("seq", "at", "event", "who", "what")).encode()


def _entry(row: Row[Any]) -> Entry:
    return Entry(row.seq, read(row.at), Event(row.event), row.who, row.what)
