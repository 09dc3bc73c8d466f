"""Finding a note by its words; nothing about it is ever written to the disk."""

from __future__ import annotations

from desktop.models.note import Item
from desktop.models.store.items import Items
from desktop.models.text import folded, matches


class Search:
    """Looks through the notes, opened in memory."""

    def __init__(self, items: Items) -> None:
        """Reads through the store's own items."""
        self._items = items

    def notes(self, wanted: str, limit: int = 8) -> tuple[Item, ...]:
        """The newest notes in which every word of ``wanted`` begins a word."""
        if not folded(wanted):
            return ()
        found = (note for note in self._items.all_notes() if matches(wanted, folded(note.text)))
        return tuple(sorted(found, key=lambda note: note.written, reverse=True)[:limit])
