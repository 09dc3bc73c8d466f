"""What counsellors write: an item and its place in the outbox are one transaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

import msgspec
from sqlalchemy import Connection, Engine, Row, Select, bindparam, delete, func, literal_column, select, update
from sqlalchemy.dialects.sqlite import insert

from desktop.errors import Refused
from desktop.models.changes import Changes
from desktop.models.clock import now, read, written
from desktop.models.file import Kept
from desktop.models.note import LONGEST_TEXT, NOTES, Delivery, Item, Kind
from desktop.models.seal import Class
from desktop.models.store.cards import Cards
from desktop.models.store.engine import asked, transaction
from desktop.models.store.handover import Handover, not_kept
from desktop.models.store.item_rows import ItemRow, opened, question
from desktop.models.store.keys import Keys
from desktop.models.store.state import latest
from desktop.models.store.tables import items, outbox, persons
from desktop.models.store.tombstones import Tombstones
from desktop.models.store.versions import Versions

UNSENT: Final = (Delivery.DRAFT, Delivery.WAITING, Delivery.REFUSED, Delivery.CONFLICT)
WRITTEN: Final = (
    update(persons)
    .where(persons.c.person == bindparam("whose"))
    .values(contact=func.max(persons.c.contact, bindparam("at")))
)


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of somebody's writings: how many, with how many versions; sealed for the gateway, or archived."""

    rows: int
    versions: int
    handed: int
    archived: int


class Items:
    """Notes, chosen occupations, corrections… of one person or of all."""

    def __init__(self, engine: Engine, keys: Keys, cards: Cards, handover: Handover, tombstones: Tombstones) -> None:
        """Borrows the store's parts; tells ``cards`` which to count again."""
        self._engine = engine
        self.keys = keys
        self.versions = Versions(engine, keys, cards)
        self._cards = cards
        self._tombstones = tombstones
        self._handover = handover
        self._some = question(engine, cards.closed())

    def of(self, person: str) -> tuple[Item, ...]:
        """Everything written about that person, oldest first; nothing while their file is awaited."""
        with transaction(self._engine) as connection:
            whose = self._open_ones().where(items.c.person == person)
            wanted = whose.order_by(items.c.written, literal_column("items.rowid"))
            return tuple(self.read(connection, row) for row in connection.execute(wanted).all())

    def writers(self) -> tuple[tuple[str, int], ...]:
        """Who has notes, and how many; awaited files apart."""
        with transaction(self._engine) as connection:
            notes = self._open_ones().where(items.c.kind.in_(NOTES)).subquery()
            wanted = select(notes.c.person, func.count()).group_by(notes.c.person)
            return tuple((person, count) for person, count in connection.execute(wanted))

    def notes_of(self, people: Sequence[str]) -> tuple[Item, ...]:
        """Every note about these persons: what the search in memory is made of; awaited files apart."""
        with transaction(self._engine) as connection:
            wanted = self._open_ones().where(items.c.kind.in_(NOTES), items.c.person.in_(people))
            rows = connection.execute(wanted).all()
            self.keys.of_all(connection, [row.person for row in rows], Class.NOTES)  # in one question
            return tuple(self.read(connection, row) for row in rows)

    def of_kind(self, kind: Kind, most: int, person: str = "") -> tuple[Item, ...]:
        """What was written of one kind about everybody, or one person: the last first, so many; awaited files apart.

        Drafts are left out: they are words that were being typed in a file, for whoever opens it.
        """
        with transaction(self._engine) as connection:
            wanted = self._open_ones().where(items.c.kind == kind, items.c.delivery != Delivery.DRAFT)
            wanted = wanted.where(items.c.person == person) if person else wanted
            last = wanted.order_by(items.c.written.desc(), literal_column("items.rowid").desc()).limit(most)
            rows = connection.execute(last).all()
            self.keys.of_all(connection, [row.person for row in rows], Class.NOTES)  # in one question
            return tuple(self.read(connection, row) for row in rows)

    def since(self, start: datetime, most: int) -> tuple[Item, ...]:
        """What was written from that instant (UTC) on about everybody, the last first, at most so many."""
        with transaction(self._engine) as connection:
            wanted = self._open_ones().where(items.c.written >= written(start))
            last = wanted.order_by(items.c.written.desc(), literal_column("items.rowid").desc()).limit(most)
            rows = connection.execute(last).all()
            self.keys.of_all(connection, [row.person for row in rows], Class.NOTES)  # in one question
            return tuple(self.read(connection, row) for row in rows)

    def some(self, ids: Sequence[str]) -> tuple[Item, ...]:
        """The items of these ids that are still here, in this order."""
        rows = [ItemRow._make(row) for row in asked(self._engine, self._some, (json.dumps([*ids]),))]
        keys = {row.person: self.keys.known(row.person, Class.NOTES) for row in rows}
        if missing := [person for person, key in keys.items() if key is None]:
            with transaction(self._engine) as connection:
                keys |= self.keys.of_all(connection, missing, Class.NOTES)
        found = {row.id: opened(key, row) for row in rows if (key := keys[row.person])}
        return tuple(found[one] for one in ids if one in found)

    def undelivered(self) -> tuple[Item, ...]:
        """What still has to reach the gateway, or came back with a question; oldest first."""
        states = (Delivery.WAITING, Delivery.REFUSED, Delivery.CONFLICT)
        with transaction(self._engine) as connection:
            wanted = self._open_ones().where(items.c.delivery.in_(states)).order_by(items.c.written)
            return tuple(self.read(connection, row) for row in connection.execute(wanted).all())

    def record(
        self, person: str, kind: Kind, content: Mapping[str, str], *, item: str = "", draft: bool = False
    ) -> Changes:
        """Keep a new item, or a new text of one (``item``: its id, minted on this device), and queue it to be sent.

        A working note is never sent, draft or not; the same id recorded as the other kind of note changes its ink.
        Once the sharing has ended, what is no working note is sealed for hand-over; Refused when it can be kept
        nowhere, when the item is of another file or nature, or when it is to become a working note and may have left.
        """
        plain = _plain(content)
        item = item or str(uuid4())
        with transaction(self._engine) as connection:
            former = _known(connection, item, person, kind)
            kept = connection.execute(select(persons.c.kept).where(persons.c.person == person)).scalar_one_or_none()
            if kept is None:
                self._last_words(connection, Item(item, person, kind, content, now(), _delivery("", kind, draft)))
                return Changes(sync=True)
            delivery = _delivery(kept, kind, draft)
            sealed = self.keys.of(connection, person, Class.NOTES).seal(plain, f"items|{item}")
            values = {"kind": kind, "delivery": delivery, "written": written(now()), "sealed": sealed, "reason": "",
                      "theirs": None, "since": self._since(connection, former, content)}  # fmt: skip
            row = insert(items).values(values | {"id": item, "person": person, "version": 0})
            connection.execute(row.on_conflict_do_update(index_elements=["id"], set_=values))
            self._queue(connection, item, delivery)
            connection.execute(WRITTEN, {"whose": person, "at": latest(connection)})
        return self.touched({person})

    def resolve(self, item: str, content: Mapping[str, str]) -> Changes:
        """End a conflict with this text, over the gateway's version, both shown first; Refused when it is gone."""
        plain = _plain(content)
        with transaction(self._engine) as connection:
            found = connection.execute(select(items).where(items.c.id == item)).one_or_none()
            if found is None:
                raise not_kept()
            conflict = self.read(connection, found)
            version = conflict.theirs.version if conflict.theirs else conflict.version
            sealed = self.keys.of(connection, conflict.person, Class.NOTES).seal(plain, f"items|{item}")
            values = {"sealed": sealed, "theirs": None, "version": version, "delivery": Delivery.WAITING,
                      "received": None, "written": written(now()),
                      "since": self._since(connection, found, content)}  # fmt: skip
            connection.execute(update(items).where(items.c.id == item).values(values))
            self._queue(connection, item, Delivery.WAITING)
            connection.execute(WRITTEN, {"whose": conflict.person, "at": latest(connection)})
        return self.touched({conflict.person})

    def discard(self, item: str) -> Changes:
        """Erase an item that never left: a draft, a working note, one that waits; Refused once it was taken or sent."""
        with transaction(self._engine) as connection:
            found = connection.execute(select(items).where(items.c.id == item)).one_or_none()
            if found is None:
                return Changes()
            if found.version:
                raise Refused("Cette note a déjà été transmise : elle ne peut plus être effacée d’ici.")
            if found.taken:
                raise Refused(
                    "Cette note est en train de partir : elle ne peut pas être effacée maintenant.",
                    "Attendez la fin du prochain échange.",
                )
            connection.execute(delete(items).where(items.c.id == item))
        self.versions.forget()
        return self.touched({found.person})

    def touched(self, people: set[str]) -> Changes:
        """Cards count again what waits."""
        self._cards.touched(people)
        return Changes(items=frozenset(people), sync=True)

    def unlearn(self, person: str) -> None:
        """Words about that person were destroyed: whoever keeps some in memory lets go of them now."""
        self._cards.unlearn(frozenset((person,)))

    def read(self, connection: Connection, row: Row[tuple[object, ...]]) -> Item:
        """A row as a value, opened with its person's key."""
        return opened(self.keys.of(connection, row.person, Class.NOTES), row)

    def end(
        self, connection: Connection, person: str, archive: Callable[[Item], None] | None, *, hand_over: bool
    ) -> Ended:
        """Inside a transaction, before somebody goes: seal what was not sent, give what was to ``archive``."""
        handed = archived = 0
        self.versions.forget()
        rows = connection.execute(select(items).where(items.c.person == person)).all()
        for row in rows:
            if hand_over and row.delivery in UNSENT:
                self._handover.keep(connection, self.read(connection, row))
                handed += 1
            elif archive and row.delivery == Delivery.SENT:
                archive(self.read(connection, row))
                archived += 1
        return Ended(len(rows), self.versions.count(connection, person), handed, archived)

    def _open_ones(self) -> Select[Any]:
        return select(items).join(persons, persons.c.person == items.c.person).where(~self._cards.closed())

    def _since(self, connection: Connection, former: Row[Any] | None, content: Mapping[str, str]) -> str:
        """When a version was last kept, now that ``content`` takes the place of what stood."""
        instant = now()
        if former is None or former.kind not in NOTES:
            return written(instant)
        stood = self.read(connection, former)
        since = read(former.since) if former.since else stood.written
        replaced = self.versions.replaced(connection, stood, content, since, instant)
        return written(instant if replaced else since)

    def _last_words(self, connection: Connection, item: Item) -> None:
        """Written while the sharing ended: what is no working note is handed over, like what was already there."""
        if not self._tombstones.known(connection, item.person) or item.kind is Kind.WORKING:
            raise not_kept()
        self._handover.keep(connection, item)

    def _queue(self, connection: Connection, item: str, delivery: Delivery) -> None:
        connection.execute(delete(outbox).where(outbox.c.item == item))
        if delivery is Delivery.WAITING:
            connection.execute(insert(outbox).values(item=item))


def _plain(content: Mapping[str, str]) -> bytes:
    plain = msgspec.json.encode(dict(content))
    if len(plain) > LONGEST_TEXT:
        raise Refused("Ce texte est trop long pour une seule note.", "Partagez-le en plusieurs notes.")
    return plain


def _known(connection: Connection, item: str, person: str, kind: Kind) -> Row[Any] | None:
    """What stands under that id; Refused when this writing may not take its place."""
    found = connection.execute(select(items).where(items.c.id == item)).one_or_none()
    if found is None:
        return None
    if found.person != person:
        raise Refused("Cette note est celle d’un autre dossier : rien n’a été changé.")
    if kind != found.kind and not {kind, found.kind} <= NOTES:
        raise Refused("Cet écrit est d’une autre nature : rien n’a été changé.")
    if kind is Kind.WORKING and (found.version or found.taken or found.delivery == Delivery.CONFLICT):
        raise Refused("Cette note est déjà partie : elle ne peut plus devenir privée.")
    return found


def _delivery(kept: str, kind: Kind, draft: bool) -> Delivery:
    if kind is Kind.WORKING:  # even while it is being written: a draft is sealed for hand-over when the sharing ends
        return Delivery.PRIVATE
    if draft:
        return Delivery.DRAFT
    return Delivery.LOCAL if kept == Kept.HAND else Delivery.WAITING
