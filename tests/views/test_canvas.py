"""The canvas: drawn sharp, walked with the keys, pointed at with the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.charts import gap, skillmap
from desktop.models.skill import Standing
from desktop.views.canvas import Canvas
from desktop.views.theme import Theme
from tests.charts.test_gap import rows
from tests.charts.test_skillmap import LAST, ROWS
from tests.views.conftest import Shown

COUNTS = (5, 4, 2, 6, 7, 3)


@pytest.fixture
def canvas(theme: Theme, shown: Shown) -> Canvas:
    """The map of two domains, on screen."""
    canvas = Canvas(skillmap, theme)
    canvas.show_rows(ROWS, "Titre", "Phrase.")
    shown(canvas)
    return canvas


KEYS = [cell.key for cell in ROWS.cells]


def test_it_is_as_tall_as_the_chart_asks_and_says_what_it_shows(canvas: Canvas, theme: Theme) -> None:
    assert canvas.height() == round(skillmap.height(ROWS, canvas.width(), theme.colours))
    assert canvas.accessibleName() == "Titre"
    assert canvas.accessibleDescription().endswith("Phrase.")


def test_arrows_walk_and_enter_chooses(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    assert canvas.selected == KEYS[0]
    with qtbot.waitSignal(canvas.moved) as moved:
        qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert moved.args == [canvas.selected] == [KEYS[1]]
    assert "Écouter\u00a0: 9 compétences, 9 dites en entretien" in canvas.accessibleDescription()
    qtbot.keyClick(canvas, Qt.Key.Key_End)
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.selected == KEYS[-1]
    with qtbot.waitSignal(canvas.chosen) as chosen:
        qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert chosen.args == [KEYS[-1]]
    qtbot.keyClick(canvas, Qt.Key.Key_Up)
    assert canvas.selected in KEYS[:-1]


def test_the_mouse_says_what_is_under_it_and_draws_nothing_again(canvas: Canvas, qtbot: QtBot) -> None:
    region, axes, selected = canvas.regions[1], canvas.figure.axes[0], canvas.selected
    with qtbot.waitSignal(canvas.pointed) as pointed:
        qtbot.mouseMove(canvas, QPoint(round(region.x + 5), round(region.y + 5)))
    assert pointed.args == [region.key]
    canvas.grab()
    assert canvas.selected == selected
    with qtbot.waitSignal(canvas.pointed) as left:
        QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
    assert left.args == [""]
    assert canvas.figure.axes[0] is axes


def test_the_ring_moves_over_the_drawing(canvas: Canvas, theme: Theme) -> None:
    region = canvas.regions[0]
    spot = QPoint(round(region.x + region.width / 2), round(region.y + 1))
    before = canvas.grab().toImage().pixelColor(spot).name()
    canvas.select(region.key)
    assert canvas.grab().toImage().pixelColor(spot).name().upper() == theme.colours.accent
    canvas.select("")
    assert canvas.grab().toImage().pixelColor(spot).name() == before


def test_a_click_chooses_what_is_under_it(canvas: Canvas, qtbot: QtBot) -> None:
    region = canvas.regions[1]
    with qtbot.waitSignal(canvas.chosen) as chosen:
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(round(region.x + 5), round(region.y + 5)))
    assert chosen.args == [region.key]


def test_new_rows_forget_a_selection_that_is_gone(canvas: Canvas) -> None:
    canvas.select(KEYS[-1])
    canvas.show_rows(LAST, "Titre", "Phrase.")
    assert canvas.selected == ""


def test_the_drawing_has_the_colours_of_the_theme(theme: Theme, shown: Shown) -> None:
    canvas = Canvas(gap, theme)
    canvas.show_rows(rows(*COUNTS), "Titre", "Phrase.")
    shown(canvas)
    image = canvas.grab().toImage()
    assert image.pixelColor(40, 8).name().upper() == theme.colours.of(Standing.PROVEN)


def test_shown_first_at_a_width_that_asks_for_another_height_the_drawing_fills_it(theme: Theme, shown: Shown) -> None:
    canvas = Canvas(skillmap, theme)
    canvas.show_rows(ROWS, "Titre", "Phrase.")
    narrow = QWidget()
    column = QVBoxLayout(narrow)
    column.addWidget(canvas)
    column.addStretch(1)
    before = canvas.height()
    narrow.setFixedWidth(320)
    shown(narrow)
    assert canvas.height() != before, "or this shows nothing"
    drawn = canvas.figure.get_size_inches() * canvas.figure.dpi / canvas.devicePixelRatioF()
    assert [round(side) for side in drawn] == [canvas.width(), canvas.height()]
