"""Into the shared view and out again: nothing is lost, the place is found again, what ends meanwhile ends well."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from desktop.demonstration import PASSPHRASE
from desktop.errors import EscaleError, StoreTrouble
from desktop.front import Front
from desktop.models.journal import Event
from desktop.models.lock import Locked, Reason
from desktop.models.news import News, Withdrawal
from desktop.models.note import Delivery, Kind
from desktop.models.plan import Status, actions
from desktop.models.store import Store
from desktop.shared_room import SharedRoom
from desktop.views.shared.room_window import ENDED
from tests.store.people import envelope
from tests.views.reach import cut, missed, unnamed
from tests.views.shared.conftest import DRAFT, NINA, OTTO, back, in_the_room, settled, unlocked


def withdrawn(store: Store) -> object:
    """Nina ends her sharing."""
    gone = Withdrawal(NINA, f"c-{NINA}", datetime(2026, 11, 22, tzinfo=UTC), "withdrawn")
    return store.intake.absorb(News("e1", (gone,), (), (), "c2", more=False, remaining=0), envelope)


def pressed(room: SharedRoom, qtbot: QtBot, key: Qt.Key) -> None:
    """A key given to the window, once it has the keyboard."""
    with qtbot.waitActive(room.window):
        room.window.activateWindow()
    qtbot.keyClick(room.window, key)


def test_f9_goes_in_and_escape_out_to_the_same_place(front: Front, qtbot: QtBot) -> None:
    assert front.furniture is not None
    front.furniture.open_file(NINA, "Notes")
    settled(front, qtbot)
    front.furniture.window.resize(1200, 700)
    with qtbot.waitActive(front.furniture.window):
        front.furniture.window.activateWindow()
    with qtbot.waitSignal(front.stage.shared, timeout=20_000):
        qtbot.keyClick(front.furniture.file.bar, Qt.Key.Key_F9)
    room = front.room
    assert room is not None
    assert room.window.windowTitle() == "Escale"
    assert room.window.size().width() == 1200
    with qtbot.waitSignal(front.stage.returned, timeout=20_000):
        pressed(room, qtbot, Qt.Key.Key_Escape)
    assert front.furniture is not None
    assert front.furniture.window.page == "file"
    assert front.furniture.file.person == NINA
    assert front.furniture.file.tabs[front.furniture.file.bar.currentIndex()].title == "Notes"


def test_the_application_does_not_end_between_two_windows(front: Front, qtbot: QtBot) -> None:
    ended = list[bool]()
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.lastWindowClosed.connect(lambda: ended.append(True))
    in_the_room(front, qtbot)
    back(front, qtbot)
    assert ended == []


def test_what_was_half_written_is_kept_and_found_again(front: Front, qtbot: QtBot) -> None:
    assert front.furniture is not None
    front.furniture.window.new_file_asked.emit()
    qtbot.keyClicks(front.furniture.hand.first_name, "Awa")
    front.furniture.open_file(NINA, "Notes")
    qtbot.waitUntil(front.furniture.notes.editor.field.isVisible)
    front.furniture.notes.editor.field.insertPlainText("Reprendre contact")
    settled(front, qtbot)
    with qtbot.waitSignal(front.stage.shared, timeout=20_000):
        front.furniture.file.together.room.click()
    assert front.office is not None
    texts = {item.text: item for item in front.office.background.ask(lambda store: store.items.of(NINA))}
    assert "Reprendre contact" in texts
    assert texts["Reprendre contact"].delivery in (Delivery.DRAFT, Delivery.PRIVATE)
    again = back(front, qtbot)
    assert again.hand.touched
    assert again.hand.first_name.text() == "Awa"
    qtbot.waitUntil(lambda: "Reprendre contact" in again.notes.editor.field.toPlainText(), timeout=5_000)


def test_what_is_decided_together_is_written_and_a_line_half_typed_too(front: Front, qtbot: QtBot) -> None:
    room = in_the_room(front, qtbot)
    room.window.show_step(room.plan.code)
    settled(front, qtbot)
    (action,) = room.plan.plan
    room.plan.rows.step(1)
    room.plan.rows.status_asked.emit(Status.DONE)
    settled(front, qtbot)
    qtbot.keyClicks(room.plan.entry, "Je prends rendez-vous")
    furniture = back(front, qtbot)
    items = furniture.office.background.ask(lambda store: store.items.of(NINA))
    assert [one.status for one in actions(items) if one.id == action.id] == [Status.DONE]
    typed = {item.content.get("what") for item in items if item.delivery is Delivery.DRAFT}
    assert typed == {f"Rappeler {DRAFT}", "Je prends rendez-vous"}


def test_the_journal_says_that_the_file_was_read_together(front: Front, qtbot: QtBot) -> None:
    in_the_room(front, qtbot)
    furniture = back(front, qtbot)
    entries = furniture.office.background.ask(lambda store: store.journal.entries(NINA))
    told = [entry.event for entry in entries if "together" in entry.event]
    assert told == [Event.READ_TOGETHER_ENDED, Event.READ_TOGETHER]


def test_reading_goes_on_at_the_step_where_it_stopped(front: Front, qtbot: QtBot) -> None:
    room = in_the_room(front, qtbot)
    assert room.window.shown is room.parcours
    room.window.show_step(room.gap.code)
    back(front, qtbot)
    again = in_the_room(front, qtbot)
    assert again.window.shown is again.gap


def test_steps_turn_by_keyboard_and_stop_at_both_ends(front: Front, qtbot: QtBot) -> None:
    room = in_the_room(front, qtbot)
    window = room.window
    with qtbot.waitActive(window):
        window.activateWindow()
    turned = [window.shown.code]
    for key, keys in ((Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier),) * 5:
        qtbot.keyClick(window, key, keys)
        turned.append(window.shown.code)
    assert turned == ["parcours", "competences", "avenir", "plan", "synthese", "synthese"]
    qtbot.keyClick(window, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert window.shown is room.plan
    window.back_button.click()
    assert window.shown is room.gap
    assert "Plan d’action" in window.on_button.accessibleName()


def test_escape_first_leaves_what_is_inside_a_page(front: Front, qtbot: QtBot) -> None:
    room = in_the_room(front, qtbot)
    with qtbot.assertNotEmitted(room.left):
        room.window.show_trouble(EscaleError("Le disque est plein."))
        qtbot.keyClick(room.window.trouble_bar.close_button, Qt.Key.Key_Escape)
    assert room.window.trouble_bar.isHidden()


def test_what_fails_elsewhere_is_not_told_here(front: Front, qtbot: QtBot) -> None:
    room = in_the_room(front, qtbot)
    room.office.troubled.emit(StoreTrouble("La sauvegarde n’a pas pu être faite."))
    assert room.window.trouble_bar.isHidden()


def test_a_withdrawal_while_reading_leaves_a_neutral_sentence_and_a_way_out(front: Front, qtbot: QtBot) -> None:
    room = in_the_room(front, qtbot)
    room.office.background.write(withdrawn).result()  # type: ignore[arg-type]
    qtbot.waitUntil(room.window.gone.isVisible)
    assert room.window.gone.sentence.text() == ENDED
    assert room.window.name.text() == ""
    assert not room.window.bar.isVisible()
    (way,) = (one for one in room.window.gone.findChildren(QPushButton) if one.isVisible())
    with qtbot.waitSignal(front.stage.returned, timeout=20_000):
        way.click()
    furniture = front.furniture
    assert furniture is not None
    qtbot.waitUntil(lambda: furniture.window.page == "files", timeout=5_000)


def test_a_withdrawal_of_somebody_else_changes_nothing(front: Front, qtbot: QtBot) -> None:
    room = in_the_room(front, qtbot)
    gone = Withdrawal(OTTO, f"c-{OTTO}", datetime(2026, 11, 22, tzinfo=UTC), "withdrawn")
    page = News("e1", (gone,), (), (), "c2", more=False, remaining=0)
    room.office.background.write(lambda store: store.intake.absorb(page, envelope)).result()
    settled(front, qtbot)
    assert room.window.bar.isVisible()
    assert room.window.person == NINA


@pytest.mark.parametrize("reason", [Reason.IDLE, Reason.ASKED])
def test_a_lock_leads_back_to_the_office_not_to_the_room(
    front: Front, locks: list[Locked], reason: Reason, qtbot: QtBot
) -> None:
    room = in_the_room(front, qtbot, "Plan d’action")
    qtbot.keyClicks(room.plan.entry, "Je rappelle")
    if reason is Reason.ASKED:
        room.window.lock_asked.emit()
    else:
        front.lock(reason)
    assert locks == [Locked(reason)]
    assert (front.room, front.furniture) == (None, None)
    assert front.gate is not None
    assert front.gate.isVisible()
    again = unlocked(front, qtbot)
    qtbot.waitUntil(lambda: again.window.page == "file", timeout=5_000)
    assert (again.file.person, front.room) == (NINA, None)
    items = again.office.background.ask(lambda store: store.items.of(NINA))
    assert "Je rappelle" in {item.content.get("what") for item in items}


def test_a_defect_in_the_room_keeps_what_is_typed_and_is_said_there(front: Front, qtbot: QtBot) -> None:
    room = in_the_room(front, qtbot)
    qtbot.keyClicks(room.plan.entry, "Je rappelle")
    try:
        raise LookupError("Ottokar")
    except LookupError as error:
        sys.excepthook(LookupError, error, error.__traceback__)
    assert room.window.trouble_bar.isVisible()
    assert "Ottokar" not in room.window.trouble_bar.sentence.text()
    items = room.office.background.ask(lambda store: store.items.of(NINA))
    assert "Je rappelle" in {item.content.get("what") for item in items}


def asked_for(front: Front, qtbot: QtBot) -> SharedRoom:
    """The room of somebody who asked for the passphrase at the way out."""
    room = in_the_room(front, qtbot)
    room.office.config = replace(room.office.config, passphrase_to_leave=True)
    pressed(room, qtbot, Qt.Key.Key_Escape)
    assert room.dialog is not None
    return room


def test_the_passphrase_lets_out(front: Front, qtbot: QtBot) -> None:
    room = asked_for(front, qtbot)
    assert room.dialog is not None
    assert not unnamed(room.dialog)
    room.dialog.field.edit.setText(PASSPHRASE)
    with qtbot.waitSignal(front.stage.returned, timeout=20_000):
        room.dialog.act_button.click()


def test_a_wrong_passphrase_stays_and_is_counted_as_at_the_door(front: Front, qtbot: QtBot) -> None:
    room = asked_for(front, qtbot)
    dialog = room.dialog
    assert dialog is not None
    with qtbot.assertNotEmitted(room.left):
        dialog.field.edit.setText("une autre phrase que la bonne")
        dialog.act_button.click()
        qtbot.waitUntil(lambda: dialog.act_button.isEnabled(), timeout=20_000)
    assert dialog.isVisible()
    assert "phrase de passe" in dialog.said.text()
    assert room.office.opened.vault.attempts.count() == 1
    dialog.reject()
    assert room.dialog is None
    assert front.room is room


def test_a_sharing_that_ends_is_no_way_round_the_passphrase(front: Front, qtbot: QtBot) -> None:
    room = in_the_room(front, qtbot)
    room.office.config = replace(room.office.config, passphrase_to_leave=True)
    room.office.background.write(withdrawn).result()  # type: ignore[arg-type]
    qtbot.waitUntil(room.window.gone.isVisible)
    for _ in range(2):  # by the button, then by Escape: the office still shows other files
        with qtbot.assertNotEmitted(room.left, wait=50):
            (way,) = (one for one in room.window.gone.findChildren(QPushButton) if one.isVisible())
            way.click()
        assert room.dialog is not None
        room.dialog.reject()
        with qtbot.assertNotEmitted(room.left, wait=50):
            pressed(room, qtbot, Qt.Key.Key_Escape)
        assert room.dialog is not None
        dialog = room.dialog
        dialog.reject()
    room.window.leave_asked.emit()
    assert room.dialog is not None
    room.dialog.field.edit.setText(PASSPHRASE)
    with qtbot.waitSignal(front.stage.returned, timeout=20_000):
        room.dialog.act_button.click()


def test_closing_the_window_is_no_way_round_either(front: Front, qtbot: QtBot) -> None:
    room = asked_for(front, qtbot)
    assert room.dialog is not None
    room.dialog.reject()
    room.window.close()  # as Alt+F4: the last window goes, and the program with it; it asks at its next start
    assert not [top for top in QApplication.topLevelWidgets() if top.isVisible()]
    assert front.room is room
    assert front.furniture is None


@pytest.mark.usefixtures("own_copies")
def test_what_was_copied_in_the_office_cannot_be_pasted_and_is_given_back(front: Front, qtbot: QtBot) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("Pour moi seul : brouette.")
    room = in_the_room(front, qtbot)
    room.window.show_step(room.plan.code)
    settled(front, qtbot)
    room.plan.entry.setFocus()
    room.plan.entry.paste()
    assert room.plan.entry.words == ""
    back(front, qtbot)
    assert clipboard.text() == "Pour moi seul : brouette."
    in_the_room(front, qtbot)
    clipboard.setText("Vu ensemble.")
    back(front, qtbot)
    assert clipboard.text() == "Vu ensemble."
    clipboard.clear()


def over(dialog: QDialog | None, qtbot: QtBot) -> QDialog:
    """A window over the shared view, once it has the keyboard."""
    assert dialog is not None
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    return dialog


def test_the_curtain_hides_a_window_over_the_page_and_gives_it_back(front: Front, qtbot: QtBot) -> None:
    room = asked_for(front, qtbot)
    dialog = over(room.dialog, qtbot)
    for _ in range(2):
        qtbot.keyClick(dialog, Qt.Key.Key_F12)
        assert room.window.curtain.isVisible()
        assert not dialog.isVisible()
        qtbot.keyClick(room.window.curtain, Qt.Key.Key_A)
        assert not room.window.curtain.isVisible()
        assert dialog.isVisible()
        assert dialog.isModal()
        over(dialog, qtbot)
    dialog.reject()
    assert front.room is room


def test_a_window_that_closes_behind_the_curtain_does_not_come_back(front: Front, qtbot: QtBot) -> None:
    room = in_the_room(front, qtbot)
    room.parcours.missing.open()
    dialog = over(room.parcours.missing.dialog, qtbot)
    qtbot.keyClick(dialog, Qt.Key.Key_F12)
    assert room.window.curtain.isVisible()
    assert room.parcours.missing.dialog is None
    room.window.curtain.lift()
    assert not [top for top in QApplication.topLevelWidgets() if top.isVisible() and top is not room.window]


def test_the_curtain_hides_everything_until_any_key(front: Front, qtbot: QtBot) -> None:
    room = in_the_room(front, qtbot)
    window = room.window
    qtbot.keyClicks(room.plan.entry, "Je rappelle")
    pressed(room, qtbot, Qt.Key.Key_F12)
    assert window.curtain.isVisible()
    assert not window.centralWidget().isVisible()
    for key, keys in ((Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier), (Qt.Key.Key_Escape, Qt.KeyboardModifier(0))):
        window.curtain.fall()
        qtbot.keyClick(window.curtain, key, keys)  # no shortcut hears it
        assert window.centralWidget().isVisible()
        assert front.room is room
    items = room.office.background.ask(lambda store: store.items.of(NINA))
    assert "Je rappelle" in {item.content.get("what") for item in items}


@pytest.mark.parametrize("code", ["parcours", "competences", "avenir", "plan", "synthese"])
def test_the_keyboard_reaches_everything_and_nothing_is_cut(front: Front, qtbot: QtBot, code: str) -> None:
    room = in_the_room(front, qtbot)
    room.window.resize(1366, 768)
    room.window.show_step(code)
    settled(front, qtbot)
    with qtbot.waitActive(room.window):
        room.window.activateWindow()
    if code in (room.gap.code, room.plan.code):
        missed(room.window)  # a row of choices is one stop from the moment that Tab has been there
    assert unnamed(room.window) == []
    assert missed(room.window) == []
    assert cut(room.window) == []


def test_no_working_note_can_be_read_from_its_pages(front: Front, qtbot: QtBot) -> None:
    room = in_the_room(front, qtbot)
    kinds = list[Kind]()
    room.desk.background.read(
        room, "kinds", lambda store: [item.kind for item in store.items.of(NINA)], lambda found: kinds.extend(found)
    )
    qtbot.waitUntil(lambda: bool(kinds))
    assert Kind.WORKING not in kinds
    refused = list[EscaleError]()
    room.desk.background.read(
        room, "else", lambda store: store.passports.file(OTTO), lambda _: None, lambda trouble: refused.append(trouble)
    )
    qtbot.waitUntil(lambda: bool(refused))
