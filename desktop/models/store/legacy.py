"""What a store leaves to the one that takes its place: what ended in it, and what outlives persons without a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.dialects.sqlite import insert

from desktop.models import countersigned
from desktop.models.countersigned import Countersigned
from desktop.models.seal import Seals
from desktop.models.store.journal import chained_bytes
from desktop.models.store.state import read_state, write_state
from desktop.models.store.tables import archive, handover, journal, receipts
from desktop.models.store.tombstones import Tombstone, every

OUTLIVING: Final = (handover, receipts, archive, journal)
SHEET: Final = ("sheet_made", "rehearsed")
OUTLIVING_STATE: Final = ("time", "countersigned", *SHEET)  # keys of the state: true of the vault, not of one file
Values = tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Legacy:
    """What ended, what outlives persons (by table), the time known and the sheet; opaque, for ``Store.adopt``."""

    tombstones: tuple[Tombstone, ...] = ()
    left: Mapping[str, Values] = field(default_factory=dict)  # by table
    state: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        """How much, never what."""
        return f"<Legacy of {len(self.tombstones)} ends>"


def left_by(connection: Connection) -> Legacy:
    """Inside a transaction: everything that this store leaves."""
    known = {key: read_state(connection, key) for key in OUTLIVING_STATE}
    return Legacy(every(connection), {table.name: _values(connection, table) for table in OUTLIVING}, known)


def inherit(connection: Connection, legacy: Legacy, seals: Seals) -> None:
    """Inside a transaction, once a backup was copied: add what it does not know.

    The longer journal stands, as far as its entries hold to one another.
    """
    for table in (handover, receipts, archive):
        for values in legacy.left.get(table.name, ()):
            connection.execute(insert(table).values(values).on_conflict_do_nothing())
    entries = legacy.left.get(journal.name, ())
    if _goes_on(connection, entries):
        for values in _holding(entries, _count(connection, journal), seals):
            connection.execute(insert(journal).values(values))
    write_state(connection, _latest(connection, legacy.state))


def _holding(entries: Values, known: int, seals: Seals) -> Iterator[Mapping[str, Any]]:
    """Those after the first ``known`` ones, until one is not as it was written."""
    previous = entries[known - 1]["mac"] if known else b""
    for number, values in enumerate(entries[known:], known + 1):
        if values["seq"] != number or values["mac"] != seals.chained(previous, chained_bytes(values)):
            return
        yield values
        previous = values["mac"]


def _latest(connection: Connection, left: Mapping[str, str]) -> dict[str, str]:
    """Of each value, the later one; a countersignature only of what the journal has."""
    here = {key: read_state(connection, key) for key in OUTLIVING_STATE}
    sheet = max(tuple(known.get(key, "") for key in SHEET) for known in (here, left))
    signed = left.get("countersigned", "")
    return {
        "time": max(here["time"], left.get("time", "")),
        "countersigned": signed if _has(connection, countersigned.read(signed)) else here["countersigned"],
        **dict(zip(SHEET, sheet, strict=True)),
    }


def _has(connection: Connection, signed: Countersigned | None) -> bool:
    heads = connection.execute(select(journal.c.mac)).scalars()
    return signed is not None and signed.head in {mac.hex() for mac in heads}


def _goes_on(connection: Connection, entries: Values) -> bool:
    """Whether the journal of the backup is the beginning of this one."""
    last = connection.execute(select(journal).order_by(journal.c.seq.desc()).limit(1)).mappings().first()
    known = _count(connection, journal)
    return last is None or (known <= len(entries) and dict(entries[known - 1]) == dict(last))


def _values(connection: Connection, table: Table) -> Values:
    rows = connection.execute(select(table).order_by(*table.primary_key)).mappings()
    return tuple(dict(row) for row in rows)


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()
