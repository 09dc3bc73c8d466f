"""An exported file becomes the store again: its rows in one transaction, without those who ended meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, Engine, RowMapping, Table, func, select, update
from sqlalchemy.dialects.sqlite import insert

from desktop.errors import Refused
from desktop.models.clock import now, written
from desktop.models.file import Kept
from desktop.models.seal import Seals
from desktop.models.store.engine import transaction
from desktop.models.store.export import SLICE, apart
from desktop.models.store.legacy import Legacy, inherit
from desktop.models.store.state import write_state
from desktop.models.store.tables import (
    archive,
    calendar,
    handover,
    items,
    journal,
    outbox,
    persons,
    receipts,
    seals,
    sections,
    state,
    versions,
)
from desktop.models.store.tombstones import Tombstones, every, place
from desktop.models.store.working import ended

Keep = Callable[[RowMapping], bool]


def adopt(engine: Engine, given: Seals, path: Path, key: bytes, legacy: Legacy) -> int:
    """Copy everything but what tombstones cover, from either side; how many files. Refused unless new and empty."""
    with transaction(engine) as target, apart(path, key) as source:
        if any(_count(target, table) for table in (persons, items, journal)):
            raise Refused("Une sauvegarde ne se remet en place que dans un coffre neuf : rien n’a été changé.")
        place(target, (*legacy.tombstones, *every(source)))
        people = _unburied(source, target, given)
        for table in (persons, seals, sections):
            _copy(source, target, table, lambda row: row["person"] in people)
        _copy_writings(source, target, people, Tombstones(given).closed(target, people))
        for table in (handover, journal, receipts, archive, state):
            _copy(source, target, table, lambda _: True)
        inherit(target, legacy, given)
        shared = update(persons).where(persons.c.kept != Kept.HAND)
        target.execute(shared.values(contact=written(now())))  # awaited, not out of contact since the backup
        write_state(target, {"cursor": "", "full_mark": str(uuid4())})
    return len(people)


def _copy_writings(source: Connection, target: Connection, people: frozenset[str], closed: Mapping[str, str]) -> None:
    """Items, what goes with them (earlier texts, places in the outbox and in calendars), less what was destroyed."""

    def goes(row: RowMapping, person: str) -> bool:
        return ended(row["kind"], row["written"], closed, person)

    _copy(source, target, items, lambda row: row["person"] in people and not goes(row, row["person"]))
    owners = {row.id: row.person for row in target.execute(select(items.c.id, items.c.person))}
    _copy(source, target, versions, lambda row: row["item"] in owners and not goes(row, owners[row["item"]]))
    for table in (calendar, outbox):
        _copy(source, target, table, lambda row: row["item"] in owners)


def _unburied(source: Connection, target: Connection, given: Seals) -> frozenset[str]:
    pairs = [(row.person, row.consent) for row in source.execute(select(persons.c.person, persons.c.consent))]
    ended = Tombstones(given).buried(target, pairs)
    return frozenset(person for person, consent in pairs if (person, consent) not in ended)


def _copy(source: Connection, target: Connection, table: Table, keep: Keep) -> None:
    add = insert(table)
    for rows in source.execute(select(table)).mappings().partitions(SLICE):
        if kept := [dict(row) for row in rows if keep(row)]:
            target.execute(add, kept)


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()
