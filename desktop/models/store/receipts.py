"""The receipts of erasures, as they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import uuid4

import msgspec
from sqlalchemy import Connection, Engine, Row, desc, select, update
from sqlalchemy.dialects.sqlite import insert

from desktop.models.changes import Changes
from desktop.models.clock import now, read, written
from desktop.models.erasure import Copies, Erasure, Reason
from desktop.models.store.engine import transaction
from desktop.models.store.tables import receipts as table

UNSEARCHED: Final = "Recherche non faite : Escale a été verrouillé ou fermé aussitôt après l’effacement."


class Receipts:
    """One receipt a file erased; nothing in it names anybody."""

    def __init__(self, engine: Engine) -> None:
        """Borrows the store's engine."""
        self._engine = engine
        self._words: dict[str, tuple[str, ...]] = {}

    def remember(self, identifier: str, words: tuple[str, ...]) -> None:
        """What a search for remnants has to look for; in memory alone, and only until it is taken."""
        self._words[identifier] = words

    def to_search(self) -> Mapping[str, tuple[str, ...]]:
        """Take the words to look for, by receipt; they are forgotten here."""
        taken, self._words = self._words, {}
        return taken

    def give_up(self) -> None:
        """Say of those that wait for a search whose words are gone with an earlier process that none was made."""
        with transaction(self._engine) as connection:
            waiting = (table.c.scan == "") & table.c.id.not_in(tuple(self._words))
            connection.execute(update(table).where(waiting).values(scan=UNSEARCHED))

    def all(self) -> tuple[Erasure, ...]:
        """Every receipt, newest first."""
        with transaction(self._engine) as connection:
            rows = connection.execute(select(table).order_by(desc(table.c.at), desc(table.c.id)))
            return tuple(_receipt(row) for row in rows)

    def scanned(self, identifier: str, result: str) -> Changes:
        """Write down what a search of every page found, as a sentence."""
        with transaction(self._engine) as connection:
            connection.execute(update(table).where(table.c.id == identifier).values(scan=result))
        return Changes()

    def write(
        self,
        connection: Connection,
        who: str,
        reason: Reason,
        counts: Mapping[str, int],
        *,
        handed: int,
        archived: int,
    ) -> str:
        """Inside a transaction: a new receipt, its copies still open; its id."""
        identifier = str(uuid4())
        values = {"id": identifier, "who": who, "at": written(now()), "reason": reason, "handed": handed,
                  "counts": msgspec.json.encode(dict(counts)).decode(), "archived": archived,
                  "copies": Copies.OPEN}  # fmt: skip
        connection.execute(insert(table).values(values))
        return identifier


def set_copies(connection: Connection, copies: Copies, which: Iterable[str]) -> None:
    """Inside a transaction: where earlier copies stand for these receipts."""
    connection.execute(update(table).where(table.c.id.in_(tuple(which))).values(copies=copies))


def cover_due(connection: Connection) -> None:
    """Inside a transaction: what was due is done."""
    connection.execute(update(table).where(table.c.copies == Copies.DUE).values(copies=Copies.COVERED))


def _receipt(row: Row[Any]) -> Erasure:
    counts = tuple(msgspec.json.decode(row.counts, type=dict[str, int]).items())
    return Erasure(row.id, row.who, read(row.at), Reason(row.reason), counts, row.handed, row.archived,
                   Copies(row.copies), row.scan)  # fmt: skip
