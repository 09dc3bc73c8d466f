"""A file of what cannot be fetched again: class N and what outlives persons; and its upkeep after an erasure.

It has the tables of the store, so that an older one can be migrated. Shared files are in it as awaited, without a card.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, Select, Table, create_engine, delete, event, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from desktop.models.accreditation import STATE as ACCREDITATION
from desktop.models.file import Kept
from desktop.models.seal import Class, Seals
from desktop.models.store.engine import PRAGMAS, begin_immediate, check_whole, prepare, transaction, troubles
from desktop.models.store.legacy import OUTLIVING_STATE
from desktop.models.store.migrate import Migration
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
    tombstones,
    versions,
)
from desktop.models.store.tombstones import Tombstones, every, place
from desktop.models.store.working import end_working

# A single file, whole after each commit: a copy of it needs nothing beside it.
APART: Final = (*PRAGMAS, "journal_mode=DELETE", "synchronous=EXTRA")
KEPT_STATE: Final = (
    "gateway", "subject", "counsellor", "keys", "epoch_due", "broken_at", ACCREDITATION, *OUTLIVING_STATE,
)  # fmt: skip
SLICE: Final = 500  # rows between two looks at whether to stop


def _engine(path: Path, key: bytes) -> Engine:
    def connect() -> dbapi2.Connection:
        os.close(os.open(path, os.O_RDWR))  # it is there, and ours
        connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False, timeout=15)
        try:
            prepare(connection, key, [pragma for pragma in APART if pragma != "journal_mode=WAL"])
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", module=dbapi2, creator=connect, poolclass=StaticPool, hide_parameters=True)
    event.listen(engine, "begin", begin_immediate)
    return engine


@contextmanager
def apart(path: Path, key: bytes) -> Iterator[Connection]:
    """One transaction on an exported file, its schema up to date, every page as written; closed afterwards."""
    engine = _engine(path, key)
    try:
        with troubles():
            migration = Migration(engine)
            if migration.needed():
                migration.apply()
        check_whole(engine)
        with transaction(engine) as connection:
            yield connection
    finally:
        engine.dispose()


def export(engine: Engine, path: Path, key: bytes, cancelled: Callable[[], bool]) -> bool:
    """Write the file, whole or not at all; False when cancelled. Nothing at ``path`` may be there before."""
    with troubles():
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    whole = False
    try:
        with transaction(engine) as source, apart(path, key) as target:
            whole = all(_copied(source, target, table, wanted, cancelled) for table, wanted in _everything())
    finally:
        if not whole:
            _unlink(path)
    return whole


def expunge(source: Connection, given: Seals, path: Path, key: bytes) -> int:
    """In an exported file, erase those whom the tombstones of ``source`` cover, and what the archive let go; how many.

    Working notes go with the accompaniments that were closed since.
    """
    stones = Tombstones(given)
    with apart(path, key) as target:
        place(target, every(source))
        pairs = [(row.person, row.consent) for row in target.execute(select(persons.c.person, persons.c.consent))]
        ended = stones.buried(target, pairs)
        for person, _ in ended:
            target.execute(delete(persons).where(persons.c.person == person))
        for person, at in stones.closed(target, [person for person, _ in pairs]).items():
            end_working(target, person, at)
        here = set(source.execute(select(archive.c.id)).scalars())
        for identifier in set(target.execute(select(archive.c.id)).scalars()) - here:
            target.execute(delete(archive).where(archive.c.id == identifier))
    return len(ended)


def _everything() -> list[tuple[Table, Select[Any]]]:
    by_hand = select(persons.c.person).where(persons.c.kept == Kept.HAND)
    return [
        (persons, select(persons)),
        (seals, select(seals).where(seals.c["class"] == Class.NOTES)),
        (sections, select(sections).where(sections.c.person.in_(by_hand))),
        (items, select(items)),
        (versions, select(versions)),
        (calendar, select(calendar)),
        (outbox, select(outbox)),
        *((table, select(table)) for table in (handover, tombstones, journal, receipts, archive)),
        (state, select(state).where(state.c.key.in_(KEPT_STATE))),
    ]


def _copied(
    source: Connection, target: Connection, table: Table, wanted: Select[Any], cancelled: Callable[[], bool]
) -> bool:
    """Copy rows slice by slice; False as soon as it is cancelled."""
    add = insert(table)
    for rows in source.execute(wanted).mappings().partitions(SLICE):
        if cancelled():
            return False
        target.execute(add, [_without_passport(dict(row)) if table is persons else dict(row) for row in rows])
    return True


def _without_passport(row: dict[str, Any]) -> dict[str, Any]:
    if row["kept"] == Kept.HAND:
        return row
    return row | {"kept": Kept.AWAITED, "version": 0, "card": b"", "seen": ""}


def _unlink(path: Path) -> None:
    with troubles():
        for suffix in ("", "-journal"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
