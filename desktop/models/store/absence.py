"""Files that a full exchange did not list: nobody signed their end, so nothing is erased without being asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from desktop.models.changes import Changes
from desktop.models.erasure import Reason
from desktop.models.file import Kept
from desktop.models.store.cards import Cards
from desktop.models.store.erasing import ABSENCE, ASKED, Erasing
from desktop.models.store.state import read_state, write_state
from desktop.models.store.tables import persons, quarantine

FEW: Final = 3
SHARE: Final = 0.05


class Absence:
    """The brake: beyond the larger of 3 files or 5 %, absent files are closed until the counsellor answers."""

    def __init__(self, erasing: Erasing, cards: Cards) -> None:
        """Borrows the store's parts."""
        self._erasing = erasing
        self._cards = cards

    def watch(self, connection: Connection) -> None:
        """Inside a transaction: a full exchange begins, which marks the files that it lists."""
        connection.execute(delete(quarantine))
        write_state(connection, {"cursor": "", "full_mark": str(uuid4())})

    def tell(self, connection: Connection) -> Sequence[str]:
        """Inside a transaction: the full exchange has ended; whose files became absent."""
        mark = read_state(connection, "full_mark")
        if not mark:
            return ()
        unlisted = persons.c.seen != mark
        missing = (persons.c.kept == Kept.SHARED) & unlisted
        people = connection.execute(select(persons.c.person).where(missing)).scalars().all()
        everybody = _count(connection, persons.c.kept != Kept.HAND)
        lost = len(people) + _count(connection, (persons.c.kept == Kept.AWAITED) & unlisted)
        connection.execute(update(persons).where(missing).values(kept=Kept.ABSENT))
        values = {"full_mark": ""}
        if lost > max(FEW, SHARE * everybody):
            values[ABSENCE] = ASKED
        write_state(connection, values)
        return people

    def asked(self, connection: Connection) -> int:
        """Inside a transaction: how many files wait for an answer."""
        return len(self._unlisted(connection)) if read_state(connection, ABSENCE) == ASKED else 0

    def answer(self, erase: bool) -> Changes:
        """Erase them, or open them again; nothing is asked any more."""
        with self._erasing.transaction() as (connection, ending):
            people = self._unlisted(connection)
            write_state(connection, {ABSENCE: ""})
            for person in people if erase else ():
                self._erasing.erase(connection, ending, person, Reason.ABSENT)
        changes = self._cards.ended(people) if erase else self._cards.touched(people)
        return changes | Changes(sync=True)

    def _unlisted(self, connection: Connection) -> Sequence[str]:
        """Absent files; and awaited ones, but those that the gateway listed and could not be accepted."""
        aside = select(quarantine.c.person)
        awaited = (persons.c.kept == Kept.AWAITED) & persons.c.person.not_in(aside)
        wanted = select(persons.c.person).where((persons.c.kept == Kept.ABSENT) | awaited)
        return connection.execute(wanted.order_by(persons.c.person)).scalars().all()


def _count(connection: Connection, which: ColumnElement[bool]) -> int:
    return connection.execute(select(func.count()).select_from(persons).where(which)).scalar_one()
