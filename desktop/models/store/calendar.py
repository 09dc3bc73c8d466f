"""Which meetings calendars outside Escale hold, and what they were last told of each; a row goes with its meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Row, select
from sqlalchemy.dialects.sqlite import insert

from desktop.models.changes import Changes
from desktop.models.clock import written
from desktop.models.meeting import Meeting
from desktop.models.occasion import Occasion
from desktop.models.seal import Seals
from desktop.models.store.engine import transaction, writable
from desktop.models.store.tables import calendar as table
from desktop.models.store.tables import items


class Calendar:
    """Names meetings for a calendar, and remembers those that were given to one."""

    def __init__(self, engine: Engine, seals: Seals) -> None:
        """Borrows the store's engine; ``seals`` names."""
        self._engine = engine
        self._seals = seals

    def held(self) -> frozenset[str]:
        """The ids of the meetings that a calendar holds."""
        with transaction(self._engine) as connection:
            return frozenset(connection.execute(select(table.c.item)).scalars())

    def occasions(self, meetings: Sequence[Meeting]) -> tuple[Occasion, ...]:
        """What a file for a calendar says of each; nothing is kept of it."""
        with transaction(self._engine) as connection:
            known = _known(connection, meetings)
        return tuple(
            Occasion(one, self._seals.outside_name(one.id), _sequence(one, known.get(one.id)), one.id in known)
            for one in meetings
        )

    def given(self, meetings: Sequence[Meeting]) -> Changes:
        """Keep that a calendar was given these, as they were then; nothing of those that have gone meanwhile."""
        with transaction(self._engine) as connection:
            if writable(connection):
                here = connection.execute(select(items.c.id).where(items.c.id.in_(_ids(meetings))))
                ids, known = frozenset(here.scalars()), _known(connection, meetings)
                for one in meetings:
                    if one.id in ids:
                        values = {"sequence": _sequence(one, known.get(one.id)), "written": _written(one)}
                        row = insert(table).values(values | {"item": one.id})
                        connection.execute(row.on_conflict_do_update(index_elements=["item"], set_=values))
        return Changes()


def _known(connection: Connection, meetings: Sequence[Meeting]) -> Mapping[str, Row[Any]]:
    rows = connection.execute(select(table).where(table.c.item.in_(_ids(meetings))))
    return {row.item: row for row in rows}


def _sequence(meeting: Meeting, known: Row[Any] | None) -> int:
    """RFC 5545, 3.8.7.4: 0 when it is first told, one more each time it is told anew after a change."""
    if known is None:
        return 0
    again: int = known.sequence + (known.written != _written(meeting))
    return again


def _ids(meetings: Sequence[Meeting]) -> list[str]:
    return [one.id for one in meetings]


def _written(meeting: Meeting) -> str:
    return written(meeting.item.written) if meeting.item else ""
