"""Opening the vault: what is asked, what is said while it opens and when it does not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.errors import WrongPassphrase
from desktop.views.theme import Theme
from desktop.views.unlock.unlock_page import UnlockPage
from tests.views.conftest import Shown
from tests.views.reach import cut, missed, unnamed

WRONG = WrongPassphrase("Cette phrase de passe n’ouvre pas le coffre.", "Vérifiez les majuscules.")


@pytest.fixture
def page(theme: Theme, shown: Shown) -> UnlockPage:
    page = UnlockPage(theme)
    shown(page)
    return page


def words(page: UnlockPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_enter_asks_once_and_holds_the_field(page: UnlockPage, qtbot: QtBot) -> None:
    page.setFocus()
    qtbot.keyClicks(page.field.edit, "sept mots")
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.keyClick(page.field.edit, Qt.Key.Key_Return)
    assert asked.args == ["sept mots"]
    assert page.doing.isVisible()
    assert page.progress.isVisible()
    assert not page.field.isEnabled()
    with qtbot.assertNotEmitted(page.asked):
        page.open_button.click()


def test_nothing_written_asks_nothing(page: UnlockPage, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.asked):
        qtbot.mouseClick(page.open_button, Qt.MouseButton.LeftButton)
    assert page.trouble.text() == "Écrivez votre phrase de passe."


def test_trouble_gives_the_field_back_with_its_words_chosen(page: UnlockPage, qtbot: QtBot) -> None:
    page.field.edit.setText("faux")
    page.open_button.click()
    page.show_trouble(WRONG)
    assert page.trouble.isVisible()
    assert (page.trouble.text(), page.advice.text()) == (WRONG.sentence, WRONG.advice)
    assert not page.doing.isVisible()
    assert QApplication.focusWidget() is page.field.edit
    assert page.field.edit.selectedText() == "faux"
    page.open_button.click()
    assert not page.trouble.isVisible()


def test_the_words_are_hidden_until_asked(page: UnlockPage, qtbot: QtBot) -> None:
    assert page.field.edit.echoMode() is QLineEdit.EchoMode.Password
    qtbot.mouseClick(page.field.reveal, Qt.MouseButton.LeftButton)
    assert page.field.edit.echoMode() is QLineEdit.EchoMode.Normal
    assert page.field.reveal.text() == "Masquer"
    qtbot.mouseClick(page.field.reveal, Qt.MouseButton.LeftButton)
    assert page.field.edit.echoMode() is QLineEdit.EchoMode.Password


def test_caps_lock_is_noticed_from_what_keys_give(page: UnlockPage, qtbot: QtBot) -> None:
    edit, shift = page.field.edit, Qt.KeyboardModifier.ShiftModifier
    for typed, held, said in (("A", Qt.KeyboardModifier.NoModifier, True), ("a", Qt.KeyboardModifier.NoModifier, False),
                              ("a", shift, True), ("A", shift, False)):  # fmt: skip
        qtbot.keyClick(edit, typed, held)
        assert page.field.hint.isVisible() is said, (typed, held)
    qtbot.keyClick(edit, "7")
    assert not page.field.hint.isVisible()


def test_what_protects_the_vault_is_said(theme: Theme, shown: Shown) -> None:
    page = UnlockPage(theme, alone=True, prefilled="lampe verger")
    shown(page)
    assert "Ce coffre est protégé par la phrase de passe seule." in words(page)
    assert "Démonstration : tout ce que vous voyez est inventé et sera effacé à la fermeture." in words(page)
    assert page.field.text == "lampe verger"


def test_an_ordinary_vault_says_neither(page: UnlockPage) -> None:
    assert "seule" not in words(page)
    assert "Démonstration" not in words(page)


def test_everything_has_a_name_and_is_on_the_way_of_tab(page: UnlockPage) -> None:
    assert unnamed(page) == []
    assert missed(page) == []


def test_nothing_is_cut_with_letters_twice_as_big(qapp: QApplication, theme: Theme, shown: Shown) -> None:
    large = Theme.named("light", 2.0)
    large.apply(qapp)
    page = UnlockPage(large, alone=True, prefilled="lampe")
    shown(page)
    page.show_trouble(WRONG)
    assert cut(page) == []
