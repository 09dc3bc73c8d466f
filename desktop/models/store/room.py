"""The store as the shared view is given it: one person, what both may read, what both decide.

Not a filter over the store but another type, which has no way to another person, to a working note, to a draft, to an
earlier version of a text, to the lists of everybody or to the outbox, and finds by words in that person's file alone:
what is not here cannot be asked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Final

from desktop.errors import Refused
from desktop.models.changes import Changes
from desktop.models.file import Card, File
from desktop.models.journal import Event
from desktop.models.note import Delivery, Item, Kind
from desktop.models.searched import SHARED, Hit, Sort
from desktop.models.shareable import Shareable, may_be_shared

if TYPE_CHECKING:
    from desktop.models.store import Store

DECIDED: Final = frozenset((Kind.CORRECTION, Kind.OCCUPATION, Kind.PLAN))  # what is said and changed together


class Room:
    """The part of ``Store`` that the tabs of the shared view use. Belongs to the store's thread, as the store does."""

    __slots__ = ("_person", "_store", "items", "journal", "passports", "search")

    def __init__(self, store: Store, person: str) -> None:
        """Borrows the store; ``person`` (an id) is the only one that exists here."""
        self._store, self._person = store, person
        self.passports = RoomPassports(store, person)
        self.items = RoomItems(store, person)
        self.journal = RoomJournal(store, person)
        self.search = RoomSearch(store, person)

    def shareable(self, person: str) -> Shareable | None:
        """As ``Store.shareable``."""
        return self._store.shareable(_same(self._person, person))


class RoomPassports:
    """The file of that person; Refused for anybody else."""

    __slots__ = ("_person", "_store")

    def __init__(self, store: Store, person: str) -> None:
        """See ``Room``."""
        self._store, self._person = store, person

    def card(self, person: str) -> Card | None:
        """As ``Passports.card``."""
        return self._store.passports.card(_same(self._person, person))

    def file(self, person: str) -> File | None:
        """As ``Passports.file``."""
        return self._store.passports.file(_same(self._person, person))


class RoomItems:
    """What both may read of what was written about that person, and what they decide together."""

    __slots__ = ("_person", "_store")

    def __init__(self, store: Store, person: str) -> None:
        """See ``Room``."""
        self._store, self._person = store, person

    def of(self, person: str) -> tuple[Item, ...]:
        """As ``Items.of``, without working notes and without words still being typed."""
        return tuple(item for item in self._store.items.of(_same(self._person, person)) if may_be_shared(item))

    def record(
        self, person: str, kind: Kind, content: Mapping[str, str], *, item: str = "", draft: bool = False
    ) -> Changes:
        """As ``Items.record``: what was decided, or a new text for both; a text already written is not written anew."""
        _same(self._person, person)
        if kind not in DECIDED and (kind is not Kind.NOTE or item or draft):
            raise _not_here()
        return self._store.items.record(person, kind, content, item=item, draft=draft)

    def resolve(self, item: str, content: Mapping[str, str]) -> Changes:
        """As ``Items.resolve``, for what was decided with that person."""
        found = self._found(item)
        if found is None or found.kind not in DECIDED or not may_be_shared(found):
            raise _not_here()
        return self._store.items.resolve(item, content)

    def discard(self, item: str) -> Changes:
        """As ``Items.discard``, for a line of the plan that was being typed; nothing to do when there is none."""
        found = self._found(item)
        if found is None:
            return Changes()
        if found.kind not in DECIDED or found.delivery is not Delivery.DRAFT:
            raise _not_here()
        return self._store.items.discard(item)

    def _found(self, item: str) -> Item | None:
        """That writing; None when there is none. Refused when it is about somebody else."""
        for one in self._store.items.some((item,)):
            _same(self._person, one.person)
            return one
        return None


class RoomSearch:
    """Finding by words, in what both may read about that person."""

    __slots__ = ("_person", "_store")

    def __init__(self, store: Store, person: str) -> None:
        """See ``Room``."""
        self._store, self._person = store, person

    def shared(self, person: str, wanted: str, limit: int = 8, *, sorts: Collection[Sort] = SHARED) -> tuple[Hit, ...]:
        """As ``Search.shared``."""
        return self._store.search.shared(_same(self._person, person), wanted, limit, sorts=sorts)


class RoomJournal:
    """The access journal, to be added to alone."""

    __slots__ = ("_person", "_store")

    def __init__(self, store: Store, person: str) -> None:
        """See ``Room``."""
        self._store, self._person = store, person

    def note(self, event: Event, person: str = "", what: str = "") -> Changes:
        """As ``Journal.note``."""
        return self._store.journal.note(event, _same(self._person, person) if person else "", what)


def _same(here: str, asked: str) -> str:
    if asked != here:
        raise _not_here()
    return asked


def _not_here() -> Refused:
    return Refused("Cela ne se fait pas en vue partagée.", "Revenez au bureau pour le faire.")
