"""Passphrase and recovery sheet: what is asked in the small windows, and how the answers are said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.errors import WrongPassphrase
from desktop.models.recovery import grouped
from desktop.models.safekeeping import Sheet
from desktop.views.desk import Desk
from desktop.views.settings.passphrase_card import PassphraseCard
from desktop.views.settings.passphrase_dialog import PassphraseDialog
from desktop.views.settings.sheet_dialogs import RehearsalDialog, RenewalDialog
from tests.views.conftest import Shown
from tests.views.paper import PlainPapers
from tests.views.people import PASSPHRASE
from tests.views.reach import cut, missed, unnamed

NEXT = "cerise lampe tortue violon grenier savon matin"
KEY = grouped(bytes(range(20)))
WRONG = WrongPassphrase("Cette phrase de passe n’ouvre pas le coffre.", "Réessayez.")


@pytest.fixture
def papers() -> PlainPapers:
    return PlainPapers()


@pytest.fixture
def card(desk: Desk, papers: PlainPapers, shown: Shown) -> Iterator[PassphraseCard]:
    card = PassphraseCard(Desk(desk.background, desk.reference, desk.theme, desk.today, papers))
    card.show_sheet(Sheet(date(2026, 5, 1), date(2026, 7, 4), "La Mission locale"))
    shown(card)
    yield card
    if card.dialog:
        card.dialog.close()


def test_it_says_how_the_sheet_stands(card: PassphraseCard) -> None:
    assert card.sheet.text() == "Vérifiée le 4 juillet 2026, à refaire avant le 31 décembre 2026."
    assert card.organisation.text().startswith("La Mission locale garde aussi")
    card.show_sheet(Sheet())
    assert not card.rehearse_button.isEnabled()
    assert card.renew_button.text() == "Faire une fiche…"


def test_the_passphrase_is_changed_once_it_is_strong_and_written_twice(card: PassphraseCard, qtbot: QtBot) -> None:
    card.change_button.click()
    dialog = card.dialog
    assert isinstance(dialog, PassphraseDialog)
    dialog.present.edit.setText(PASSPHRASE)
    for first, second, said in (
        ("court", "court", "Trop courte"),
        (NEXT, "", "second champ"),
        (PASSPHRASE, PASSPHRASE, "votre phrase actuelle"),
    ):
        dialog.chosen.first.edit.setText(first)
        dialog.chosen.second.edit.setText(second)
        assert not dialog.act_button.isEnabled()
        assert said in dialog.chosen.counsel.text()
    dialog.chosen.first.edit.setText(NEXT)
    dialog.chosen.second.edit.setText(NEXT)
    with qtbot.waitSignal(card.change_asked) as asked:
        dialog.act_button.click()
    assert asked.args == [PASSPHRASE, NEXT]
    assert not dialog.act_button.isEnabled()
    card.show_trouble(WRONG, dialog)
    assert dialog.said.text() == str(WRONG)
    assert dialog.act_button.isEnabled()
    card.show_done("Votre phrase de passe est changée.", dialog)
    assert dialog.said.text() == "Votre phrase de passe est changée."
    assert dialog.act_button.isHidden()
    dialog.close_button.click()
    assert card.dialog is None


def test_a_key_badly_copied_is_told_before_anything_is_tried(card: PassphraseCard, qtbot: QtBot) -> None:
    card.rehearse_button.click()
    dialog = card.dialog
    assert isinstance(dialog, RehearsalDialog)
    dialog.field.edit.setText(KEY[:-1] + ("0" if KEY[-1] != "0" else "1"))
    with qtbot.assertNotEmitted(card.rehearsal_asked):
        dialog.act_button.click()
    assert "groupe" in dialog.said.text()
    dialog.field.edit.setText(KEY.lower())
    with qtbot.waitSignal(card.rehearsal_asked) as asked:
        dialog.act_button.click()
    assert asked.args == [KEY.lower()]
    card.show_done("Cette fiche ouvre bien votre coffre : 12 notes relues.", dialog)
    assert dialog.field.text == ""


def test_a_new_key_is_shown_once_with_its_paper(card: PassphraseCard, papers: PlainPapers, qtbot: QtBot) -> None:
    card.renew_button.click()
    dialog = card.dialog
    assert isinstance(dialog, RenewalDialog)
    dialog.act_button.click()
    assert dialog.said.text() == "Écrivez votre phrase de passe."
    dialog.field.edit.setText(PASSPHRASE)
    with qtbot.waitSignal(card.renewal_asked) as asked:
        dialog.act_button.click()
    assert asked.args == [PASSPHRASE]
    assert card.show_key(KEY, dialog)
    assert dialog.key.text().replace("\n", "-") == KEY
    assert dialog.paper.isVisible()
    assert dialog.field.text == ""
    dialog.close_button.click()
    assert dialog.key.text() == ""
    assert not dialog.paper.isEnabled()
    assert papers.asked == []


@pytest.mark.parametrize("button", ["change_button", "rehearse_button", "renew_button"])
def test_nothing_closes_a_window_while_what_it_asked_goes_on(card: PassphraseCard, button: str) -> None:
    getattr(card, button).click()
    dialog = card.dialog
    assert dialog is not None
    dialog.show_busy("En cours…")
    dialog.close_button.click()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.close()
    assert card.dialog is dialog
    assert dialog.isVisible()
    card.show_trouble(WRONG, dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert card.dialog is None


def test_an_answer_goes_to_the_window_that_asked_and_to_no_other(card: PassphraseCard, qtbot: QtBot) -> None:
    card.renew_button.click()
    first = card.dialog
    assert first is not None
    first.reject()
    card.renew_button.click()
    second = card.dialog
    assert isinstance(second, RenewalDialog)
    assert not card.show_key(KEY, first)
    card.show_done("Fait.", first)
    assert second.key.text() == ""
    assert second.said.isHidden()
    with qtbot.waitSignal(card.troubled):
        card.show_trouble(WRONG, first)


@pytest.mark.parametrize("button", ["change_button", "rehearse_button", "renew_button"])
def test_nothing_that_was_typed_or_proposed_stays_in_a_closed_window(card: PassphraseCard, button: str) -> None:
    getattr(card, button).click()
    dialog = card.dialog
    assert dialog is not None
    if isinstance(dialog, PassphraseDialog):
        dialog.chosen.propose()
    fields = dialog.findChildren(QLineEdit)
    for field in fields:
        field.setText(PASSPHRASE)
    dialog.reject()
    assert [field.text() for field in fields if field.text() or field.isUndoAvailable()] == []
    if isinstance(dialog, PassphraseDialog):
        assert dialog.chosen.proposed.text() == ""


def test_without_a_window_a_trouble_is_told_above_the_page(card: PassphraseCard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(card.troubled) as told:
        card.show_trouble(WRONG, None)
    assert told.args == [WRONG]


@pytest.mark.parametrize("button", ["change_button", "rehearse_button", "renew_button"])
def test_every_window_is_reached_and_named(card: PassphraseCard, qtbot: QtBot, button: str) -> None:
    getattr(card, button).click()
    dialog = card.dialog
    assert dialog is not None
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget() or card))
    assert unnamed(dialog) == []
    assert missed(dialog) == []
    qtbot.waitUntil(lambda: cut(dialog) == [])
