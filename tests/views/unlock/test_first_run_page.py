"""The first time: a strong passphrase, written twice alike, and what protects it understood."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.errors import Refused
from desktop.views.theme import Theme
from desktop.views.unlock.first_run_page import FirstRunPage, said_keychain
from tests.views.conftest import Shown
from tests.views.people import PASSPHRASE
from tests.views.reach import cut, missed, unnamed

KEYCHAIN = "keyring.backends.SecretService.Keyring"


@pytest.fixture
def page(theme: Theme, shown: Shown) -> FirstRunPage:
    page = FirstRunPage(theme, "Documents/Escale", KEYCHAIN)
    shown(page)
    return page


@pytest.fixture
def alone(theme: Theme, shown: Shown) -> FirstRunPage:
    page = FirstRunPage(theme, "Documents/Escale", "")
    shown(page)
    return page


def words(page: FirstRunPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def write(page: FirstRunPage, first: str, second: str) -> None:
    page.first.edit.setText(first)
    page.second.edit.setText(second)


def test_it_says_what_is_kept_where_and_by_what(page: FirstRunPage) -> None:
    assert "Emplacement : Documents/Escale" in words(page)
    assert "La moitié de la clé sera confiée au trousseau de clés de votre session." in words(page)
    assert not page.alone.isVisible()


def test_advice_follows_what_is_written(page: FirstRunPage) -> None:
    write(page, "azerty", "")
    assert page.counsel.text().startswith("Ce début est dans toutes les listes")
    write(page, PASSPHRASE, "")
    assert page.counsel.text() == "Écrivez la même phrase dans le second champ."
    assert not page.create_button.isEnabled()
    write(page, PASSPHRASE, PASSPHRASE)
    assert page.counsel.text().startswith("Solide : 7 mots différents")
    assert page.create_button.isEnabled()


def test_the_passphrase_is_given_once(page: FirstRunPage, qtbot: QtBot) -> None:
    write(page, PASSPHRASE, PASSPHRASE)
    with qtbot.waitSignal(page.created) as created:
        qtbot.keyClick(page.second.edit, Qt.Key.Key_Return)
    assert created.args == [PASSPHRASE]
    assert page.progress.isVisible()
    assert not page.first.isEnabled()
    page.show_trouble(Refused("Un coffre existe déjà ici."))
    assert page.create_button.isEnabled()
    assert page.trouble.text() == "Un coffre existe déjà ici."


def test_enter_too_early_says_what_is_missing(page: FirstRunPage, qtbot: QtBot) -> None:
    write(page, PASSPHRASE, "autre")
    with qtbot.assertNotEmitted(page.created):
        qtbot.keyClick(page.second.edit, Qt.Key.Key_Return)
    assert page.trouble.text() == "Écrivez la même phrase dans le second champ."


def test_without_a_keyring_it_must_be_understood(alone: FirstRunPage, qtbot: QtBot) -> None:
    assert "la phrase de passe seule protège les dossiers" in words(alone)
    write(alone, PASSPHRASE, PASSPHRASE)
    assert not alone.create_button.isEnabled()
    assert alone.counsel.text() == "Cochez la case ci-dessous pour continuer."
    alone.alone.click()
    with qtbot.waitSignal(alone.created):
        alone.create_button.click()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("keyring.backends.Windows.WinVaultKeyring", "au Gestionnaire d’identification de Windows"),
        ("keyring.backends.macOS.Keyring", "au trousseau de macOS"),
        ("keyring.backends.kwallet.DBusKeyring", "à KWallet, le portefeuille de votre session"),
        ("another.Keyring", "au trousseau de l’ordinateur"),
    ],
)
def test_the_keyring_has_a_name_people_know(name: str, words: str) -> None:
    assert said_keychain(name) == words


def test_everything_has_a_name_and_is_on_the_way_of_tab(alone: FirstRunPage) -> None:
    write(alone, PASSPHRASE, PASSPHRASE)
    alone.alone.click()
    assert unnamed(alone) == []
    assert missed(alone) == []


def test_nothing_is_cut_with_letters_twice_as_big(qapp: QApplication, theme: Theme, shown: Shown) -> None:
    large = Theme.named("light", 2.0)
    large.apply(qapp)
    page = FirstRunPage(large, "Documents/Escale", "")
    shown(page)
    assert cut(page) == []
