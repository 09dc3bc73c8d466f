"""Items as the driver gives them: a question compiled once, and a row made a value with its person's key."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Engine, func, literal_column, select

from desktop.models.clock import read
from desktop.models.note import Delivery, Item, Kind, Theirs
from desktop.models.seal import Key
from desktop.models.store.tables import items, persons

CONTENT: Final = msgspec.json.Decoder(dict[str, str])
THEIRS: Final = msgspec.json.Decoder(Theirs)


class ItemRow(NamedTuple):
    """The columns that a value is made of."""

    id: str
    person: str
    kind: str
    delivery: str
    version: int
    written: str
    reason: str
    sealed: bytes
    theirs: bytes | None
    received: str | None


def question(engine: Engine, closed: ColumnElement[bool]) -> str:
    """In SQL: the rows of the items whose ids a JSON list says, but those of whoever is ``closed``."""
    wanted = func.json_each(literal_column("?")).table_valued("value")
    columns = (items.c[name] for name in ItemRow._fields)
    among = select(*columns).join(persons, persons.c.person == items.c.person).where(~closed)
    asked = among.where(items.c.id.in_(select(wanted.c.value)))
    return str(asked.compile(dialect=engine.dialect, compile_kwargs={"literal_binds": True}))


def opened(key: Key, row: Any) -> Item:
    """A row of these columns, or of more, as a value; StoreTrouble when it was altered or moved."""
    content = CONTENT.decode(key.open(row.sealed, f"items|{row.id}"))
    theirs = THEIRS.decode(key.open(row.theirs, f"theirs|{row.id}")) if row.theirs else None
    received = read(row.received) if row.received else None
    return Item(row.id, row.person, Kind(row.kind), content, read(row.written), Delivery(row.delivery), row.version,
                row.reason, theirs, received)  # fmt: skip
