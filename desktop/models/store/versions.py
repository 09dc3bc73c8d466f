"""Earlier texts of notes, sealed like the notes and bound to their place; never searched, never sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Engine, Row, Select, delete, func, insert, select

from desktop.models.clock import read, written
from desktop.models.note import NOTES, Item, Kind
from desktop.models.seal import Class, Key
from desktop.models.store.cards import Cards
from desktop.models.store.engine import transaction
from desktop.models.store.keys import Keys
from desktop.models.store.tables import items, persons
from desktop.models.store.tables import versions as table
from desktop.models.version import MOST, Version, loses_much, worth_keeping


class Kept(msgspec.Struct, frozen=True):
    """What is sealed of a version."""

    content: dict[str, str]
    author: str = ""


KEPT: Final = msgspec.json.Decoder(Kept)


class Versions:
    """Keeps the texts that are worth it when they are replaced, and tells them."""

    def __init__(self, engine: Engine, keys: Keys, cards: Cards) -> None:
        """Borrows the store's parts."""
        self._engine = engine
        self._keys = keys
        self._cards = cards
        self._longest: Item | None = None  # of the note being written: its longest text since a version was kept

    def of(self, item: str) -> tuple[Version, ...]:
        """Of one note, newest first; nothing while its file is awaited."""
        with transaction(self._engine) as connection:
            rows = connection.execute(self._open_ones().where(table.c.item == item)).all()
            return tuple(self._version(connection, row) for row in rows)

    def about(self, person: str) -> Mapping[str, tuple[Version, ...]]:
        """Of every note about that person, by id, newest first: for the report of everything that is held."""
        found: dict[str, tuple[Version, ...]] = {}
        with transaction(self._engine) as connection:
            for row in connection.execute(self._open_ones().where(items.c.person == person)).all():
                found[row.item] = (*found.get(row.item, ()), self._version(connection, row))
        return found

    def replaced(
        self, connection: Connection, former: Item, content: Mapping[str, str], since: datetime, at: datetime
    ) -> bool:
        """Inside a transaction, before ``content`` takes its place: keep a text that is worth it; whether one was.

        A text deleted letter by letter is compared with the longest it was, so that it is kept as if cut at once.
        """
        if former.kind not in NOTES or former.content == content:
            return False
        longest = self._longest_of(former)
        if worth_keeping(former, since, at):
            kept = former
        elif loses_much(longest.text, content.get("text", "")):
            kept = longest
        else:
            self._longest = longest
            return False
        self._longest = None
        if former.theirs and former.theirs.content != content:
            theirs = Kept(dict(former.theirs.content), former.theirs.author)
            self._keep(connection, replace(kept, written=former.theirs.written), theirs)
        self._keep(connection, kept, Kept(dict(kept.content)))
        return True

    def follow(self, connection: Connection, item: Item, fresh: str) -> None:
        """Inside a transaction: a working note goes on under a fresh id, with the versions written in its ink."""
        mine = (table.c.item == item.id) & (table.c.kind == Kind.WORKING)
        for row in connection.execute(select(table).where(mine)).all():
            key = self._keys.of(connection, item.person, Class.NOTES)
            sealed = key.seal(key.open(row.sealed, _place(item.id, row.number)), _place(fresh, row.number))
            values = {"item": fresh, "number": row.number, "kind": row.kind, "written": row.written, "sealed": sealed}
            connection.execute(insert(table).values(values))
        connection.execute(delete(table).where(mine))

    def forget(self) -> None:
        """Let go of the words remembered in memory: their note is no more."""
        self._longest = None

    def count(self, connection: Connection, person: str) -> int:
        """Inside a transaction: how many there are about that person."""
        wanted = select(func.count()).select_from(table).join(items, items.c.id == table.c.item)
        return int(connection.execute(wanted.where(items.c.person == person)).scalar_one())

    def _longest_of(self, former: Item) -> Item:
        known = self._longest
        if known is None or known.id != former.id or known.kind is not former.kind:
            return former
        return max(former, known, key=lambda item: len(item.text))

    def _keep(self, connection: Connection, item: Item, kept: Kept) -> None:
        """The next version of an item, unless it is the same as the last one or says nothing; the oldest make room."""
        key = self._keys.of(connection, item.person, Class.NOTES)
        mine = select(table).where(table.c.item == item.id)
        last = connection.execute(mine.order_by(table.c.number.desc()).limit(1)).one_or_none()
        same = last is not None and _opened(key, last).content == kept.content
        if same or not any(word.strip() for word in kept.content.values()):
            return
        number = last.number + 1 if last else 1
        values = {"item": item.id, "number": number, "kind": item.kind, "written": written(item.written),
                  "sealed": key.seal(msgspec.json.encode(kept), _place(item.id, number))}  # fmt: skip
        connection.execute(insert(table).values(values))
        self._make_room(connection, item.id)

    def _make_room(self, connection: Connection, item: str) -> None:
        """At most ``MOST``: those after the first go, the oldest of them first."""
        numbers = connection.execute(select(table.c.number).where(table.c.item == item).order_by(table.c.number))
        known = list(numbers.scalars())
        if gone := known[1 : 1 + len(known) - MOST] if len(known) > MOST else []:
            connection.execute(delete(table).where(table.c.item == item, table.c.number.in_(gone)))

    def _open_ones(self) -> Select[Any]:
        wanted = select(table, items.c.person).join(items, items.c.id == table.c.item)
        here = wanted.join(persons, persons.c.person == items.c.person).where(~self._cards.closed())
        return here.order_by(table.c.item, table.c.number.desc())

    def _version(self, connection: Connection, row: Row[Any]) -> Version:
        kept = _opened(self._keys.of(connection, row.person, Class.NOTES), row)
        return Version(row.number, Kind(row.kind), read(row.written), kept.content, kept.author)


def _opened(key: Key, row: Row[Any]) -> Kept:
    return KEPT.decode(key.open(row.sealed, _place(row.item, row.number)))


def _place(item: str, number: int) -> str:
    return f"versions|{item}|{number}"
