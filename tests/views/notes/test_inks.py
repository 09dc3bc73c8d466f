"""Two inks: chosen for a new note, said everywhere in words and shape, changed by a gesture that explains itself."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop.models.inks import INKS, other
from desktop.models.note import Delivery, Kind
from desktop.views.notes.notes_page import NotesPage
from tests.views.notes.kept import kept, listed
from tests.views.reach import missed, unnamed


@pytest.mark.parametrize("kind", INKS)
def test_a_new_note_is_begun_in_either_ink(page: NotesPage, qtbot: QtBot, kind: Kind) -> None:
    page.list.buttons[kind].click()
    assert page.editor.field.hasFocus()
    assert page.editor.band.name.text() == INKS[kind].name
    assert page.editor.band.readers.text().startswith(INKS[kind].readers)
    qtbot.keyClicks(page.editor.field, "Un mot")
    page.flush().result(timeout=10)
    assert [note.kind for note in kept(page)] == [kind]
    listed(page, qtbot, INKS[kind].short)


def test_the_two_inks_are_drawn_differently(page: NotesPage) -> None:
    pictures = []
    for kind in INKS:
        page.new_note(kind)
        pictures.append(page.editor.band.mark.grab().toImage())
    assert pictures[0] != pictures[1]


@pytest.mark.parametrize("kind", INKS)
def test_an_ink_changes_after_a_question_only(page: NotesPage, qtbot: QtBot, kind: Kind) -> None:
    page.new_note(kind)
    qtbot.keyClicks(page.editor.field, "Un mot")
    page.flush().result(timeout=10)
    band = page.editor.band
    band.turn.click()
    assert band._question.isVisible()
    assert unnamed(page) == missed(page) == []
    band.no.click()
    page.flush().result(timeout=10)
    assert [note.kind for note in kept(page)] == [kind]
    band.turn.click()
    band.yes.click()
    page.flush().result(timeout=10)
    (note,) = kept(page)
    assert note.kind is other(kind).kind
    assert note.delivery is (Delivery.PRIVATE if kind is Kind.NOTE else Delivery.DRAFT), "shared by Enregistrer alone"


@pytest.mark.parametrize("kind", INKS)
def test_a_question_asked_of_one_note_is_not_answered_for_another(page: NotesPage, qtbot: QtBot, kind: Kind) -> None:
    page.new_note(kind)
    qtbot.keyClicks(page.editor.field, "Un mot")
    page.editor.band.turn.click()
    page.new_note(kind)
    assert not page.editor.band._question.isVisible()


def test_a_text_that_was_offered_says_why_it_stays_one(page: NotesPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.editor.field, "Un mot")
    page.editor.save()
    listed(page, qtbot, "en attente")
    assert "il reste partagé" in page.editor.band.readers.text()
    assert not page.editor.band.turn.isVisible()
