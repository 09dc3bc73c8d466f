"""When to lock, by a clock that the test moves; the warning, over whatever is open; what is given back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMessageBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.guard import Guard
from desktop.locking import Locking, waking_time
from desktop.models.lock import Reason
from desktop.views.theme import Theme


class Clock:
    """Seconds that pass when the test says so."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(800, 600)
    made.field = QLineEdit(made)  # type: ignore[attr-defined]  # for the tests
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def locking(qapp: QApplication, window: QWidget, clock: Clock) -> Iterator[Locking]:
    made = Locking(window, 5, clock)
    made._timer.stop()
    yield made
    made.close()


def passed(locking: Locking, clock: Clock, seconds: float, step: float = 30.0) -> tuple[list[int], list[Reason]]:
    """What is said while so many seconds pass, by steps shorter than a sleep."""
    warned: list[int] = []
    due: list[Reason] = []
    locking.warned.connect(lambda seconds, _: warned.append(seconds))
    locking.due.connect(due.append)
    end = clock.now + seconds
    while clock.now < end and not due:
        clock.now = min(end, clock.now + step)
        locking.tick()
    return warned, due


def test_five_minutes_without_anybody_after_a_warning(locking: Locking, clock: Clock) -> None:
    assert passed(locking, clock, 269) == ([], [])
    warned, due = passed(locking, clock, 31, 1)
    assert (warned[0], warned[-1], due) == (30, 1, [Reason.IDLE])


@pytest.mark.parametrize("deed", ["key", "click"])
def test_a_key_or_a_click_counts_again_from_now(
    locking: Locking, clock: Clock, window: QWidget, deed: str, qtbot: QtBot
) -> None:
    passed(locking, clock, 280)
    with qtbot.waitSignal(locking.calmed):
        if deed == "key":
            QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
        else:
            QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton)
    assert passed(locking, clock, 269) == ([], [])


def test_a_key_in_a_dialog_counts_too(locking: Locking, clock: Clock, window: QWidget, qtbot: QtBot) -> None:
    dialog = QDialog(window)
    dialog.open()
    qtbot.waitExposed(dialog)
    locking.tick()
    passed(locking, clock, 280)
    with qtbot.waitSignal(locking.calmed):
        QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_A)
    dialog.close()


def test_a_machine_that_slept_is_locked_when_it_wakes(locking: Locking, clock: Clock) -> None:
    clock.now += 61
    _, due = passed(locking, clock, 1)
    assert due == [Reason.SLEEP]


def test_twelve_hours_are_the_end_even_of_a_busy_day(locking: Locking, clock: Clock) -> None:
    due: list[Reason] = []
    locking.due.connect(due.append)
    while not due and clock.now < 1000 + 13 * 3600:
        clock.now += 30
        locking.stay()
        locking.tick()
    assert due == [Reason.LIMIT]
    assert clock.now == 1000 + 12 * 3600


def test_the_end_of_twelve_hours_is_warned_of_and_nothing_puts_it_off(locking: Locking, clock: Clock) -> None:
    warned: list[tuple[int, Reason]] = []
    calmed: list[bool] = []
    locking.warned.connect(lambda seconds, reason: warned.append((seconds, reason)))
    locking.calmed.connect(lambda: calmed.append(True))
    while clock.now < 1000 + 12 * 3600 - 10:
        clock.now += 10
        locking.stay()
        locking.tick()
    assert warned == [(30, Reason.LIMIT), (20, Reason.LIMIT), (10, Reason.LIMIT)]
    assert calmed == []


def test_another_limit_holds_at_once(locking: Locking, clock: Clock) -> None:
    locking.set_minutes(1)
    _, due = passed(locking, clock, 60)
    assert due == [Reason.IDLE]


def test_the_clock_goes_on(qapp: QApplication) -> None:
    assert waking_time() <= waking_time()


@pytest.fixture
def heard() -> list[Reason]:
    return []


@pytest.fixture
def guard(window: QWidget, theme: Theme, heard: list[Reason]) -> Iterator[Guard]:
    made = Guard(window, 5, lambda: (theme, window), heard.append)
    yield made
    made.close()


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme.named("light")
    theme.apply(qapp)
    yield theme
    qapp.setStyleSheet("")


def test_the_warning_counts_down_and_its_button_stays(guard: Guard, qtbot: QtBot) -> None:
    guard.locking.warned.emit(24, Reason.IDLE)
    assert guard.warning
    assert guard.warning.isVisible()
    assert guard.warning.sentence.text() == "Escale se verrouille dans 24 secondes."
    guard.locking._warned = True
    with qtbot.waitSignal(guard.locking.calmed):
        qtbot.mouseClick(guard.warning.stay_button, Qt.MouseButton.LeftButton)
    assert guard.warning is None


def test_the_warning_takes_nothing_from_the_keyboard(guard: Guard, window: QWidget, qtbot: QtBot) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    window.field.setFocus()  # type: ignore[attr-defined]  # set by the fixture
    guard.locking.warned.emit(30, Reason.IDLE)
    assert QApplication.activeWindow() is window
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    assert window.field.text() == "a"  # type: ignore[attr-defined]  # set by the fixture


def test_a_question_that_is_open_holds_neither_the_warning_nor_the_lock(
    guard: Guard, window: QWidget, heard: list[Reason], qtbot: QtBot
) -> None:
    box = QMessageBox(QMessageBox.Icon.Question, "Escale", "Une question ?", parent=window)
    seen: list[bool] = []

    def look() -> None:
        guard.locking.warned.emit(10, Reason.IDLE)
        assert guard.warning
        seen.append(guard.warning.parent() is box)
        guard.locking._warned = True
        qtbot.mouseClick(guard.warning.stay_button, Qt.MouseButton.LeftButton)
        seen.append(guard.warning is None)
        guard.locking.due.emit(Reason.IDLE)
        box.reject()

    QTimer.singleShot(0, look)
    box.exec()
    assert seen == [True, True]
    assert heard == [Reason.IDLE]


def test_the_warning_that_went_with_its_dialog_comes_back_over_the_window(guard: Guard, window: QWidget) -> None:
    dialog = QDialog(window)
    QVBoxLayout(dialog)
    dialog.setModal(True)
    dialog.show()
    guard.locking.warned.emit(10, Reason.IDLE)
    dialog.close()
    dialog.setParent(None)
    del dialog
    assert guard.warning is None or isinstance(guard.warning, QObject)
    guard.locking.warned.emit(9, Reason.IDLE)
    assert guard.warning
    assert guard.warning.parent() is window


def test_the_warning_of_twelve_hours_neither_speaks_of_inactivity_nor_offers_to_stay(guard: Guard) -> None:
    guard.locking.warned.emit(20, Reason.IDLE)
    guard.locking.warned.emit(19, Reason.LIMIT)
    assert guard.warning
    assert guard.warning.isVisible()
    assert guard.warning.stay_button.isHidden()
    assert "douze heures" in guard.warning.effect.text()
    assert "rester" not in guard.warning.effect.text()
