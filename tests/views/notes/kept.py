"""What a test asks of the notes: what the store holds, what the list says."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop.models.note import Item
from desktop.views.notes.notes_page import NotesPage
from tests.views.people import CLAIRE


def kept(page: NotesPage, person: str = CLAIRE) -> tuple[Item, ...]:
    """What the store holds of these notes."""
    return page.desk.background.ask(lambda store: store.items.of(person))


def listed(page: NotesPage, qtbot: QtBot, state: str) -> None:
    """Wait until the first note of the list is in that state."""
    qtbot.waitUntil(lambda: bool(page.rows.model_of_rows.rows) and state in page.rows.model_of_rows.rows[0].around)
