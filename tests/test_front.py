"""The door and the office: locking, leaving, changing the appearance; nothing half written is lost on the way."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.config import Config
from desktop.custody.opening import open_store
from desktop.demonstration import PASSPHRASE
from desktop.errors import EscaleError, StoreTrouble
from desktop.front import Front, Ways
from desktop.furniture import Furniture
from desktop.models.changes import Changes
from desktop.models.lock import Locked, Reason
from desktop.models.note import Delivery
from desktop.models.store import Store
from desktop.returning import HAND
from desktop.vault.derive import FLOOR
from desktop.vault.vault import Vault
from desktop.views.settings.sections import COPIES
from desktop.views.unlock.first_run_page import FirstRunPage
from desktop.views.unlock.recovery_sheet_page import RecoverySheetPage
from desktop.views.unlock.unlock_page import UnlockPage
from tests.store.people import ANNE, envelope, news, received
from tests.views.disk import Disk


class Answer:
    """What the person answers when asked whether to lose something."""

    leave = False
    asked = ""

    def __call__(self, _window: object, losses: str) -> bool:
        self.asked = losses
        return self.leave


@pytest.fixture
def answer() -> Answer:
    return Answer()


@pytest.fixture
def locks() -> list[Locked]:
    """Each lock that would have ended this process."""
    return []


@pytest.fixture
def front(
    tmp_path: Path,
    qapp: QApplication,
    qtbot: QtBot,
    answer: Answer,
    locks: list[Locked],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Front]:
    monkeypatch.setattr("desktop.late.PATIENCE", 20)  # however slow the computer of the tests
    Vault(tmp_path, None, FLOOR).create(PASSPHRASE)
    ways = Ways(lambda theme: theme.apply(qapp), lambda _: False, answer, locks.append)
    made = Front(Config(tmp_path, theme="light", demo=True), ways)
    made.begin()
    office = _unlocked(made, qtbot).office
    office.background.write(lambda store: store.intake.absorb(news(received()), envelope)).result()
    yield made
    made.close()


def _unlocked(front: Front, qtbot: QtBot) -> Furniture:
    with qtbot.waitSignal(front.opened, timeout=20_000):
        front.unlock(PASSPHRASE)
    assert front.furniture is not None
    return front.furniture


def _typed(furniture: Furniture, qtbot: QtBot, words: str) -> None:
    furniture.open_file(ANNE, "Notes")
    qtbot.waitUntil(furniture.notes.editor.field.isVisible)
    furniture.notes.editor.field.insertPlainText(words)


def test_what_was_being_written_is_back_after_a_lock(front: Front, qtbot: QtBot) -> None:
    assert front.furniture is not None
    _typed(front.furniture, qtbot, "Reprendre contact avec la mission locale")
    front.lock()
    assert front.furniture is None
    assert front.office is None
    assert front.gate is not None
    assert front.gate.isVisible()
    again = _unlocked(front, qtbot)
    (note,) = again.office.background.ask(lambda store: store.items.of(ANNE))
    assert (note.delivery, note.text) == (Delivery.DRAFT, "Reprendre contact avec la mission locale")


def test_the_window_stays_while_a_file_is_being_typed(front: Front, answer: Answer, qtbot: QtBot) -> None:
    assert front.furniture is not None
    furniture = front.furniture
    furniture.window.new_file_asked.emit()
    qtbot.keyClicks(furniture.hand.first_name, "Awa")
    assert not furniture.window.close()
    assert "saisie" in answer.asked
    assert furniture.window.isVisible()
    answer.leave = True
    assert furniture.window.close()


def test_a_change_of_appearance_keeps_what_is_typed(front: Front, qtbot: QtBot) -> None:
    assert front.furniture is not None
    front.furniture.window.new_file_asked.emit()
    qtbot.keyClicks(front.furniture.hand.first_name, "Awa")
    front.furniture.theme_chosen.emit("dark")
    assert front.furniture.desk.theme.name == "dark"
    assert front.furniture.hand.first_name.text() == "Awa"
    assert front.furniture.office.config.theme == "dark"


def test_a_defect_is_reported_without_a_value(front: Front, tmp_path: Path) -> None:
    assert front.furniture is not None
    secret = "Anne a dit"
    try:
        raise LookupError(secret)
    except LookupError as error:
        sys.excepthook(LookupError, error, error.__traceback__)
    (report,) = (tmp_path / "rapports").iterdir()
    assert "LookupError" in report.read_text(encoding="utf-8")
    assert secret not in report.read_text(encoding="utf-8")
    assert front.furniture.window.trouble_bar.isVisible()


def test_an_expected_failure_in_a_slot_is_no_defect(front: Front, tmp_path: Path) -> None:
    try:
        raise EscaleError("Le disque est plein.")
    except EscaleError as error:
        sys.excepthook(EscaleError, error, error.__traceback__)
    assert not (tmp_path / "rapports").exists()


def test_ctrl_l_locks(front: Front, qtbot: QtBot) -> None:
    assert front.furniture is not None
    window = front.furniture.window
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: front.furniture is None, timeout=5_000)


def test_the_place_and_the_form_half_typed_come_back_after_a_lock(
    front: Front, locks: list[Locked], qtbot: QtBot
) -> None:
    assert front.furniture is not None
    furniture = front.furniture
    furniture.window.new_file_asked.emit()
    qtbot.keyClicks(furniture.hand.first_name, "Awa")
    furniture.open_file(ANNE, "Notes")
    front.lock(Reason.IDLE)
    assert locks == [Locked(Reason.IDLE)]
    assert isinstance(front.gate, UnlockPage)
    assert "après 5 minutes sans activité" in front.gate.why.text()
    again = _unlocked(front, qtbot)
    qtbot.waitUntil(lambda: again.window.page == "file", timeout=5_000)
    assert again.file.person == ANNE
    assert again.file.tabs[again.file.bar.currentIndex()].title == "Notes"
    assert again.hand.first_name.text() == "Awa"
    assert again.hand.touched


def test_an_automatic_lock_asks_nothing(front: Front, answer: Answer, qtbot: QtBot) -> None:
    assert front.furniture is not None
    front.furniture.window.new_file_asked.emit()
    qtbot.keyClicks(front.furniture.hand.first_name, "Awa")
    front.lock(Reason.SLEEP)
    assert front.furniture is None
    assert answer.asked == ""


def test_a_vault_that_appeared_meanwhile_is_opened_not_made_again(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot, answer: Answer, locks: list[Locked]
) -> None:
    home = tmp_path / "ailleurs"
    made = Front(
        Config(home, theme="light", demo=True), Ways(lambda theme: theme.apply(qapp), bool, answer, locks.append)
    )
    made.begin()
    qtbot.waitUntil(lambda: isinstance(made.gate, FirstRunPage), timeout=10_000)
    Vault(home, None, FLOOR).create(PASSPHRASE)
    assert isinstance(made.gate, FirstRunPage)
    made.gate.created.emit(PASSPHRASE)
    qtbot.waitUntil(lambda: isinstance(made.gate, UnlockPage), timeout=10_000)
    assert made.gate.trouble.text() == "Un coffre existe déjà ici."
    _unlocked(made, qtbot)
    made.close()


def test_the_sheet_of_a_new_vault_is_locked_too(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot, answer: Answer, locks: list[Locked]
) -> None:
    made = Front(
        Config(tmp_path / "neuf", theme="light", demo=True),
        Ways(lambda theme: theme.apply(qapp), bool, answer, locks.append),
    )
    made.begin()
    qtbot.waitUntil(lambda: isinstance(made.gate, FirstRunPage), timeout=10_000)
    assert made._guard is None
    assert isinstance(made.gate, FirstRunPage)
    made.gate.created.emit(PASSPHRASE)
    qtbot.waitUntil(lambda: isinstance(made.gate, RecoverySheetPage), timeout=60_000)
    shown, guard = made._door._made, made._guard
    assert shown
    assert guard
    guard.locking.due.emit(Reason.IDLE)
    assert locks[-1] == Locked(Reason.IDLE)
    assert isinstance(made.gate, UnlockPage)
    assert made._guard is None
    assert shown.store._closed
    _unlocked(made, qtbot)
    assert made._guard
    made.close()


class Locks(list[Locked]):
    """The first lock that would have ended this process lets go on whatever was held."""

    def __init__(self, held: Event) -> None:
        super().__init__()
        self._held = held

    def take(self, locked: Locked) -> None:
        self.append(locked)
        self._held.set()


def _watched(front: Front, monkeypatch: pytest.MonkeyPatch, held: Event) -> Locks:
    locks = Locks(held)
    monkeypatch.setattr(front, "_ways", replace(front._ways, relaunch=locks.take))
    return locks


@pytest.mark.parametrize("reason", [Reason.IDLE, Reason.ASKED])
def test_a_lock_does_not_wait_for_work_away_from_the_store(
    front: Front, reason: Reason, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert front.furniture is not None
    held = Event()
    locks = _watched(front, monkeypatch, held)
    _typed(front.furniture, qtbot, "Reprendre contact")
    front.furniture.office.background.run(front.furniture, held.wait, lambda _: None)
    front.lock(reason)
    assert locks == [Locked(reason)]


@pytest.mark.parametrize("reason", [Reason.IDLE, Reason.ASKED])
def test_a_lock_stops_the_upkeep_before_it_keeps_the_last_words(
    front: Front, locks: list[Locked], reason: Reason, qtbot: QtBot
) -> None:
    assert front.furniture is not None
    stop = front.furniture.office.upkeep._stop

    def long(_store: Store) -> Changes:
        assert stop.wait(20)
        return Changes()

    _typed(front.furniture, qtbot, "Reprendre contact")
    front.furniture.office.background.write(long)
    front.lock(reason)
    assert locks == [Locked(reason)]
    (note,) = _unlocked(front, qtbot).office.background.ask(lambda store: store.items.of(ANNE))
    assert note.text == "Reprendre contact"


def test_a_store_that_never_answers_is_left_at_the_first_deadline(
    front: Front, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert front.furniture is not None
    monkeypatch.setattr("desktop.late.PATIENCE", 0.2)
    held = Event()
    locks = _watched(front, monkeypatch, held)

    def hung(_store: Store) -> Changes:
        assert held.wait(20)
        return Changes()

    _typed(front.furniture, qtbot, "Reprendre contact")
    front.furniture.office.background.write(hung)
    front.lock()
    assert locks[0] == Locked(Reason.ASKED, whole=False)


def test_a_lock_given_up_leaves_the_upkeep_at_work(front: Front, answer: Answer, qtbot: QtBot) -> None:
    assert front.furniture is not None
    furniture = front.furniture
    _typed(furniture, qtbot, "x" * 70_000)
    front.lock()
    assert answer.asked
    assert front.furniture is furniture
    assert not furniture.office.upkeep._stop.is_set()
    furniture.notes.editor.field.clear()


def test_a_form_that_came_back_and_was_saved_comes_back_no_more(front: Front, qtbot: QtBot) -> None:
    assert front.furniture is not None
    front.furniture.window.new_file_asked.emit()
    qtbot.keyClicks(front.furniture.hand.first_name, "Awa")
    front.lock(Reason.IDLE)
    again = _unlocked(front, qtbot)
    qtbot.waitUntil(lambda: again.hand.touched, timeout=5_000)
    qtbot.waitUntil(lambda: not again.office.background.ask(lambda store: store.drafts.get(HAND)), timeout=5_000)
    again.theme_chosen.emit("dark")
    assert front.furniture is not again
    assert front.furniture.hand.first_name.text() == "Awa"
    front.lock(Reason.IDLE)
    third = _unlocked(front, qtbot)
    qtbot.waitUntil(lambda: third.hand.touched, timeout=5_000)


def test_a_restoration_asks_before_a_form_is_lost(front: Front, answer: Answer, qtbot: QtBot, tmp_path: Path) -> None:
    assert front.furniture is not None
    furniture = front.furniture
    copies = furniture.settings.copies
    furniture.window.show_page("settings")
    furniture.settings.show_part(COPIES)
    copies.back_up_button.click()
    qtbot.waitUntil(lambda: copies.said.text().startswith("Sauvegarde faite"), timeout=20_000)
    (path,) = tmp_path.rglob("*.sauvegarde")
    furniture.window.new_file_asked.emit()
    qtbot.keyClicks(furniture.hand.first_name, "Awa")
    furniture.window.show_page("settings")
    copies.restore_asked.emit(str(path))
    assert "saisie" in answer.asked
    assert copies.said.text() == "Rien n’a été changé."
    assert front.furniture is furniture
    answer.leave = True
    with qtbot.waitSignal(front.opened, timeout=60_000):
        copies.restore_asked.emit(str(path))
    assert front.furniture is not furniture
    qtbot.waitUntil(lambda: front.furniture is not None and front.furniture.window.page == "settings")
    assert front._guard


def test_a_disk_that_refuses_the_end_is_said_once_everything_is_closed(
    front: Front, qtbot: QtBot, tmp_path: Path
) -> None:
    disk = Disk()
    assert front.furniture is not None
    _typed(front.furniture, qtbot, "Reprendre contact avec la mission locale")
    assert not front.furniture.flush()
    disk.fill()
    try:
        with pytest.raises(StoreTrouble, match="ce qui était enregistré est intact"):
            front.close()
    finally:
        disk.free()
    assert front.office is None
    assert front.furniture is None
    vault = Vault(tmp_path, None, FLOOR)
    store = open_store(vault, vault.unlock(PASSPHRASE), tmp_path / "escale.db").store
    (note,) = store.items.of(ANNE)
    store.close()
    assert note.text == "Reprendre contact avec la mission locale"


def test_a_lock_comes_to_the_door_even_if_the_disk_refuses_the_end(front: Front, answer: Answer) -> None:
    disk, answer.leave = Disk(), True
    disk.fill()
    try:
        front.lock()
    finally:
        disk.free()
    assert front.office is None
    assert isinstance(front.gate, UnlockPage)
