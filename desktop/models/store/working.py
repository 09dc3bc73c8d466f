"""The end of working notes: when an accompaniment is closed, the counsellor's own words about it are destroyed."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, func, select

from desktop.models.changes import Changes
from desktop.models.clock import now, written
from desktop.models.journal import Event
from desktop.models.note import Kind
from desktop.models.store.epoch import Epoch
from desktop.models.store.items import Items
from desktop.models.store.journal import Journal
from desktop.models.store.tables import items, versions
from desktop.models.store.tombstones import Tombstones


class WorkingNotes:
    """Destroys them here at once, and everywhere else by what it leaves: a tombstone of their person and instant."""

    def __init__(self, epoch: Epoch, items: Items, tombstones: Tombstones, journal: Journal) -> None:
        """Borrows the store's parts."""
        self._epoch = epoch
        self._items = items
        self._tombstones = tombstones
        self._journal = journal

    def destroy(self, person: str) -> Changes:
        """Every working note about that person and every earlier text in that ink, on no page from now on.

        Backups let go of theirs at the next ``expunge``, and none comes back from one. Later ones are others.
        """
        with self._epoch.transaction() as (connection, ending):
            last = connection.execute(select(func.max(items.c.written)).where(items.c.person == person)).scalar_one()
            at = max(written(now()), last or "")  # whatever the clock did meanwhile
            gone = end_working(connection, person, at)
            self._tombstones.close(connection, person, at)
            self._journal.add(connection, Event.DESTROYED, person)
            ending.rows = bool(gone)
        self._items.versions.forget()
        self._items.unlearn(person)
        return self._items.touched({person}) | Changes(destroyed=True)


def end_working(connection: Connection, person: str, at: str) -> int:
    """Inside a transaction: delete what was written in that ink about somebody, up to that instant; how many rows."""
    whose = select(items.c.id).where(items.c.person == person)
    earlier = delete(versions).where(versions.c.item.in_(whose), _of_then(versions, at))
    notes = delete(items).where(items.c.person == person, _of_then(items, at))
    return connection.execute(earlier).rowcount + connection.execute(notes).rowcount


def ended(kind: str, at: str, closed: Mapping[str, str], person: str) -> bool:
    """Whether a text of that ink and instant was destroyed; ``closed``: the last closing of each person."""
    return kind == Kind.WORKING and at <= closed.get(person, "")


def _of_then(table: Table, at: str) -> ColumnElement[bool]:
    return and_(table.c.kind == Kind.WORKING, table.c.written <= at)
