"""The managed copies: listed, made, kept twice, and come back to after one question."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop.errors import StoreTrouble
from desktop.models.safekeeping import Copies, Copy
from desktop.views.desk import Desk
from desktop.views.settings.copies_card import CopiesCard
from tests.views.conftest import Shown

AT = datetime(2026, 11, 21, 8, 42, tzinfo=UTC)
TWO = (Copy("new", AT, 84_000, 12, verified=True), Copy("old", AT - timedelta(days=1), 83_000, 11, verified=False))


@pytest.fixture
def card(desk: Desk, shown: Shown) -> CopiesCard:
    card = CopiesCard(desk)
    shown(card)
    card.show_copies(Copies("Documents/Escale/sauvegardes", "E:/Escale", TWO))
    return card


def box(card: CopiesCard) -> QMessageBox:
    (found,) = card.window().findChildren(QMessageBox)
    return found


def press(box: QMessageBox, words: str) -> None:
    (button,) = (one for one in box.buttons() if one.text().replace("&", "") == words)
    assert isinstance(button, QPushButton)
    button.click()


def test_they_are_listed_with_what_they_hold(card: CopiesCard) -> None:
    first, second = card.rows.model_of_rows.rows
    assert first.around == "12 écrits · 84 ko · relue après écriture"
    assert second.around.endswith("n’a pas pu être relue")
    assert card.last.text() == "La dernière sauvegarde relue a été faite hier."
    assert card.second.text() == "Copiées aussi dans : E:/Escale"


def test_coming_back_to_one_is_asked_first(card: CopiesCard, qtbot: QtBot) -> None:
    row = card.rows.model_of_rows.rows[0]
    with qtbot.assertNotEmitted(card.restore_asked):
        card.rows.chosen.emit(row)
        assert box(card).defaultButton().text().replace("&", "") == "Ne rien changer"
        press(box(card), "Ne rien changer")
    qtbot.waitUntil(lambda: card.window().findChildren(QMessageBox) == [])
    card.rows.chosen.emit(row)
    with qtbot.waitSignal(card.restore_asked) as asked:
        press(box(card), "Restaurer")
    assert asked.args == ["new"]


def test_one_is_made_now_and_what_it_came_to_is_said(card: CopiesCard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(card.back_up_asked):
        card.back_up_button.click()
    card.show_busy("Sauvegarde en cours…")
    assert card.progress.isVisible()
    assert not card.back_up_button.isEnabled()
    card.show_trouble(StoreTrouble("Le disque est plein.", "Libérez de la place."))
    assert card.said.text() == "Le disque est plein. Libérez de la place."
    assert card.back_up_button.isEnabled()
    card.show_done("Sauvegarde faite et relue.")
    assert not card.progress.isVisible()


def test_a_second_folder_is_chosen_and_left(card: CopiesCard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "F:/clef")
    with qtbot.waitSignal(card.second_chosen) as chosen:
        card.second_button.click()
    assert chosen.args == ["F:/clef"]
    with qtbot.waitSignal(card.second_chosen) as chosen:
        card.without_button.click()
    assert chosen.args == [""]


def test_another_file_is_restored(card: CopiesCard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("ailleurs.sauvegarde", ""))
    card.restore_button.click()
    with qtbot.waitSignal(card.restore_asked) as asked:
        press(box(card), "Restaurer")
    assert asked.args == ["ailleurs.sauvegarde"]
