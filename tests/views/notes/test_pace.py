"""Never more than a second: what is typed without a pause is kept too, and writes never pile up."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from desktop.models.changes import Changes
from desktop.models.note import Kind
from desktop.models.store import Store
from desktop.views.desk import Desk
from desktop.views.notes.notes_page import NotesPage
from desktop.views.notes.pace import LATEST, PAUSE
from tests.views.notes.kept import kept, listed
from tests.views.people import CLAIRE


def typist(page: NotesPage, qtbot: QtBot) -> QTimer:
    """Somebody who types a key every 40 ms and never pauses, until stopped."""
    timer = QTimer(page, interval=40)
    timer.timeout.connect(lambda: qtbot.keyClicks(page.editor.field, "a"))
    timer.start()
    return timer


def test_what_is_typed_without_a_pause_is_kept_all_the_same(page: NotesPage, qtbot: QtBot) -> None:
    typing = typist(page, qtbot)
    for _ in range(2):
        with qtbot.waitSignal(page.editor.written, timeout=10_000):
            pass
        assert page.editor.typing, "no pause was waited for"
    typing.stop()
    assert len(kept(page)) == 1
    assert LATEST < 1000
    assert PAUSE < LATEST


def test_the_list_waits_for_a_pause(page: NotesPage, qtbot: QtBot) -> None:
    typing = typist(page, qtbot)
    with qtbot.waitSignal(page.editor.written, timeout=10_000):
        pass
    qtbot.waitUntil(lambda: page._late)
    assert page.rows.model_of_rows.rowCount() == 0, "no line moves while somebody types"
    typing.stop()
    listed(page, qtbot, "brouillon")


def test_writes_never_pile_up(page: NotesPage, desk: Desk, qtbot: QtBot) -> None:
    slow = Event()

    def wait(_: Store) -> Changes:
        slow.wait(30)
        return Changes()

    desk.background.write(wait)
    typing = typist(page, qtbot)
    for _ in range(3):
        with qtbot.waitSignal(page.editor._pace.due, timeout=10_000):
            pass
        assert page.editor._writing.under_way == 1, "one write under way, the next one waits"
    typing.stop()
    slow.set()
    qtbot.waitUntil(lambda: not page.editor.pending)
    assert [note.text for note in kept(page)] == [page.editor.text]


def test_leaving_does_not_wait_for_a_write_under_way(page: NotesPage, desk: Desk, qtbot: QtBot) -> None:
    slow = Event()

    def wait(_: Store) -> Changes:
        slow.wait(30)
        return Changes()

    desk.background.write(wait)
    qtbot.keyClicks(page.editor.field, "Un")
    page.editor.keep()
    qtbot.keyClicks(page.editor.field, " deux")
    flushed = page.flush()
    slow.set()
    flushed.result(timeout=10)
    assert [note.text for note in kept(page)] == ["Un deux"]


def test_opening_is_not_editing(page: NotesPage, desk: Desk, qtbot: QtBot) -> None:
    text = "# Un titre\n- **gras**"
    desk.background.write(lambda store: store.items.record(CLAIRE, Kind.NOTE, {"text": text})).result(timeout=10)
    listed(page, qtbot, "en attente")
    before = kept(page)
    page.show_note(before[0].id)
    assert page.editor.text == text
    qtbot.waitUntil(lambda: page.editor.field.isVisible())
    assert not page.editor.pending
    page.hide()
    page.show()
    assert kept(page) == before


def test_the_words_are_told_at_each_pause_and_when_another_note_is_shown(page: NotesPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.editor.text_changed) as told:
        qtbot.keyClicks(page.editor.field, "Bonjour")
    assert told.args == ["Bonjour"]
    with qtbot.waitSignal(page.editor.text_changed) as told:
        page.new_note()
    assert told.args == [""]
