"""One page of an exchange, one transaction: withdrawals, files, what was set aside, and the cursor that covers them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from uuid import uuid4

from sqlalchemy import Connection, Engine, Row, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from desktop.models.changes import Changes
from desktop.models.clock import now, written
from desktop.models.file import Kept
from desktop.models.news import News, Received, SetAside, Withdrawal
from desktop.models.note import Delivery
from desktop.models.store.engine import transaction
from desktop.models.store.handover import Envelope, Handover
from desktop.models.store.items import Items
from desktop.models.store.passports import Filed, Passports
from desktop.models.store.state import read_state, write_state
from desktop.models.store.tables import items, persons, quarantine, tombstones

UNSENT = (Delivery.DRAFT, Delivery.WAITING, Delivery.REFUSED, Delivery.CONFLICT)


class Intake:
    """How the world outside changes what is kept here."""

    def __init__(
        self, engine: Engine, passports: Passports, items: Items, handover: Handover, flush: Callable[[], None]
    ) -> None:
        """Borrows the store's parts; ``flush`` leaves nothing of what was deleted on any page."""
        self._engine = engine
        self._passports = passports
        self._items = items
        self._handover = handover
        self._flush = flush

    def absorb(self, news: News, envelope: Envelope) -> Changes:
        """Apply a page. What a person withdrew is erased; what was written and not sent is sealed for hand-over."""
        self._handover.envelope = envelope
        gone: set[str] = set()
        with transaction(self._engine) as connection:
            mark = read_state(connection, "full_mark")
            for withdrawal in news.withdrawals:
                if self._end(connection, withdrawal):
                    gone.add(withdrawal.person)
            welcome = _unburied(connection, news.files)
            self._put(connection, welcome, mark)
            narrowed = self._set_aside(connection, news.set_aside, mark)
            self._note(connection, news)
        changes = self._passports.touched({*(one.person for one in welcome), *narrowed}) | self._passports.ended(gone)
        if gone or narrowed:
            self._flush()
        return changes | Changes(sync=True)

    def end_past(self, today: date, envelope: Envelope) -> Changes:
        """Erase, without any network, every file whose last day of sharing has passed."""
        self._handover.envelope = envelope
        past = self._passports.past(today)
        with transaction(self._engine) as connection:
            for person in past:
                consent = connection.execute(select(persons.c.consent).where(persons.c.person == person)).scalar_one()
                self._end(connection, Withdrawal(person, consent, now(), "expired"))
        if not past:
            return Changes()
        changes = self._passports.ended(past)
        self._flush()
        return changes

    def start_over(self) -> Changes:
        """Before a full exchange: forget the cursor, and mark it so that files it does not list can be told."""
        with transaction(self._engine) as connection:
            connection.execute(delete(quarantine))
            write_state(connection, {"cursor": "", "full_mark": str(uuid4())})
        return Changes(sync=True)

    def finish_full(self) -> Changes:
        """After a full exchange: files it did not list are absent, kept and said, since nobody signed their end."""
        with transaction(self._engine) as connection:
            mark = read_state(connection, "full_mark")
            if not mark:
                return Changes()
            missing = (persons.c.kept == Kept.SHARED) & (persons.c.seen != mark)
            people = connection.execute(select(persons.c.person).where(missing)).scalars().all()
            connection.execute(update(persons).where(missing).values(kept=Kept.ABSENT))
            write_state(connection, {"full_mark": ""})
        return self._passports.touched(people)

    def set_aside(self) -> tuple[SetAside, ...]:
        """What could not be accepted, to be said on the page of exchanges."""
        with transaction(self._engine) as connection:
            return tuple(_aside(row) for row in connection.execute(select(quarantine)))

    def count(self) -> int:
        """How many shared files are kept here."""
        with transaction(self._engine) as connection:
            wanted = select(func.count()).select_from(persons).where(persons.c.kept != Kept.HAND)
            return connection.execute(wanted).scalar_one()

    def _put(self, connection: Connection, files: Sequence[Received], mark: str) -> None:
        filed = [
            Filed(one.person, one.holder, one.access, one.passport, one.version, written(one.changed), mark)
            for one in files
        ]
        self._passports.put(connection, filed)
        connection.execute(delete(quarantine).where(quarantine.c.person.in_([one.person for one in files])))

    def _end(self, connection: Connection, withdrawal: Withdrawal) -> bool:
        values = {"person": withdrawal.person, "consent": withdrawal.consent, "at": written(withdrawal.at),
                  "reason": withdrawal.reason}  # fmt: skip
        connection.execute(insert(tombstones).values(values).on_conflict_do_nothing())
        wanted = select(persons.c.consent).where(persons.c.person == withdrawal.person)
        known = connection.execute(wanted).scalar_one_or_none()
        if known not in (None, withdrawal.consent):
            return False
        connection.execute(delete(quarantine).where(quarantine.c.person == withdrawal.person))
        if known is not None:
            self._hand_over(connection, withdrawal.person)
            self._passports.erase(connection, withdrawal.person)
        return known is not None

    def _hand_over(self, connection: Connection, person: str) -> None:
        unsent = select(items).where(items.c.person == person, items.c.delivery.in_(UNSENT))
        for row in connection.execute(unsent).all():
            self._handover.keep(connection, self._items.read(connection, row))

    def _set_aside(self, connection: Connection, files: Iterable[SetAside], mark: str) -> set[str]:
        """Note what could not be accepted; whose older, wider file was reduced to what is still shared."""
        narrowed = set()
        for one in files:
            values = {"key": one.person or one.digest, "person": one.person, "version": one.version,
                      "reason": one.reason}  # fmt: skip
            row = insert(quarantine).values(values)
            connection.execute(row.on_conflict_do_update(index_elements=["key"], set_=values))
            connection.execute(update(persons).where(persons.c.person == one.person).values(seen=mark))
            current = one.access if one.access and not _buried(connection, one.person, one.access.consent) else None
            if current and self._passports.narrow(connection, one.person, current):
                narrowed.add(one.person)
        return narrowed

    def _note(self, connection: Connection, news: News) -> None:
        values = {"cursor": news.cursor, "epoch": news.epoch}
        if not news.more:
            values |= {"received_until": written(now())}
        if news.lease:
            values["lease"] = news.lease
        write_state(connection, values)


def _unburied(connection: Connection, files: Sequence[Received]) -> tuple[Received, ...]:
    """Without the late answers, which speak of a consent that has already ended."""
    people = [received.person for received in files]
    wanted = select(tombstones.c.person, tombstones.c.consent).where(tombstones.c.person.in_(people))
    ended = {(row.person, row.consent) for row in connection.execute(wanted)}
    return tuple(received for received in files if (received.person, received.access.consent) not in ended)


def _buried(connection: Connection, person: str, consent: str) -> bool:
    wanted = select(tombstones.c.at).where(tombstones.c.person == person, tombstones.c.consent == consent)
    return connection.execute(wanted).first() is not None


def _aside(row: Row[tuple[object, ...]]) -> SetAside:
    return SetAside(row.person, row.version, row.reason, "" if row.person else row.key)
