"""Every note of a store at once: what only tests and campaigns ask."""

from __future__ import annotations

from desktop.models.note import Item
from desktop.models.store import Store


def every_note(store: Store) -> tuple[Item, ...]:
    """In either ink; awaited files apart."""
    return store.items.notes_of([person for person, _ in store.items.writers()])
