"""The notes of one person, shown, on a real store."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.views.desk import Desk
from desktop.views.notes.notes_page import NotesPage
from tests.views.people import CLAIRE


@pytest.fixture
def page(desk: Desk, shown: Callable[[QWidget], None], qtbot: QtBot) -> NotesPage:
    """Claire's notes: none yet."""
    page = NotesPage(desk)
    desk.background.changed.connect(page.absorb)
    shown(page)
    page.show_person(CLAIRE)
    qtbot.waitUntil(lambda: not page._fresh)
    page.editor.field.setFocus()
    return page
