"""The outbox: what leaves, in the order it was written, and what the gateway answered."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, Engine, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from desktop.models.changes import Changes
from desktop.models.clock import now, written
from desktop.models.news import Answer, Outgoing
from desktop.models.note import Delivery
from desktop.models.seal import Class
from desktop.models.store.engine import transaction
from desktop.models.store.items import Items
from desktop.models.store.keys import Keys
from desktop.models.store.state import write_state
from desktop.models.store.tables import handover, items, outbox


class Post:
    """Batches going up and their answers coming down."""

    def __init__(self, engine: Engine, keys: Keys, items: Items) -> None:
        """Borrows the store's engine and keys; ``items`` reads rows."""
        self._engine = engine
        self._keys = keys
        self._items = items

    def batch(self, limit: int = 100) -> tuple[Outgoing, ...]:
        """The oldest items to send."""
        with transaction(self._engine) as connection:
            wanted = select(items, outbox.c.sequence).join(outbox, outbox.c.item == items.c.id)
            rows = connection.execute(wanted.order_by(outbox.c.sequence).limit(limit)).all()
            return tuple(Outgoing(row.sequence, self._items.read(connection, row)) for row in rows)

    def waiting(self) -> int:
        """How many writings wait, those sealed for hand-over included."""
        with transaction(self._engine) as connection:
            counts = (select(func.count()).select_from(table) for table in (outbox, handover))
            return sum(connection.execute(count).scalar_one() for count in counts)

    def settle(self, sent: Iterable[Outgoing], answers: Iterable[Answer]) -> Changes:
        """Note what the gateway answered; an item rewritten since it was read stays in the outbox."""
        people = set()
        by_id = {answer.id: answer for answer in answers}
        with transaction(self._engine) as connection:
            for outgoing in sent:
                if answer := by_id.get(outgoing.item.id):
                    self._settle_one(connection, outgoing, answer)
                    people.add(outgoing.item.person)
            write_state(connection, {"sent_until": written(now())})
        return self._items.touched(people)

    def offer_again(self) -> Changes:
        """Queue again everything that the gateway once acknowledged: it was restored and may have lost some."""
        with transaction(self._engine) as connection:
            sent = select(items.c.id).where(items.c.delivery == Delivery.SENT)
            for item in connection.execute(sent).scalars().all():
                connection.execute(insert(outbox).values(item=item).on_conflict_do_nothing())
        return Changes(sync=True)

    def sealed(self, limit: int = 100) -> tuple[str, tuple[tuple[str, bytes], ...]]:
        """(key id, (item id, sealed bytes)…) of what is to be handed over after a sharing ended."""
        with transaction(self._engine) as connection:
            kid = connection.execute(select(handover.c.kid).limit(1)).scalar_one_or_none()
            wanted = select(handover.c.id, handover.c.sealed).where(handover.c.kid == kid).limit(limit)
            return kid or "", tuple((row.id, row.sealed) for row in connection.execute(wanted))

    def handed(self, ids: Iterable[str]) -> Changes:
        """The gateway holds these: forget them here."""
        with transaction(self._engine) as connection:
            connection.execute(delete(handover).where(handover.c.id.in_(tuple(ids))))
        return Changes(sync=True)

    def _settle_one(self, connection: Connection, outgoing: Outgoing, answer: Answer) -> None:
        item = outgoing.item.id
        mine = delete(outbox).where(outbox.c.item == item, outbox.c.sequence == outgoing.sequence)
        current = connection.execute(mine).rowcount == 1
        values: dict[str, object] = {"version": answer.version} if answer.outcome == "accepted" else {}
        if current:
            values["theirs"] = None
            delivery = {"accepted": Delivery.SENT, "refused": Delivery.REFUSED}.get(answer.outcome, Delivery.CONFLICT)
            values |= {"delivery": delivery, "reason": answer.reason}
            if answer.theirs:
                key = self._keys.of(connection, outgoing.item.person, Class.NOTES)
                values["theirs"] = key.seal(msgspec.json.encode(answer.theirs), f"theirs|{item}")
        if values:
            connection.execute(update(items).where(items.c.id == item).values(values))
