"""Finding a note by its words; nothing about it is ever written to the disk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from desktop.models.note import Item
from desktop.models.store.cards import Cards
from desktop.models.store.index import Index
from desktop.models.store.items import Items
from desktop.models.text import folded

STEP: Final = 800  # notes opened and indexed in one go: the store's thread is never held for long


class Search:
    """An index in memory, made in steps once the store is open; what was written since is indexed when one searches."""

    def __init__(self, items: Items, cards: Cards) -> None:
        """Reads through the store's own items; ``cards`` tells which persons changed."""
        self._items = items
        self._index = Index()
        self._left: list[tuple[str, int]] | None = None
        self._stale: set[str] = set()
        cards.listen(self._changed, self._gone)

    @property
    def complete(self) -> bool:
        """Whether every note was indexed once: until then an answer may miss some."""
        return self._left == []

    def build(self) -> bool:
        """Index the next few hundred notes; whether some are left."""
        if self._left is None:
            self._left = list(self._items.writers())
        chosen: list[str] = []
        count = 0
        while self._left and count < STEP:
            person, notes = self._left.pop()
            chosen.append(person)
            count += notes
        self._take(chosen)
        return bool(self._left)

    def notes(self, wanted: str, limit: int = 8) -> tuple[Item, ...]:
        """The newest notes in which every word of ``wanted`` begins a word; see ``complete``."""
        if not folded(wanted):
            return ()
        if not self.complete:
            self.build()
        if self._stale:
            self._take(tuple(self._stale))
            self._stale.clear()
        return self._items.some(self._index.find(wanted, limit))

    def close(self) -> None:
        """Let go of every word."""
        self._index.close()

    def _take(self, people: Iterable[str]) -> None:
        people = tuple(people)
        if people:
            self._index.replace(people, self._items.notes_of(people))

    def _changed(self, people: frozenset[str]) -> None:
        self._stale |= people

    def _gone(self, people: frozenset[str]) -> None:
        """Their words leave the memory now; looked at again at the next search, should the erasure be undone."""
        self._index.replace(tuple(people), ())
        self._stale |= people
