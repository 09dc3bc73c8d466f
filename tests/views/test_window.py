"""The window: going from page to page by mouse and keyboard, and what it says."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import Offline
from desktop.models.status import Going, Status
from desktop.views.desk import Desk
from desktop.views.rail import PLACES
from desktop.views.shortcuts import SHORTCUTS, ShortcutsWindow, said_keys
from desktop.views.window import MainWindow
from desktop.views.window_buttons import FindRoom
from tests.views.conftest import Shown
from tests.views.reach import cut, missed, unnamed


def page(words: str) -> QWidget:
    """A page with one button."""
    widget = QWidget()
    QVBoxLayout(widget).addWidget(QPushButton(words))
    return widget


def window_of(desk: Desk) -> MainWindow:
    return MainWindow(desk, (*((name, page(words)) for name, words in PLACES.items()), ("file", page("Un dossier"))))


def left_of(widget: QWidget, window: QWidget) -> int:
    return widget.mapTo(window, widget.rect().topLeft()).x()


@pytest.fixture
def window(desk: Desk, shown: Shown) -> MainWindow:
    window = window_of(desk)
    shown(window)
    return window


def test_it_opens_on_the_first_page_and_names_nobody(window: MainWindow) -> None:
    assert window.page == "today"
    assert window.rail.buttons["today"].isChecked()
    assert window.windowTitle() == "Escale"


@pytest.mark.parametrize(("number", "name"), list(enumerate(PLACES, 1)))
def test_ctrl_and_a_number_goes_there(window: MainWindow, qtbot: QtBot, number: int, name: str) -> None:
    window.show_page("file")
    with qtbot.waitSignal(window.place_changed, check_params_cb=lambda found: found == name):
        qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0.value + number), Qt.KeyboardModifier.ControlModifier)
    assert window.page == name
    assert window.rail.buttons[name].hasFocus()


def test_a_click_in_the_rail_goes_there(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.rail.buttons["sync"], Qt.MouseButton.LeftButton)
    assert window.page == "sync"


def test_arrows_walk_the_rail(window: MainWindow, qtbot: QtBot) -> None:
    window.rail.enter()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert window.page == "files"


def test_a_file_stands_under_dossiers(window: MainWindow) -> None:
    window.show_page("file")
    assert window.page == "file"
    assert window.rail.buttons["files"].isChecked()
    window.show_page("nowhere")
    assert window.page == "file"


@pytest.mark.parametrize(
    ("key", "control", "signal"),
    [
        (Qt.Key.Key_K, True, "find_asked"),
        (Qt.Key.Key_N, True, "new_file_asked"),
        (Qt.Key.Key_L, True, "lock_asked"),
        (Qt.Key.Key_R, True, "sync_asked"),
        (Qt.Key.Key_F5, False, "sync_asked"),
    ],
)
def test_keys_ask(window: MainWindow, qtbot: QtBot, key: Qt.Key, control: bool, signal: str) -> None:
    held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    with qtbot.waitSignal(getattr(window, signal)):
        qtbot.keyClick(window, key, held)


def test_f1_lists_every_key_and_escape_closes_it(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    listed = window.findChild(ShortcutsWindow)
    assert listed is not None
    assert unnamed(listed) == []
    words = {label.text() for label in listed.findChildren(QLabel)}
    assert {said_keys(keys) for keys, _ in SHORTCUTS} <= words
    with qtbot.waitSignal(listed.finished):
        qtbot.keyClick(listed, Qt.Key.Key_Escape)


def test_the_status_line_says_and_leads(window: MainWindow, qtbot: QtBot) -> None:
    window.show_status(Status(Going.OFFLINE, datetime(2026, 11, 21, 12, tzinfo=UTC), waiting=1))
    said = window.status_line.words.text().replace("\N{NO-BREAK SPACE}", " ")
    assert said.startswith("Hors ligne · Reçu jusqu’à hier ")
    assert said.endswith("1 écrit attend")
    qtbot.mouseClick(window.status_line, Qt.MouseButton.LeftButton)
    assert window.page == "sync"


def test_trouble_is_said_above_the_page_and_goes_away(window: MainWindow, qtbot: QtBot) -> None:
    bar = window.trouble_bar
    assert not bar.isVisible()
    window.show_trouble(Offline("La plateforme ne répond pas.", "Réessayez plus tard."))
    assert bar.isVisible()
    assert (bar.sentence.text(), bar.advice.text()) == ("La plateforme ne répond pas.", "Réessayez plus tard.")
    qtbot.keyClick(bar.close_button, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    window.show_trouble(Offline("Encore."))
    assert not bar.advice.isVisible()
    qtbot.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()


def test_the_find_button_stays_above_every_page(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("sync")
    at = window.find_button.geometry().center()
    over = window.find_button.parentWidget()
    assert over is not None
    found = over.childAt(at)
    assert found is window.find_button or found.parent() is window.find_button
    with qtbot.waitSignal(window.find_asked):
        qtbot.mouseClick(window.find_button, Qt.MouseButton.LeftButton)


def test_a_header_can_leave_room_for_the_find_button(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    page, words = QWidget(), QPushButton("Nouveau dossier")
    row = QHBoxLayout(page)
    row.setContentsMargins(28, 18, 28, 18)
    row.addWidget(words, 1)
    row.addWidget(FindRoom(desk.theme))
    window = MainWindow(desk, (("files", page),))
    shown(window)
    for width in (1366, 900):
        window.resize(width, 600)
        qtbot.waitUntil(lambda: words.mapTo(window, words.rect().topRight()).x() < left_of(window.find_button, window))


def test_everything_has_a_name_and_is_on_the_way_of_tab(window: MainWindow) -> None:
    assert unnamed(window) == []
    assert missed(window) == []


def test_nothing_is_cut_with_letters_twice_as_big(large_desk: Desk, shown: Shown) -> None:
    window = window_of(large_desk)
    shown(window)
    window.show_status(Status(Going.OFFLINE, datetime(2026, 11, 21, 12, tzinfo=UTC), waiting=12))
    assert cut(window) == []
    assert window.width() == 1366
    assert window.status_line.height() >= window.status_line.words.heightForWidth(window.status_line.words.width())
