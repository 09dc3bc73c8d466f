"""The delay before locking: chosen here, or said to be the organisation's."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.models.safekeeping import Locking
from desktop.views.settings.locking_card import LockingCard
from tests.views.conftest import Shown


def test_a_delay_is_chosen(shown: Shown, qtbot: QtBot) -> None:
    card = LockingCard()
    shown(card)
    with qtbot.assertNotEmitted(card.idle_chosen):
        card.show_locking(Locking(8))
    with qtbot.waitSignal(card.idle_chosen) as chosen:
        card.minutes.setValue(1)
    assert chosen.args == [1]
    assert card.minutes.text() == "1 minute"
    assert "après 1 minute sans activité" in card.words.text()
    assert (card.minutes.minimum(), card.minutes.maximum()) == (1, 15)


def test_a_delay_that_is_typed_counts_once_it_is_whole(shown: Shown, qtbot: QtBot) -> None:
    card = LockingCard()
    shown(card)
    chosen = list[int]()
    card.idle_chosen.connect(chosen.append)
    card.minutes.selectAll()
    QTest.keyClicks(card.minutes, "12")
    assert chosen == []
    QTest.keyClick(card.minutes, Qt.Key.Key_Return)
    assert chosen == [12]


def test_a_delay_of_the_organisation_says_so(shown: Shown) -> None:
    card = LockingCard()
    shown(card)
    card.show_locking(Locking(3, by_site=True))
    assert not card.minutes.isEnabled()
    assert card.reason.text() == "Ce délai est fixé par votre organisme."
