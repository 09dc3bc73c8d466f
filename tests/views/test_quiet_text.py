"""What is copied of a note is pasted as usual, and asks the histories of the clipboard not to keep it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit
from pytestqt.qtbot import QtBot

from desktop.views.notes.note_field import NoteField
from desktop.views.quiet_text import KDE, WINDOWS, QuietRich, QuietText
from desktop.views.theme import Theme

FIELDS: tuple[Callable[[], QPlainTextEdit | QTextEdit], ...] = (
    lambda: NoteField(Theme.named("light")),
    QuietText,
    QuietRich,
)


@pytest.mark.parametrize("make", FIELDS)
@pytest.mark.parametrize("way", ["copy", "cut"])
def test_copied_words_are_pasted_and_kept_nowhere(
    make: Callable[[], QPlainTextEdit | QTextEdit], way: str, qtbot: QtBot
) -> None:
    field = make()
    qtbot.addWidget(field)
    field.setPlainText("Pour moi seul.\nUne autre ligne.")
    field.selectAll()
    getattr(field, way)()
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text() == "Pour moi seul.\nUne autre ligne."
    assert bytes(copied.data(KDE).data()) == b"secret"
    for name, value in WINDOWS:
        assert bytes(copied.data(f'application/x-qt-windows-mime;value="{name}"').data()) == value
    other = QPlainTextEdit()
    qtbot.addWidget(other)
    other.paste()
    assert other.toPlainText() == "Pour moi seul.\nUne autre ligne."
    QGuiApplication.clipboard().clear()
