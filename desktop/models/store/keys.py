"""The per-person data keys as the store keeps them: wrapped in a table, opened once and remembered while unlocked."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from desktop.models.seal import Class, Key, Seals
from desktop.models.store.tables import seals as table


class Keys:
    """Finds or makes a person's key of one class."""

    def __init__(self, seals: Seals) -> None:
        """``seals`` comes from the vault."""
        self._seals = seals
        self._open: dict[tuple[str, Class], Key] = {}

    def of(self, connection: Connection, person: str, kind: Class) -> Key:
        """The key of that person and class; made, and kept wrapped, the first time."""
        if known := self._open.get((person, kind)):
            return known
        wanted = select(table.c.wrapped).where(table.c.person == person, table.c["class"] == kind)
        wrapped = connection.execute(wanted).scalar_one_or_none()
        if wrapped is None:
            wrapped = self._seals.new_key(person, kind)
            connection.execute(insert(table), [self._row(person, kind, wrapped)])
        self._open[person, kind] = key = self._seals.opened(person, kind, wrapped)
        return key

    def of_all(self, connection: Connection, people: Sequence[str], kind: Class) -> dict[str, Key]:
        """The keys of several persons, by person: those missing are made in one go."""
        unknown = [person for person in dict.fromkeys(people) if (person, kind) not in self._open]
        wanted = select(table.c.person, table.c.wrapped).where(table.c.person.in_(unknown), table.c["class"] == kind)
        wrapped: dict[str, bytes] = {row.person: row.wrapped for row in connection.execute(wanted)} if unknown else {}
        fresh = {person: self._seals.new_key(person, kind) for person in unknown if person not in wrapped}
        if fresh:
            connection.execute(insert(table), [self._row(person, kind, key) for person, key in fresh.items()])
        for person, key in (wrapped | fresh).items():
            self._open[person, kind] = self._seals.opened(person, kind, key)
        return {person: self._open[person, kind] for person in people}

    def known(self, person: str, kind: Class) -> Key | None:
        """The key of that person and class, when it was opened already."""
        return self._open.get((person, kind))

    def ready(self, connection: Connection, kind: Class) -> None:
        """Open every key of a class in one pass: before a whole list is read."""
        for person, wrapped in connection.execute(
            select(table.c.person, table.c.wrapped).where(table.c["class"] == kind)
        ):
            if (person, kind) not in self._open:
                self._open[person, kind] = self._seals.opened(person, kind, wrapped)

    def destroy(self, connection: Connection, person: str) -> None:
        """End every key of that person: what was sealed with them is noise from now on."""
        connection.execute(delete(table).where(table.c.person == person))
        self.forget(person)

    def _row(self, person: str, kind: Class, wrapped: bytes) -> dict[str, object]:
        group = self._seals.group(person) if kind is Class.PASSPORT else None
        return {"person": person, "class": kind, "group": group, "wrapped": wrapped}

    def forget_all(self) -> None:
        """Drop every opened key: a transaction was undone, and some may stand in no table."""
        self._open.clear()

    def forget(self, person: str) -> None:
        """Drop the opened keys of one person."""
        for kind in Class:
            self._open.pop((person, kind), None)
