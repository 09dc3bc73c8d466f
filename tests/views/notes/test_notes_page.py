"""Notes: kept at every pause, queued on demand, private on demand, reconciled by the counsellor alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import Refused, StoreTrouble
from desktop.models.changes import Changes
from desktop.models.news import Answer
from desktop.models.note import Delivery, Kind, Theirs
from desktop.models.store import Store
from desktop.views.desk import Desk
from desktop.views.lost_words import TAKE_UP
from desktop.views.notes.notes_page import NotesPage
from desktop.views.window import MainWindow
from tests.views.disk import Disk
from tests.views.notes.kept import kept, listed
from tests.views.people import ALI, CLAIRE
from tests.views.reach import cut, missed, unnamed


def settle(store: Store, outcome: str, theirs: Theirs | None = None) -> Changes:
    """The gateway answers for everything that waits about Claire."""
    waiting = [sent for sent in store.post.batch() if sent.item.person == CLAIRE]
    return store.post.settle(waiting, [Answer(sent.item.id, outcome, 2, "too_large", theirs) for sent in waiting])


def saved(page: NotesPage, qtbot: QtBot, text: str) -> str:
    """Write a note, queue it, and wait until the list says so; its id."""
    qtbot.keyClicks(page.editor.field, text)
    qtbot.keyClick(page.editor.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    listed(page, qtbot, "en attente")
    return page.editor.id


def in_conflict(page: NotesPage, qtbot: QtBot) -> str:
    """A note sent, and another text of it at the gateway; its id."""
    identifier = saved(page, qtbot, "Le mien")
    theirs = Theirs(2, datetime(2026, 11, 22, 7, 0, tzinfo=UTC), "C. Martin", {"text": "Le leur"})
    page.desk.background.write(lambda store: settle(store, "conflict", theirs))
    qtbot.waitUntil(page.conflict.isVisible)
    return identifier


def test_a_pause_keeps_a_draft_and_says_when(page: NotesPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.editor.field, "Premier entretien")
    assert page.editor.id
    qtbot.waitUntil(lambda: page.editor.state.text().startswith("Brouillon enregistré à "))
    listed(page, qtbot, "brouillon")
    (note,) = kept(page)
    assert (note.id, note.text, note.delivery) == (page.editor.id, "Premier entretien", Delivery.DRAFT)


def test_flush_keeps_at_once_what_no_pause_has_kept(page: NotesPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.editor.field, "Vite")
    changes = page.flush().result(timeout=10)
    assert changes.items == {CLAIRE}
    assert [note.text for note in kept(page)] == ["Vite"]
    assert page.flush().result(timeout=10) is changes, "nothing more to write"


def test_leaving_the_field_or_the_page_keeps_the_draft(page: NotesPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.editor.field, "Un")
    page.editor.save_button.setFocus()
    qtbot.keyClicks(page.editor.field, " deux")
    page.hide()
    assert [note.text for note in kept(page)] == ["Un deux"]


def test_another_person_never_receives_what_was_being_written(page: NotesPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.editor.field, "De Claire")
    page.show_person(ALI)
    assert page.editor.text == ""
    assert [note.text for note in kept(page)] == ["De Claire"]
    assert kept(page, ALI) == ()


def test_saving_queues_the_note(page: NotesPage, qtbot: QtBot) -> None:
    saved(page, qtbot, "A transmettre")
    assert kept(page)[0].delivery is Delivery.WAITING
    qtbot.waitUntil(lambda: "prochaine synchronisation" in page.editor.state.text())


def test_an_empty_note_is_not_saved_and_an_emptied_draft_is_no_note(page: NotesPage, qtbot: QtBot) -> None:
    page.editor.save()
    assert page.editor.state.text() == "Écrivez d’abord quelques mots."
    qtbot.keyClicks(page.editor.field, "x")
    page.flush().result(timeout=10)
    listed(page, qtbot, "brouillon")
    qtbot.keyClick(page.editor.field, Qt.Key.Key_Backspace)
    page.flush().result(timeout=10)
    assert kept(page) == ()


def test_a_private_note_is_never_a_draft_to_be_sent(page: NotesPage, qtbot: QtBot) -> None:
    page.new_note(Kind.WORKING)
    qtbot.keyClicks(page.editor.field, "Pour moi")
    page.flush().result(timeout=10)
    assert kept(page)[0].delivery is Delivery.PRIVATE
    page.editor.save()
    listed(page, qtbot, "note de travail")
    assert kept(page)[0].delivery is Delivery.PRIVATE
    assert "n’est jamais envoyée" in page.editor.state.text()


def test_a_sent_note_taken_up_again_is_a_new_version(page: NotesPage, desk: Desk, qtbot: QtBot) -> None:
    identifier = saved(page, qtbot, "Envoyee")
    desk.background.write(lambda store: settle(store, "accepted"))
    listed(page, qtbot, "transmise")
    assert not page.editor.band.turn.isVisible()
    assert not page.editor.erase_button.isVisible()
    page.editor.field.appendPlainText("et plus")
    page.editor.save()
    listed(page, qtbot, "en attente")
    (note,) = kept(page)
    assert (note.id, note.version, note.text) == (identifier, 2, "Envoyee\net plus")


def test_a_refusal_is_said_with_its_reason(page: NotesPage, desk: Desk, qtbot: QtBot) -> None:
    saved(page, qtbot, "Trop longue")
    desk.background.write(lambda store: settle(store, "refused"))
    listed(page, qtbot, "refusée : le texte est trop long")
    assert "Elle reste ici" in page.editor.state.text()


@pytest.mark.parametrize(
    ("button", "expected"),
    [("keep_mine", ["Le mien"]), ("keep_theirs", ["Le leur"]), ("keep_both", ["Le mien", "Le leur"])],
)
def test_a_conflict_shows_both_texts_and_keeps_what_is_chosen(
    page: NotesPage, qtbot: QtBot, button: str, expected: list[str]
) -> None:
    in_conflict(page, qtbot)
    assert (page.conflict.mine.toPlainText(), page.conflict.theirs.toPlainText()) == ("Le mien", "Le leur")
    chosen: QPushButton = getattr(page.conflict, button)
    chosen.click()
    qtbot.waitUntil(page.editor.isVisible)
    (note,) = kept(page)
    assert (note.delivery, note.version) == (Delivery.WAITING, 2)
    assert [line for line in note.text.splitlines() if line.startswith("Le ")] == expected
    assert page.editor.text == note.text


def test_an_erased_draft_can_come_back(page: NotesPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.editor.field, "A effacer")
    page.flush()
    listed(page, qtbot, "brouillon")
    identifier = page.editor.id
    page.editor.erase_button.click()
    qtbot.waitUntil(page.notice.isVisible)
    assert kept(page) == ()
    assert page.editor.text == ""
    undo = next(link for link in page.notice.findChildren(QPushButton) if link.text() == "Annuler")
    undo.click()
    qtbot.waitUntil(lambda: page.editor.text == "A effacer")
    assert [(note.id, note.delivery) for note in kept(page)] == [(identifier, Delivery.DRAFT)]


def test_what_is_typed_is_never_replaced_by_what_was_read(page: NotesPage, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.editor.field, "Debut")
    page.flush().result(timeout=10)
    listed(page, qtbot, "brouillon")
    qtbot.keyClicks(page.editor.field, " et fin")
    desk.background.write(lambda store: store.items.record(CLAIRE, Kind.NOTE, {"text": "Autre"})).result(timeout=10)
    qtbot.waitUntil(lambda: page.rows.model_of_rows.rowCount() == 2)
    assert page.editor.text == "Debut et fin"


def test_a_note_too_long_stays_in_the_field_and_says_so(page: NotesPage, qtbot: QtBot) -> None:
    page.editor.field.setPlainText("x" * 70_000)
    page.editor.save()
    qtbot.waitUntil(lambda: "trop long" in page.editor.state.text())
    assert len(page.editor.text) == 70_000
    page.editor.field.setPlainText("x")
    page.flush().result(timeout=10)
    assert len(kept(page)) == 1


def choose(page: NotesPage, words: str) -> None:
    """Click the last link of a notice that says so."""
    notices = (page.notice, page.lost_notice)
    [link for one in notices for link in one.findChildren(QPushButton) if link.text() == words][-1].click()


def test_a_note_too_long_is_said_while_it_is_typed(page: NotesPage, qtbot: QtBot) -> None:
    page.editor.field.setPlainText("é" * 30_100)
    assert "trop longue" in page.editor.state.text()
    page.editor.field.setPlainText("é" * 29_000)
    assert page.editor.state.text() == ""


@pytest.mark.parametrize("back", [True, False])
def test_words_refused_after_another_file_was_opened_are_told_and_offered_back(
    page: NotesPage, desk: Desk, qtbot: QtBot, back: bool
) -> None:
    page.editor.field.setPlainText("x" * 60_100)
    with qtbot.waitSignal(desk.background.troubled) as told:
        page.show_person(ALI)
    assert "trop long" in str(told.args)
    assert page.editor.text == ""
    with pytest.raises(Refused):
        page.flush().result(timeout=10)
    if not back:
        desk.background.write(lambda _: Changes(gone=frozenset({CLAIRE}))).result(timeout=10)
        qtbot.waitUntil(lambda: page.lost.trouble is None)
        return
    page.show_person(CLAIRE)
    qtbot.waitUntil(page.lost_notice.isVisible)
    choose(page, TAKE_UP)
    assert page.editor.text == "x" * 60_100
    page.editor.field.setPlainText("x" * 50_000)
    page.flush().result(timeout=10)
    assert [len(note.text) for note in kept(page)] == [50_000]


def test_a_note_whose_last_words_were_refused_shows_them_when_chosen(page: NotesPage, desk: Desk, qtbot: QtBot) -> None:
    identifier = saved(page, qtbot, "Courte")
    page.editor.field.setPlainText("y" * 60_100)
    with qtbot.waitSignal(desk.background.troubled):
        page.new_note()
    page.show_note(identifier)
    assert page.editor.text == "y" * 60_100
    page.editor.field.setPlainText("y")
    page.flush().result(timeout=10)
    assert [(note.id, note.text) for note in kept(page)] == [(identifier, "y")]
    assert page.lost.trouble is None


def test_words_of_a_file_that_is_gone_are_not_held_in_memory(page: NotesPage, desk: Desk, qtbot: QtBot) -> None:
    page.show_person(ALI)
    qtbot.waitUntil(lambda: not page._fresh)
    desk.background.write(lambda store: store.passports.remove(ALI)).result(timeout=10)
    page.editor.field.setPlainText("Trop tard")
    with qtbot.waitSignal(desk.background.troubled) as told:
        page.show_person(CLAIRE)
    assert "n’est plus sur ce poste" in str(told.args)
    assert page.lost.trouble is None


def test_a_refusal_that_nobody_sees_is_told(page: NotesPage, desk: Desk, qtbot: QtBot) -> None:
    page.editor.field.setPlainText("x" * 60_100)
    with qtbot.waitSignal(desk.background.troubled):
        page.hide()
    assert page.editor.pending
    page.show()
    assert len(page.editor.text) == 60_100


def test_a_note_that_may_have_left_cannot_become_private(page: NotesPage, qtbot: QtBot) -> None:
    assert page.editor.band.turn.isVisible()
    saved(page, qtbot, "En route")
    assert not page.editor.band.turn.isVisible()
    qtbot.keyClicks(page.editor.field, " et plus")
    page.flush().result(timeout=10)
    listed(page, qtbot, "brouillon")
    assert not page.editor.band.turn.isVisible()
    page.new_note()
    assert page.editor.band.turn.isVisible()


def test_a_note_of_a_file_made_here_can_become_private(page: NotesPage, qtbot: QtBot) -> None:
    page.show_person(ALI)
    qtbot.waitUntil(lambda: not page._fresh)
    qtbot.keyClicks(page.editor.field, "Ici")
    page.editor.save()
    listed(page, qtbot, "gardée ici")
    qtbot.waitUntil(page.editor.band.turn.isVisible)


def test_a_note_made_private_then_erased_comes_back_private(page: NotesPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.editor.field, "Pour moi")
    page.flush()
    listed(page, qtbot, "brouillon")
    page.editor.band.turn.click()
    page.editor.band.yes.click()
    page.erase()
    qtbot.waitUntil(page.notice.isVisible)
    choose(page, "Annuler")
    qtbot.waitUntil(lambda: page.editor.text == "Pour moi")
    assert [note.delivery for note in kept(page)] == [Delivery.PRIVATE]


def test_a_new_note_is_one_shortcut_away_in_the_window(desk: Desk, qtbot: QtBot) -> None:
    page = NotesPage(desk)
    window = MainWindow(desk, (("file", page),))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    page.show_person(CLAIRE)
    page.editor.field.setFocus()
    qtbot.waitUntil(page.editor.field.hasFocus)
    qtbot.keyClicks(page.editor.field, "Un")
    first = page.editor.id
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.assertNotEmitted(window.new_file_asked):
        qtbot.keyClick(page.editor.field, Qt.Key.Key_N, both)
    assert (page.editor.text, bool(first)) == ("", True)
    with qtbot.waitSignal(window.new_file_asked):
        qtbot.keyClick(page.editor.field, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)


def test_a_draft_is_taken_up_again_when_the_file_is_opened(page: NotesPage, desk: Desk, qtbot: QtBot) -> None:
    desk.background.write(lambda store: store.items.record(ALI, Kind.NOTE, {"text": "Hier"}, draft=True)).result()
    page.show_person(ALI)
    qtbot.waitUntil(lambda: page.editor.text == "Hier")
    page.new_note()
    qtbot.keyClicks(page.editor.field, "Demain")
    page.flush().result(timeout=10)
    assert sorted(note.text for note in kept(page, ALI)) == ["Demain", "Hier"]


def test_a_note_found_elsewhere_is_shown(page: NotesPage, desk: Desk, qtbot: QtBot) -> None:
    page.show_person("p-nadia")
    found = next(note for note in kept(page, "p-nadia") if note.delivery is Delivery.PRIVATE)
    page.show_note(found.id)
    qtbot.waitUntil(lambda: page.editor.text == found.text)
    assert page.editor.kind is Kind.WORKING


def test_everything_is_named_and_reached_in_a_conflict_too(page: NotesPage, qtbot: QtBot) -> None:
    assert unnamed(page) == missed(page) == []
    page.editor.field.setFocus()
    in_conflict(page, qtbot)
    assert unnamed(page) == missed(page) == []


def test_nothing_is_cut_when_letters_are_twice_as_big(large_desk: Desk, shown: Callable[[QWidget], None]) -> None:
    page = NotesPage(large_desk)
    shown(page)
    assert cut(page) == []


def test_words_that_a_full_disk_refused_are_written_while_another_file_is_shown(
    page: NotesPage, desk: Desk, disk: Disk, qtbot: QtBot
) -> None:
    disk.fill()
    page.editor.field.setPlainText("De Claire")
    with qtbot.waitSignal(desk.background.troubled):
        page.show_person(ALI)
    with pytest.raises(StoreTrouble):
        page.flush().result(timeout=10)
    assert not page.lost_notice.isVisible()
    disk.free()
    page.flush().result(timeout=10)
    assert [note.text for note in kept(page)] == ["De Claire"]
    assert kept(page, ALI) == ()
    qtbot.waitUntil(lambda: page.lost.trouble is None)
    page.flush().result(timeout=10)


def test_a_note_is_no_wider_than_its_place_in_a_small_window_with_large_letters(
    large_desk: Desk, shown: Callable[[QWidget], None]
) -> None:
    page = NotesPage(large_desk)
    shown(page)
    page.editor.setParent(None)
    page.editor.resize(526, 429)
    page.editor.show()
    assert page.editor.sheet.width() <= page.editor.sheet.area.viewport().width()
    page.editor.setParent(page)
