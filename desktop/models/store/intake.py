"""One page of an exchange, one transaction: withdrawals, files, what was set aside, and the cursor that covers them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from desktop.models.changes import Changes
from desktop.models.clock import now, written
from desktop.models.erasure import Reason
from desktop.models.file import Kept
from desktop.models.news import News, Received, SetAside, Withdrawal
from desktop.models.store.absence import Absence
from desktop.models.store.cards import Cards
from desktop.models.store.engine import transaction
from desktop.models.store.epoch import Ending
from desktop.models.store.erasing import Erasing
from desktop.models.store.filing import Filed
from desktop.models.store.handover import Envelope, Handover
from desktop.models.store.passports import Passports
from desktop.models.store.retention import limit
from desktop.models.store.state import latest, read_state, write_state
from desktop.models.store.tables import persons, quarantine
from desktop.models.store.tombstones import Tombstone


class Intake:
    """How the world outside changes what is kept here."""

    def __init__(
        self,
        engine: Engine,
        cards: Cards,
        passports: Passports,
        erasing: Erasing,
        handover: Handover,
        tidy: Callable[[], None],
    ) -> None:
        """Borrows the store's parts; ``tidy`` keeps the log short after a long page."""
        self._engine = engine
        self._cards = cards
        self._passports = passports
        self._erasing = erasing
        self._handover = handover
        self._tidy = tidy
        self._absence = Absence(erasing, cards)

    def absorb(self, news: News, envelope: Envelope) -> Changes:
        """Apply a page. What a person withdrew is erased; what was written and not sent is sealed for hand-over."""
        self._handover.envelope = envelope
        with self._erasing.transaction() as (connection, ending):
            mark = read_state(connection, "full_mark")
            gone = {one.person for one in news.withdrawals if self._end(connection, ending, one)}
            welcome = self._unburied(connection, news.files)
            self._put(connection, welcome, mark)
            narrowed = self._set_aside(connection, news.set_aside, mark)
            ending.rows |= bool(narrowed)
            self._note(connection, news)
        self._tidy()
        changes = self._cards.touched({*(one.person for one in welcome), *narrowed}) | self._cards.ended(gone)
        return changes | Changes(sync=True)

    def end_past(self, today: date, envelope: Envelope, confirmed: date | None = None) -> Changes:
        """Erase, without any network, what has passed its last day, or was shared and without contact for a year.

        That year is counted to ``confirmed``, a day that the gateway signed, never by this computer's clock alone.
        """
        self._handover.envelope = envelope
        past = self._passports.past(today)
        with self._erasing.transaction() as (connection, ending):
            quiet = self._quiet(connection, min(today, confirmed)) - set(past) if confirmed else set()
            for person in past:
                self._erasing.erase(connection, ending, person, Reason.EXPIRED)
            for person in sorted(quiet):
                self._erasing.erase(connection, ending, person, Reason.RETENTION)
            ending.rows |= bool(self._erasing.remains.archive.end(connection, today))
        gone = quiet.union(past)
        return self._cards.ended(gone) if gone else Changes()

    def _quiet(self, connection: Connection, day: date) -> set[str]:
        asleep = (persons.c.kept != Kept.HAND) & (persons.c.contact < limit(day).isoformat())
        return set(connection.execute(select(persons.c.person).where(asleep)).scalars())

    def start_over(self) -> Changes:
        """Before a full exchange: forget the cursor, and mark it so that files it does not list can be told."""
        with transaction(self._engine) as connection:
            self._absence.watch(connection)
        return Changes(sync=True)

    def finish_full(self) -> Changes:
        """After a full exchange: files it did not list are absent, kept and said, since nobody signed their end.

        When they are many, they are closed until ``answer_absence``.
        """
        with transaction(self._engine) as connection:
            people = self._absence.tell(connection)
        return self._cards.touched(people)

    def absence_asked(self) -> int:
        """How many files wait for an answer about their absence; 0 when nothing is asked."""
        with transaction(self._engine) as connection:
            return self._absence.asked(connection)

    def answer_absence(self, erase: bool, envelope: Envelope | None = None) -> Changes:
        """The counsellor's word on absent files: erase them, or keep them readable until the end of their sharing."""
        if envelope is not None:
            self._handover.envelope = envelope
        return self._absence.answer(erase)

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

    def _end(self, connection: Connection, ending: Ending, withdrawal: Withdrawal) -> bool:
        self._erasing.remains.tombstones.bury(
            connection, withdrawal.person, withdrawal.consent, written(withdrawal.at), withdrawal.reason
        )
        wanted = select(persons.c.consent).where(persons.c.person == withdrawal.person)
        known = connection.execute(wanted).scalar_one_or_none()
        if known is None:
            connection.execute(delete(quarantine).where(quarantine.c.person == withdrawal.person))
        if known != withdrawal.consent:
            return False
        self._erasing.erase(connection, ending, withdrawal.person, Reason(withdrawal.reason))
        return True

    def _set_aside(self, connection: Connection, files: Iterable[SetAside], mark: str) -> set[str]:
        """Note what could not be accepted; whose older, wider file was reduced to what is still shared."""
        narrowed = set()
        for one in files:
            pair = (one.person, one.access.consent) if one.access else None
            ended = pair and self._erasing.remains.tombstones.buried(connection, [pair])
            if ended:
                continue
            values = {"key": one.person or one.digest, "person": one.person, "version": one.version,
                      "reason": one.reason}  # fmt: skip
            row = insert(quarantine).values(values)
            connection.execute(row.on_conflict_do_update(index_elements=["key"], set_=values))
            connection.execute(update(persons).where(persons.c.person == one.person).values(seen=mark))
            if one.access and self._passports.narrow(connection, one.person, one.access):
                narrowed.add(one.person)
        return narrowed

    def _unburied(self, connection: Connection, files: Sequence[Received]) -> tuple[Received, ...]:
        """Without the late answers, which speak of a consent that has already ended."""
        tombstones = self._erasing.remains.tombstones
        stones = tombstones.stones(connection, [(one.person, one.access.consent) for one in files])
        day, welcome = latest(connection)[:10], []
        for one in files:
            stone = stones.get((one.person, one.access.consent))
            if stone is None or _ended_too_soon(one, stone, day):
                welcome.append(one)
                if stone:
                    tombstones.forget(connection, one.person, one.access.consent)
        return tuple(welcome)

    def _note(self, connection: Connection, news: News) -> None:
        values = {"cursor": news.cursor, "epoch": news.epoch}
        if not news.more:
            values |= {"received_until": written(now())}
        write_state(connection, values)


def _ended_too_soon(file: Received, stone: Tombstone, day: str) -> bool:
    """Whether only this computer had ended it: by a clock that was wrong, or after a year that something new broke."""
    if stone.reason == Reason.EXPIRED:
        return file.access.end is not None and file.access.end.isoformat() >= day
    return stone.reason == Reason.RETENTION and written(file.changed) > stone.at


def _aside(row: Row[Any]) -> SetAside:
    return SetAside(row.person, row.version, row.reason, "" if row.person else row.key)
