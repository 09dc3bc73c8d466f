"""The tabs with charts, with letters twice as big: nothing is cut, everything is reached."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.correction import occupation_content
from desktop.models.note import Kind
from desktop.views.desk import Desk
from desktop.views.file_tab import FileTab
from desktop.views.gap.gap_page import GapPage
from desktop.views.passport.parcours_page import ParcoursPage
from desktop.views.skills.skills_page import SkillsPage
from desktop.views.window import MainWindow
from tests.views.conftest import Shown
from tests.views.people import CLAIRE
from tests.views.reach import cut, missed, unnamed


@pytest.mark.parametrize("tab", [ParcoursPage, SkillsPage, GapPage])
def test_nothing_is_cut_and_tab_reaches_everything(
    tab: type[ParcoursPage | SkillsPage | GapPage], large_desk: Desk, shown: Shown, qtbot: QtBot
) -> None:
    content = occupation_content("J1501", "Aide-soignant / Aide-soignante", chosen=True)
    with qtbot.waitSignal(large_desk.background.changed):
        large_desk.background.write(lambda store: store.items.record(CLAIRE, Kind.OCCUPATION, content))
    page: FileTab = tab(large_desk)
    page.show_person(CLAIRE)
    shown(page)
    assert isinstance(page, ParcoursPage | SkillsPage | GapPage)
    card = page.gap.card if isinstance(page, GapPage) else page.card
    qtbot.waitUntil(lambda: card.canvas is not None and bool(card.canvas.regions))
    qtbot.waitUntil(lambda: cut(page) == [])
    assert unnamed(page) == []
    with qtbot.waitActive(page):
        page.activateWindow()
    assert missed(page) == []


def test_the_window_is_never_larger_than_a_small_screen_and_scrolls_to_what_the_keyboard_reaches(
    large_desk: Desk, shown: Shown, qtbot: QtBot
) -> None:
    wide = QWidget()
    row = QHBoxLayout(wide)
    buttons = [QPushButton(f"Le bouton {number}") for number in range(12)]
    for button in buttons:
        row.addWidget(button)
    window = MainWindow(large_desk, (("today", QWidget()), ("files", wide)))
    shown(window)
    assert (window.width(), window.height()) == (1366, 768)
    area = window.findChild(QScrollArea)
    assert area is not None
    assert not area.horizontalScrollBar().isVisible()  # the page that is shown needs no more room
    window.show_page("files")
    qtbot.waitUntil(area.horizontalScrollBar().isVisible)
    assert window.width() == 1366
    with qtbot.waitActive(window):
        window.activateWindow()
    assert missed(window) == []
    buttons[-2].setFocus()
    QTest.keyClick(buttons[-2], Qt.Key.Key_Tab)
    assert buttons[-1].hasFocus()
    assert buttons[-1].visibleRegion().boundingRect() == buttons[-1].rect()
