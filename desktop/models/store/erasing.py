"""The one way out of here: a file goes whole, what was not sent is sealed first, and a receipt stays."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, Table, delete, func, select

from desktop.models.clock import now, read, written
from desktop.models.erasure import Reason
from desktop.models.file import Kept
from desktop.models.journal import Event
from desktop.models.note import Item
from desktop.models.store.archive import Archive
from desktop.models.store.cards import Cards
from desktop.models.store.drafts import Drafts
from desktop.models.store.epoch import Ending, Epoch
from desktop.models.store.items import Items
from desktop.models.store.journal import Journal
from desktop.models.store.receipts import Receipts
from desktop.models.store.retention import archived_until
from desktop.models.store.state import write_state
from desktop.models.store.tables import persons, quarantine, seals, sections
from desktop.models.store.tombstones import Tombstones

FIRST: Final = "first"  # of the state: ids of the files that the list shows first
ABSENCE: Final = "absence"  # of the state: ``ASKED`` while many files are absent and nobody said what to do
ASKED: Final = "asked"


@dataclass(frozen=True, slots=True)
class Remains:
    """What outlives a person here, none of it with a name; ``keep_notes``: acknowledged writings go to the archive."""

    tombstones: Tombstones
    journal: Journal
    receipts: Receipts
    archive: Archive
    drafts: Drafts
    keep_notes: bool = False


class Erasing:
    """Erases persons inside a transaction of its own, at a cost that does not depend on how many files are here."""

    def __init__(self, epoch: Epoch, cards: Cards, items: Items, remains: Remains) -> None:
        """Borrows the store's parts."""
        self._epoch = epoch
        self._cards = cards
        self._items = items
        self.remains = remains

    def transaction(self) -> AbstractContextManager[tuple[Connection, Ending]]:
        """One transaction in which ``erase`` may be called; after it, pages and earlier copies hold nothing."""
        return self._epoch.transaction()

    def erase(self, connection: Connection, ending: Ending, person: str, reason: Reason) -> None:
        """Every row and every key of that person; Refused when what is to be handed over cannot be sealed."""
        row = connection.execute(select(persons).where(persons.c.person == person)).one()
        shared = row.kept != Kept.HAND
        ended = self._items.end(connection, person, self._archive(connection, row), hand_over=shared)
        counts = {
            "dossier": 1,
            "sections du passeport": _count(connection, sections, person),
            "écrits": ended.rows,
            "versions antérieures": ended.versions,
            "brouillons": self.remains.drafts.end(connection, person),
            "clés": _count(connection, seals, person),
        }
        self._items.keys.destroy(connection, person)
        connection.execute(delete(persons).where(persons.c.person == person))
        connection.execute(delete(quarantine).where(quarantine.c.person == person))
        write_state(connection, {FIRST: ""})
        self._remember(connection, ending, row, reason, counts, (ended.handed, ended.archived))
        self._cards.ended({person})
        ending.rows = True
        if shared:
            ending.groups.add(self._epoch.seals.group(person))

    def _archive(self, connection: Connection, row: Row[Any]) -> Callable[[Item], None] | None:
        if not self.remains.keep_notes or row.kept == Kept.HAND:
            return None
        until = archived_until(read(row.contact).date())
        return lambda item: self.remains.archive.keep(connection, item, until)

    def _remember(
        self, connection: Connection, ending: Ending, row: Row[Any], reason: Reason, counts: dict[str, int],
        kept: tuple[int, int],
    ) -> None:  # fmt: skip
        remains = self.remains
        remains.tombstones.bury(connection, row.person, row.consent, written(now()), reason)
        who = self._epoch.seals.pseudonym(row.person)
        receipt = remains.receipts.write(connection, who, reason, counts, handed=kept[0], archived=kept[1])
        ending.receipts.append(receipt)
        remains.receipts.remember(receipt, (row.person, row.consent, *self._cards.names(row.person)))
        remains.journal.add(connection, Event.ERASED, row.person, reason)


def _count(connection: Connection, table: Table, person: str) -> int:
    wanted = select(func.count()).select_from(table).where(table.c.person == person)
    return int(connection.execute(wanted).scalar_one())
