"""The outbox: what leaves, in the order it was written, and what the gateway answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any, Final, TypeVar
from uuid import uuid4

import msgspec
from sqlalchemy import Connection, Engine, Row, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from desktop.models.changes import Changes
from desktop.models.clock import now, written
from desktop.models.file import Kept
from desktop.models.news import Answer, Outgoing
from desktop.models.note import Delivery, Kind
from desktop.models.seal import Class
from desktop.models.store.engine import transaction
from desktop.models.store.items import Items
from desktop.models.store.keys import Keys
from desktop.models.store.state import write_state
from desktop.models.store.tables import handover, items, outbox, persons

R = TypeVar("R", bound=Row[*tuple[Any, ...]])
MOST: Final = 100  # of the contract, a request
LARGEST: Final = 4 * 1024 * 1024  # bytes of content a request: the gateway takes 8 MiB, everything included


class Post:
    """Batches going up and their answers coming down."""

    def __init__(self, engine: Engine, keys: Keys, items: Items) -> None:
        """Borrows the store's engine and keys; ``items`` reads rows."""
        self._engine = engine
        self._keys = keys
        self._items = items

    def batch(self, limit: int = MOST) -> tuple[Outgoing, ...]:
        """The oldest items to send, for looking; at most ``LARGEST`` bytes together, one item at least."""
        with transaction(self._engine) as connection:
            return self._oldest(connection, limit)

    def take(self, limit: int = MOST) -> tuple[Outgoing, ...]:
        """``batch``, about to be sent: until ``settle`` or ``release`` they are neither discarded nor made private."""
        with transaction(self._engine) as connection:
            taken = self._oldest(connection, limit)
            ids = [outgoing.item.id for outgoing in taken]
            connection.execute(update(items).where(items.c.id.in_(ids)).values(taken=1))
            return taken

    def release(self) -> None:
        """Nothing is on its way any more: what was taken and not settled can be discarded again."""
        with transaction(self._engine) as connection:
            connection.execute(update(items).where(items.c.taken == 1).values(taken=0))

    def waiting(self) -> int:
        """How many writings wait, those sealed for hand-over included."""
        with transaction(self._engine) as connection:
            counts = (select(func.count()).select_from(table) for table in (outbox, handover))
            return sum(connection.execute(count).scalar_one() for count in counts)

    def drafts(self) -> int:
        """How many writings about shared files are drafts: nothing of them is offered to the gateway yet."""
        with transaction(self._engine) as connection:
            wanted = select(func.count()).select_from(items).join(persons, persons.c.person == items.c.person)
            draft = (items.c.delivery == Delivery.DRAFT) & (persons.c.kept != Kept.HAND)
            return connection.execute(wanted.where(draft)).scalar_one()

    def settle(self, sent: Iterable[Outgoing], answers: Iterable[Answer]) -> Changes:
        """Note what the gateway answered; an item rewritten since it was read stays in the outbox."""
        people, sent = set(), tuple(sent)
        by_id = {answer.id: answer for answer in answers}
        with transaction(self._engine) as connection:
            for outgoing in sent:
                if answer := by_id.get(outgoing.item.id):
                    self._settle_one(connection, outgoing, answer)
                    people.add(outgoing.item.person)
            if any(by_id[one.item.id].outcome == "accepted" for one in sent if one.item.id in by_id):
                write_state(connection, {"sent_until": written(now())})
        return self._items.touched(people)

    def offer_again(self) -> Changes:
        """Queue again everything that the gateway once acknowledged: it was restored and may have lost some."""
        with transaction(self._engine) as connection:
            sent = select(items.c.id).where(items.c.delivery == Delivery.SENT)
            for item in connection.execute(sent).scalars().all():
                connection.execute(insert(outbox).values(item=item).on_conflict_do_nothing())
        return Changes(sync=True)

    def sealed(self, limit: int = MOST) -> tuple[str, tuple[tuple[str, bytes], ...]]:
        """(key id, (item id, sealed bytes)…) of what is to be handed over after a sharing ended."""
        with transaction(self._engine) as connection:
            kid = connection.execute(select(handover.c.kid).limit(1)).scalar_one_or_none()
            wanted = select(handover.c.id, handover.c.sealed).where(handover.c.kid == kid).limit(limit)
            return kid or "", tuple((row.id, row.sealed) for row in _within(connection.execute(wanted).all()))

    def handed(self, ids: Iterable[str]) -> Changes:
        """The gateway holds these: forget them here."""
        with transaction(self._engine) as connection:
            connection.execute(delete(handover).where(handover.c.id.in_(tuple(ids))))
        return Changes(sync=True)

    def _oldest(self, connection: Connection, limit: int) -> tuple[Outgoing, ...]:
        here = persons.c.kept != Kept.AWAITED  # what is sealed until its file comes again is not sent before
        wanted = select(items, outbox.c.sequence).join(outbox, outbox.c.item == items.c.id)
        wanted = wanted.join(persons, persons.c.person == items.c.person).where(here, items.c.kind != Kind.WORKING)
        rows = _within(connection.execute(wanted.order_by(outbox.c.sequence).limit(limit)).all())
        return tuple(Outgoing(row.sequence, self._items.read(connection, row)) for row in rows)

    def _settle_one(self, connection: Connection, outgoing: Outgoing, answer: Answer) -> None:
        item = outgoing.item.id
        mine = delete(outbox).where(outbox.c.item == item, outbox.c.sequence == outgoing.sequence)
        current = connection.execute(mine).rowcount == 1
        values: dict[str, object] = {"taken": 0}
        if answer.outcome == "accepted":
            values |= {"version": answer.version, "received": written(answer.received) if answer.received else None}
        if not current and answer.outcome == "accepted":
            self._part(connection, outgoing)
        if current:
            values["theirs"] = None
            delivery = {"accepted": Delivery.SENT, "refused": Delivery.REFUSED}.get(answer.outcome, Delivery.CONFLICT)
            values |= {"delivery": delivery, "reason": answer.reason}
            if answer.theirs:
                key = self._keys.of(connection, outgoing.item.person, Class.NOTES)
                values["theirs"] = key.seal(msgspec.json.encode(answer.theirs), f"theirs|{item}")
        connection.execute(update(items).where(items.c.id == item).values(values))

    def _part(self, connection: Connection, outgoing: Outgoing) -> None:
        """A text made private while another of the same item left: it stays here, under an id that never leaves."""
        item = outgoing.item
        private = select(items).where(items.c.id == item.id, items.c.kind == Kind.WORKING)
        row = connection.execute(private).one_or_none()
        if row is None:
            return
        key, fresh = self._keys.of(connection, item.person, Class.NOTES), str(uuid4())
        content = self._items.read(connection, row).content
        if content != item.content:
            sealed = key.seal(msgspec.json.encode(content), f"items|{fresh}")
            kept = {"id": fresh, "person": item.person, "kind": Kind.WORKING, "delivery": Delivery.PRIVATE,
                    "version": 0, "written": row.written, "sealed": sealed, "since": row.since}  # fmt: skip
            connection.execute(insert(items).values(kept))
            self._items.versions.follow(connection, item, fresh)
        sealed = key.seal(msgspec.json.encode(item.content), f"items|{item.id}")
        left = {"kind": item.kind, "delivery": Delivery.SENT, "sealed": sealed, "written": written(item.written)}
        connection.execute(update(items).where(items.c.id == item.id).values(left))


def _within(rows: Sequence[R]) -> list[R]:
    """The first rows of which the sealed bytes hold together in ``LARGEST``; one at least."""
    totals = accumulate(len(row.sealed) for row in rows)
    return [row for place, (row, total) in enumerate(zip(rows, totals, strict=True)) if not place or total <= LARGEST]
