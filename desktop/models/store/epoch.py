"""What makes an erasure reach earlier copies of the file: new group keys and a new epoch around one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection, Engine, bindparam, select, update
from sqlalchemy.dialects.sqlite import insert

from desktop.errors import StoreTrouble
from desktop.models.erasure import Copies
from desktop.models.seal import Class, Seals
from desktop.models.store.engine import transaction
from desktop.models.store.receipts import cover_due, set_copies
from desktop.models.store.state import read_state, write_state
from desktop.models.store.tables import rack
from desktop.models.store.tables import seals as table

DUE: Final = "epoch_due"  # of the state: groups whose keys are still to be renewed
REWRAP: Final = (
    update(table)
    .where(table.c.person == bindparam("whose"), table.c["class"] == Class.PASSPORT)
    .values(wrapped=bindparam("fresh"))
)


@dataclass(slots=True)
class Ending:
    """What one transaction erases: the groups of keys to renew, the receipts to complete, whether rows went.

    ``begun``: a next epoch is pending, to be ended or dropped.
    """

    groups: set[int] = field(default_factory=set)
    receipts: list[str] = field(default_factory=list)
    rows: bool = False
    begun: bool = False


class Epoch:
    """The order of things: rows and keys in one transaction, then the pages, then the former epoch."""

    def __init__(self, engine: Engine, seals: Seals, flush: Callable[[], None]) -> None:
        """``flush`` leaves nothing of what was deleted on any page."""
        self._engine = engine
        self.seals = seals
        self._flush = flush

    @contextmanager
    def transaction(self) -> Iterator[tuple[Connection, Ending]]:
        """One transaction that may erase; at its end, nothing is left on any page, nor can earlier copies open it."""
        ending = Ending()
        try:
            with transaction(self._engine) as connection:
                yield connection, ending
                if ending.groups:
                    self._renew(connection, ending)
        except BaseException:
            if ending.begun:
                with suppress(StoreTrouble):  # forgotten at the next opening then
                    self.seals.drop_epoch()
            raise
        try:
            if ending.rows:
                self._flush()
        finally:
            if ending.begun:
                self._finish(ending)

    def renew_due(self) -> bool:
        """Do again what the keyring refused; whether nothing is due any more."""
        with self.transaction() as (connection, ending):
            ending.groups |= _due(connection)
            ending.rows = bool(ending.groups)
        with transaction(self._engine) as connection:
            return not read_state(connection, DUE)

    def _renew(self, connection: Connection, ending: Ending) -> None:
        """Inside the transaction, last: the keys of those who stay, under a rack that only the next epoch opens."""
        ending.groups |= _due(connection)
        covers = self.seals.covers_copies
        try:
            sealed = self.seals.begin_epoch(ending.groups)
        except StoreTrouble:
            _put_off(connection, ending, Copies.DUE if covers else Copies.OPEN)
            return
        ending.begun = True
        wanted = select(table.c.person, table.c.wrapped).where(
            table.c.group.in_(ending.groups), table.c["class"] == Class.PASSPORT
        )
        rows = [{"whose": row.person, "fresh": self.seals.rewrapped(row.person, row.wrapped)}
                for row in connection.execute(wanted).all()]  # fmt: skip
        if rows:
            connection.execute(REWRAP, rows)
        put_rack(connection, sealed)
        write_state(connection, {DUE: ""})
        set_copies(connection, Copies.COVERED if covers else Copies.OPEN, ending.receipts)
        if covers:
            cover_due(connection)

    def _finish(self, ending: Ending) -> None:
        """The former epoch is forgotten; while the keyring refuses, the receipts say so and it is asked again."""
        try:
            self.seals.end_epoch()
        except StoreTrouble:
            with transaction(self._engine) as connection:
                _put_off(connection, ending, Copies.DUE if self.seals.covers_copies else Copies.OPEN)


def put_rack(connection: Connection, sealed: bytes) -> None:
    """Inside a transaction: the rack that stands."""
    row = insert(rack).values(id=1, sealed=sealed)
    connection.execute(row.on_conflict_do_update(index_elements=["id"], set_={"sealed": sealed}))


def _due(connection: Connection) -> set[int]:
    return {int(group) for group in read_state(connection, DUE).split()}


def _put_off(connection: Connection, ending: Ending, copies: Copies) -> None:
    write_state(connection, {DUE: _list(ending.groups)})
    set_copies(connection, copies, ending.receipts)


def _list(groups: Iterable[int]) -> str:
    return " ".join(str(group) for group in sorted(groups))
