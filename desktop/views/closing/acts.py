"""What closing an accompaniment does in the store; every function runs on its thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.models.closing import Closing, closing_content
from desktop.models.note import Kind

if TYPE_CHECKING:
    from desktop.models.changes import Changes
    from desktop.models.store import Store


def close(store: Store, person: str, closing: Closing) -> Changes:
    """The closing first, then the working notes: cut short in between, the page says which are left."""
    return record(store, person, closing) | destroy_working(store, person)


def record(store: Store, person: str, closing: Closing) -> Changes:
    """Write a closing, new or changed."""
    return store.items.record(person, Kind.CLOSING, closing_content(closing), item=closing.id)


def destroy_working(store: Store, person: str) -> Changes:
    """Every working note about that person with what it said before, here and in the backups, for good."""
    return store.working.destroy(person)
