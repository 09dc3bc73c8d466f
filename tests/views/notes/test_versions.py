"""Versions: listed, compared with the text of now, taken up again; the same comparison in a conflict."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.models.interview import Header, Moment, header_of, with_header
from desktop.models.note import Delivery, Kind
from desktop.views.desk import Desk
from desktop.views.notes.notes_page import NotesPage
from desktop.views.notes.versions_dialog import VersionsDialog
from tests.views.notes.kept import kept, listed
from tests.views.notes.test_notes_page import in_conflict
from tests.views.people import CLAIRE
from tests.views.reach import cut, missed, unnamed

FIRST, SECOND = "Elle veut partir en mars.", "Elle veut rester en mars, a Thouars."


def written_twice(page: NotesPage, desk: Desk, qtbot: QtBot) -> str:
    """A note saved, then saved again with other words; its id."""
    for text, header in ((FIRST, Header(Moment.FIRST)), (SECOND, Header(Moment.REVIEW))):
        content = with_header({"text": text}, header)
        desk.background.write(lambda store, content=content: store.items.record(CLAIRE, Kind.NOTE, content, item="n"))
    listed(page, qtbot, "à partager")
    page.show_note("n")
    return "n"


def opened(page: NotesPage, qtbot: QtBot) -> VersionsDialog:
    """The window of the versions."""
    page.editor.versions.button.click()
    qtbot.waitUntil(lambda: page.editor.versions.dialog is not None and page.editor.versions.dialog.isVisible())
    dialog = page.editor.versions.dialog
    assert isinstance(dialog, VersionsDialog)
    return dialog


def test_versions_are_compared_with_the_text_of_now(page: NotesPage, desk: Desk, qtbot: QtBot) -> None:
    written_twice(page, desk, qtbot)
    dialog = opened(page, qtbot)
    assert [row.around for row in dialog.rows.model_of_rows.rows] == ["5 mots · à partager"]
    assert dialog.shown.said.text() == "Depuis cette version : 4 mots ajoutés, 1 mot retiré."
    assert "partirrester" in dialog.shown.text.toPlainText(), "what went, then what came"
    dialog.shown.turn.click()
    assert dialog.shown.list.toPlainText().splitlines()[:2] == ["Retiré : partir", "Ajouté : rester"]
    assert unnamed(dialog) == missed(dialog) == []
    qtbot.waitUntil(lambda: cut(dialog) == [])
    dialog.reject()
    qtbot.waitUntil(lambda: page.editor.versions.dialog is None)


def test_a_version_is_taken_up_again_with_its_header_and_ctrl_z_undoes_it(
    page: NotesPage, desk: Desk, qtbot: QtBot
) -> None:
    identifier = written_twice(page, desk, qtbot)
    opened(page, qtbot).act_button.click()
    assert page.editor.text == FIRST
    page.flush().result(timeout=10)
    (note,) = kept(page)
    assert (note.text, note.delivery, header_of(note.content).moment) == (FIRST, Delivery.DRAFT, Moment.FIRST)
    earlier = desk.background.ask(lambda store: store.versions.of(identifier))
    assert [one.text for one in earlier] == [SECOND, FIRST], "the text that was replaced is a version too"
    qtbot.keyClick(page.editor.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.editor.text == SECOND


def test_a_note_without_versions_says_when_one_is_kept(page: NotesPage, qtbot: QtBot) -> None:
    assert not page.editor.versions.button.isVisible(), "nothing is written yet"
    qtbot.keyClicks(page.editor.field, "Un mot")
    qtbot.waitUntil(page.editor.versions.button.isVisible)
    page.editor.versions.button.click()
    qtbot.waitUntil(lambda: "Pas encore de version" in page.editor.state.text())


def test_the_window_closes_with_its_note(page: NotesPage, desk: Desk, qtbot: QtBot) -> None:
    written_twice(page, desk, qtbot)
    dialog = opened(page, qtbot)
    page.new_note()
    qtbot.waitUntil(lambda: page.editor.versions.dialog is None)
    assert dialog._versions == {}


def test_words_of_a_working_note_are_announced_before_they_are_shared(
    page: NotesPage, desk: Desk, qtbot: QtBot
) -> None:
    for text in ({"text": FIRST * 20}, {"text": SECOND}):
        desk.background.write(lambda store, text=text: store.items.record(CLAIRE, Kind.WORKING, text, item="n"))
    listed(page, qtbot, "note de travail")
    page.show_note("n")
    page.editor.band.turn.click()
    page.editor.band.yes.click()
    page.flush().result(timeout=10)
    dialog = opened(page, qtbot)
    assert dialog.warning.isVisible()
    assert "note de travail" in dialog.warning.text()
    dialog.reject()


def test_a_conflict_underlines_the_words_that_differ(page: NotesPage, qtbot: QtBot) -> None:
    in_conflict(page, qtbot)
    for field, word in ((page.conflict.mine, "mien"), (page.conflict.theirs, "leur")):
        assert [mark.cursor.selectedText() for mark in field.extraSelections()] == [word]
        assert field.accessibleDescription().endswith(f"seulement ici : {word}")
