"""Lists of lines: model, keyboard, height."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.views.rows import Row, RowsModel, RowsView
from desktop.views.theme import Theme
from tests.views.conftest import Shown

ROWS = (
    Row("h", "Personnes", heading=True),
    Row("a", "Nadia B.", "Partage reçu hier.", "Millau", "Ouvrir"),
    Row("g", "Métiers", heading=True),
    Row("b", "Aide-soignant"),
)


@pytest.fixture
def view(theme: Theme, shown: Shown) -> RowsView:
    view = RowsView(theme, "Réponses")
    view.show_rows(ROWS)
    shown(view)
    return view


def test_the_model_is_sound(qtmodeltester: ModelTester) -> None:
    model = RowsModel(ROWS)
    qtmodeltester.check(model)
    model.show(ROWS[:1])
    assert model.rowCount() == 1
    assert model.rowCount(model.index(0)) == 0


def test_a_row_is_spoken_whole() -> None:
    model = RowsModel(ROWS)
    assert model.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == "Nadia B. Partage reçu hier. Millau"


def test_arrows_pass_over_headings_and_stop_at_the_ends(view: RowsView) -> None:
    view.setCurrentIndex(QModelIndex())
    places = []
    for step in (1, 1, 1, -1, -1, -1):
        view.step(step)
        places.append(view.currentIndex().row())
    assert places == [1, 3, 3, 1, 1, 1]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_chooses_the_current_row(view: RowsView, qtbot: QtBot, key: Qt.Key) -> None:
    view.setCurrentIndex(view.model().index(1, 0))
    with qtbot.waitSignal(view.chosen) as asked:
        qtbot.keyClick(view, key)
    assert asked.args == [ROWS[1]]


def test_a_click_chooses_a_row_but_not_a_heading(view: RowsView, qtbot: QtBot) -> None:
    heading, row = (view.visualRect(view.model().index(at, 0)).center() for at in (0, 3))
    with qtbot.assertNotEmitted(view.chosen):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    with qtbot.waitSignal(view.chosen) as asked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert asked.args == [ROWS[3]]


def test_the_current_row_stays_when_rows_are_replaced(view: RowsView) -> None:
    view.setCurrentIndex(view.model().index(3, 0))
    view.show_rows(ROWS[2:])
    assert view.currentIndex().row() == 1
    view.show_rows(ROWS[:2])
    assert view.currentIndex() == QModelIndex()


def test_it_is_as_tall_as_its_rows_and_taller_when_words_wrap(view: RowsView) -> None:
    view.show_rows([Row("a", "Nadia B.", "Fin du partage le 25 novembre, dans 3 jours. Inviter à renouveler.")])
    wide = view.height()
    view.resize(220, 100)
    assert view.height() > wide
    assert view.visualRect(view.model().index(0, 0)).height() == view.height()


def test_rows_are_never_under_36_pixels(view: RowsView) -> None:
    assert view.visualRect(view.model().index(3, 0)).height() >= 36
