"""The cards of files, opened once and kept in memory while unlocked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Connection, Engine, Row, func, select

from desktop.errors import EpochLost
from desktop.models.access import Access, Basis
from desktop.models.changes import Changes
from desktop.models.clock import read
from desktop.models.file import Card, Kept
from desktop.models.note import Delivery
from desktop.models.passport import Holder
from desktop.models.seal import Class
from desktop.models.store.engine import transaction
from desktop.models.store.filing import sealed_as
from desktop.models.store.keys import Keys
from desktop.models.store.tables import items, persons

CARD: Final = msgspec.json.Decoder(tuple[Holder, Access])
ON_THEIR_WAY: Final = (Delivery.WAITING, Delivery.CONFLICT, Delivery.REFUSED)
Heard = Callable[[frozenset[str]], None]
NOBODY: Final = Holder("Dossier à recevoir de nouveau", "", 0)


class Cards:
    """Reads cards; what changed since is read again."""

    def __init__(self, engine: Engine, keys: Keys, *, lost: bool = False) -> None:
        """Borrows the store's engine and keys; ``lost``: no passport opens, shared files are shown as awaited."""
        self._engine = engine
        self._keys = keys
        self._lost = lost
        self._known: dict[str, Card] | None = None
        self._stale: set[str] = set()
        self._listeners: tuple[Heard, Heard] = (_unheard, _unheard)

    def listen(self, changed: Heard, gone: Heard) -> None:
        """Tell who changed, and who is no more, to whatever else keeps something of them in memory."""
        self._listeners = (changed, gone)

    def all(self) -> tuple[Card, ...]:
        """Every file's card, in no order: lists sort and filter in memory."""
        with transaction(self._engine) as connection:
            if self._known is None:
                if not self._lost:
                    self._keys.ready(connection, Class.PASSPORT)
                self._known = self.among(connection)
            elif self._stale:
                fresh = self.among(connection, self._stale)
                kept = {person: card for person, card in self._known.items() if person not in self._stale}
                self._known = kept | fresh
            self._stale.clear()
        return tuple(self._known.values())

    def among(self, connection: Connection, only: Iterable[str] | None = None) -> dict[str, Card]:
        """Inside a transaction: cards by person, of these persons or of all."""
        on_way = select(items.c.person, func.count().label("waiting")).where(items.c.delivery.in_(ON_THEIR_WAY))
        if only is not None:
            only = tuple(only)
            on_way = on_way.where(items.c.person.in_(only))
        count = on_way.group_by(items.c.person).subquery()
        wanted = select(persons, count.c.waiting).outerjoin(count, persons.c.person == count.c.person)
        if only is not None:
            wanted = wanted.where(persons.c.person.in_(only))
        rows = connection.execute(wanted).all()
        return {row.person: self._card(connection, row) for row in rows}

    def names(self, person: str) -> tuple[str, ...]:
        """The names of somebody, if their card was read; nothing is opened for it."""
        card = (self._known or {}).get(person)
        return (card.holder.name, card.holder.family_name) if card else ()

    def forget(self) -> None:
        """Read all of them again when they are next asked for."""
        self._known = None

    def closed(self) -> ColumnElement[bool]:
        """Which persons are awaited: what was written about them stays sealed until their file comes again."""
        return persons.c.kept != Kept.HAND if self._lost else persons.c.kept == Kept.AWAITED

    def touched(self, people: Iterable[str]) -> Changes:
        """Cards to read again, and the Changes that say so."""
        people = frozenset(people)
        self._stale |= people
        self._listeners[0](people)
        return Changes(files=people)

    def unlearn(self, people: frozenset[str]) -> None:
        """Some words about these persons are no more: what else keeps any lets go of all, and reads again."""
        self._listeners[1](people)

    def ended(self, people: Iterable[str]) -> Changes:
        """Files that are no more: their cards leave the memory now."""
        people = frozenset(people)
        self._stale |= people
        self._listeners[1](people)
        for person in people:
            if self._known:
                self._known.pop(person, None)
        return Changes(gone=people, sync=True)

    def _card(self, connection: Connection, row: Row[Any]) -> Card:
        kept = Kept(row.kept)
        if not row.card or (self._lost and kept is not Kept.HAND):
            return _awaited(row, kept)
        try:
            key = self._keys.of(connection, row.person, sealed_as(kept))
        except EpochLost:
            return _awaited(row, kept)
        holder, access = CARD.decode(key.open(row.card, f"persons|{row.person}"))
        changed, opened = read(row.changed), read(row.opened) if row.opened else None
        unread = kept is not Kept.HAND and (opened is None or changed > opened)
        return Card(row.person, holder, access, kept, row.version, changed, opened, row.waiting or 0, unread)


def _awaited(row: Row[Any], kept: Kept) -> Card:
    """What can be said of a file that does not open: nobody's name, and its dates."""
    changed, opened = read(row.changed), read(row.opened) if row.opened else None
    end = date.fromisoformat(row.share_end) if row.share_end else None
    access = Access(Basis.PUBLICATION, (), read(row.since).date(), end, row.consent)
    kept = kept if kept is Kept.HAND else Kept.AWAITED
    return Card(row.person, NOBODY, access, kept, row.version, changed, opened, row.waiting or 0)


def _unheard(_people: frozenset[str]) -> None:
    """Nobody else keeps anything."""
