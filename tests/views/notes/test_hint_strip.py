"""Hints under a note: told at a pause, explained, replaced in one undoable step, accepted; nothing is blocked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.models.guardrail_terms import Category
from desktop.models.note import Delivery, Kind
from desktop.views.notes.hint_strip import HintStrip
from desktop.views.notes.notes_page import NotesPage
from tests.views.notes.kept import kept
from tests.views.people import ALI, CLAIRE
from tests.views.reach import cut, missed, unnamed


def found(page: NotesPage, qtbot: QtBot, *words: str) -> HintStrip:
    """Wait until exactly these words are found."""
    qtbot.waitUntil(lambda: tuple(hit.word for hit in page.hints.hits) == words)
    return page.hints


def typed(page: NotesPage, text: str) -> None:
    page.editor.field.insert(text)


def test_a_word_is_told_at_a_pause_and_underlined(page: NotesPage, qtbot: QtBot) -> None:
    typed(page, "Bon entretien. Il est dépressif 😀 et fainéant.")
    strip = found(page, qtbot, "dépressif", "fainéant")
    assert strip.isVisible()
    assert strip.words.text().startswith("« dépressif » : santé. Écrire plutôt")
    marks = page.editor.field.extraSelections()
    assert [mark.cursor.selectedText() for mark in marks] == ["dépressif", "fainéant"]
    assert marks[0].format.underlineStyle() is QTextCharFormat.UnderlineStyle.WaveUnderline
    strip.next.click()
    assert strip.words.text().startswith("« fainéant » : jugement de valeur.")
    assert strip.next.text() == "Suivant (2 sur 2)"


def test_why_is_told_on_demand(page: NotesPage, qtbot: QtBot) -> None:
    typed(page, "Elle est musulmane.")
    strip = found(page, qtbot, "musulmane")
    assert not strip.why.isVisible()
    strip.ask.click()
    assert strip.why.text().startswith("« musulmane » : les croyances")
    assert "RGPD, article 9" in strip.why.text()
    assert strip.why.isVisible()
    assert strip.ask.text() == "Que dire plutôt ?"
    assert strip.ask.accessibleName() == "Que dire plutôt ? : musulmane"
    strip.ask.click()
    assert not strip.why.isVisible()


def test_the_wording_takes_the_place_of_the_word_and_one_undo_brings_it_back(page: NotesPage, qtbot: QtBot) -> None:
    typed(page, "😀 Il est dépressif, projet solide.")
    found(page, qtbot, "dépressif").propose.click()
    field = page.editor.field
    assert field.toPlainText() == "😀 Il est disponible à mi-temps jusqu’en …, projet solide."
    assert field.textCursor().selectedText() == "…"
    qtbot.waitUntil(lambda: any("mi-temps" in item.text for item in kept(page)))
    found(page, qtbot)
    field.undo()
    assert field.toPlainText() == "😀 Il est dépressif, projet solide."
    found(page, qtbot, "dépressif")


def test_a_word_that_was_typed_over_since_is_never_replaced(page: NotesPage, qtbot: QtBot) -> None:
    typed(page, "Il est alcoolique")
    strip = found(page, qtbot, "alcoolique")
    cursor = page.editor.field.textCursor()
    cursor.setPosition(len("Il est alc"))
    cursor.insertText("x")
    strip.propose.click()
    assert page.editor.field.toPlainText() == "Il est alcxoolique"
    found(page, qtbot)


def test_a_word_that_is_accepted_never_comes_back_in_that_note(page: NotesPage, qtbot: QtBot) -> None:
    typed(page, "Son syndicat l’aide, il est syndiqué.")
    strip = found(page, qtbot, "syndicat", "syndiqué")
    strip.accept.click()
    found(page, qtbot, "syndiqué").accept.click()
    found(page, qtbot)
    assert not strip.isVisible()
    typed(page, " Autre syndicat.")
    with qtbot.waitSignal(page.editor.text_changed):
        pass
    typed(page, " Menteur.")
    found(page, qtbot, "Menteur")
    qtbot.waitUntil(lambda: not page.editor.pending)
    first = page.editor.id
    page.new_note()
    found(page, qtbot)
    typed(page, "Syndiqué.")
    found(page, qtbot, "Syndiqué")  # another note
    qtbot.waitUntil(lambda: len(kept(page)) == 2)
    page.show_note(first)
    found(page, qtbot, "Menteur")
    assert all("syndi" not in str({**item.content, "text": ""}) for item in kept(page))


def test_nothing_is_blocked(page: NotesPage, qtbot: QtBot) -> None:
    typed(page, "Il est dépressif.")
    found(page, qtbot, "dépressif")
    qtbot.keyClick(page.editor.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: [item.delivery for item in kept(page)] == [Delivery.WAITING])
    assert kept(page)[0].kind is Kind.NOTE
    assert kept(page)[0].text == "Il est dépressif."


def test_a_word_with_nothing_in_its_place_is_taken_out(page: NotesPage, qtbot: QtBot) -> None:
    typed(page, "Il est homosexuel")
    strip = found(page, qtbot, "homosexuel")
    assert strip.hits[0].category is Category.INTIMATE
    assert strip.propose.text() == "Enlever le mot"
    strip.propose.click()
    assert page.editor.field.toPlainText() == "Il est "


def test_another_file_shows_no_hint_of_the_first(page: NotesPage, qtbot: QtBot) -> None:
    typed(page, "Il est dépressif.")
    found(page, qtbot, "dépressif")
    page.show_person(ALI)
    found(page, qtbot)
    assert page.editor.field.extraSelections() == []
    page.show_person(CLAIRE)
    found(page, qtbot, "dépressif")


@pytest.mark.parametrize("width", [1366, 900])
def test_every_hint_is_within_reach(page: NotesPage, width: int, qtbot: QtBot) -> None:
    page.resize(width, 768)
    typed(page, "Il est dépressif et fainéant.")
    found(page, qtbot, "dépressif", "fainéant")
    QApplication.processEvents()
    assert unnamed(page) == []
    assert missed(page) == []
    assert cut(page) == []
