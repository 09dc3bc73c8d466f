"""The field of a note: lists that go on, boxes that are ticked, bold words, all of it undone by Ctrl+Z."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QTextCursor
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.views.notes.marks_row import MarksRow
from desktop.views.notes.note_field import NoteField
from desktop.views.notes.notes_page import NotesPage
from desktop.views.theme import Theme

CONTROL = Qt.KeyboardModifier.ControlModifier
BOTH = CONTROL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def field(theme: Theme, shown: Callable[[QWidget], None]) -> NoteField:
    """An empty field with the keyboard in it."""
    field = NoteField(theme)
    shown(field)
    field.setFocus()
    return field


def select(field: NoteField, start: int, end: int) -> None:
    """Choose some letters."""
    cursor = field.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)


@pytest.mark.parametrize(
    ("first", "expected"),
    [("- un", "- un\n- deux\n\nfin"), ("1. un", "1. un\n2. deux\n\nfin"), ("un", "un\ndeux\n\nfin")],
)
def test_enter_goes_on_with_a_list_and_ends_it(field: NoteField, qtbot: QtBot, first: str, expected: str) -> None:
    qtbot.keyClicks(field, first)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "deux")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    if first != "un":
        assert field.toPlainText().endswith("deux\n"), "the empty item is gone"
        qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "fin")
    assert field.toPlainText() == expected


def test_enter_before_the_mark_of_an_item_is_a_plain_one(field: NoteField, qtbot: QtBot) -> None:
    field.setPlainText("- un")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.toPlainText() == "\n- un"


def test_the_keys_mark_lines_and_ctrl_z_takes_it_back(field: NoteField, qtbot: QtBot) -> None:
    field.setPlainText("un\ndeux")
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_X, BOTH)
    assert field.toPlainText() == "- [ ] un\n- [ ] deux"
    qtbot.keyClick(field, Qt.Key.Key_X, BOTH)
    assert field.toPlainText() == "- [x] un\n- [x] deux"
    qtbot.keyClick(field, Qt.Key.Key_Z, CONTROL)
    qtbot.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert field.toPlainText() == "un\ndeux"
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_T, BOTH)
    assert field.toPlainText() == "# un\n# deux"


def test_bold_is_put_on_and_taken_off(field: NoteField, qtbot: QtBot) -> None:
    field.setPlainText("elle veut changer")
    select(field, 5, 9)
    qtbot.keyClick(field, Qt.Key.Key_B, CONTROL)
    assert field.toPlainText() == "elle **veut** changer"
    select(field, 7, 11)
    qtbot.keyClick(field, Qt.Key.Key_B, CONTROL)
    assert field.toPlainText() == "elle veut changer"
    field.clear()
    qtbot.keyClick(field, Qt.Key.Key_B, CONTROL)
    qtbot.keyClicks(field, "gras")
    assert field.toPlainText() == "**gras**"


def test_a_click_on_a_box_ticks_it_and_no_other_place_does(field: NoteField, qtbot: QtBot) -> None:
    field.setPlainText("- [ ] appeler\nautre")
    inside = QTextCursor(field.document())
    inside.setPosition(3)
    box = field.cursorRect(inside)
    qtbot.mouseClick(field.viewport(), Qt.MouseButton.LeftButton, pos=box.center() + QPoint(1, 0))
    assert field.toPlainText() == "- [x] appeler\nautre"
    qtbot.mouseClick(field.viewport(), Qt.MouseButton.LeftButton, pos=box.center() + QPoint(120, 0))
    assert field.toPlainText() == "- [x] appeler\nautre"


def test_tab_leaves_the_field(page: NotesPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.editor.field, "- un")
    qtbot.keyClick(page.editor.field, Qt.Key.Key_Tab)
    assert page.editor.text == "- un"
    assert not page.editor.field.hasFocus()


def test_marks_are_shown(field: NoteField, qtbot: QtBot) -> None:
    field.setPlainText("# Titre\nElle 😀 **veut** bien\n- [x] fait")
    qtbot.waitUntil(lambda: bool(field.document().firstBlock().layout().formats()))
    second = field.document().findBlockByNumber(1)
    heavy = [place for place in second.layout().formats() if place.format.fontWeight() == QFont.Weight.DemiBold]
    start = min(place.start for place in heavy)
    end = max(place.start + place.length for place in heavy)
    assert (start, end) == (8, 16), "an emoji is two places"
    third = field.document().findBlockByNumber(2)
    assert any(place.format.fontStrikeOut() for place in third.layout().formats())


def test_the_words_over_the_field_do_what_the_keys_do(page: NotesPage, qtbot: QtBot) -> None:
    row = page.findChild(MarksRow)
    assert isinstance(row, MarksRow)
    for button in set(row.findChildren(QPushButton)) - {row.headings, page.editor.versions.button}:
        assert "(" in button.toolTip(), "each says its keys"
    next(one for one in row.findChildren(QPushButton) if one.text() == "Liste").click()
    assert page.editor.field.hasFocus()
    qtbot.keyClicks(page.editor.field, "un")
    assert page.editor.text == "- un"
