"""Réglages: what may be chosen and what is said."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop.errors import Refused
from desktop.models.occupation import Edition
from desktop.views.desk import Desk
from desktop.views.settings.referential_card import said_edition
from desktop.views.settings.sections import COPIES, ERASURES, GENERAL, JOURNAL, VAULT
from desktop.views.settings.settings_page import Settings, SettingsPage, short
from tests.views.conftest import Shown
from tests.views.reach import cut, missed, unnamed

SETTINGS = Settings("system", "Documents/Escale", "keyring.backends.macOS.Keyring", "0.1.0")
WHOLE = Edition("461", "2026-03-17", "France Travail", False, 1584, 17_825, 90_000)


@pytest.fixture
def page(desk: Desk, shown: Shown, qtbot: QtBot) -> SettingsPage:
    page = SettingsPage(desk, SETTINGS)
    shown(page)
    qtbot.waitUntil(lambda: bool(page.referential.words.text()) and "SQLCipher" in page.versions.text())
    return page


def words(page: SettingsPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_it_says_what_is_in_use(page: SettingsPage) -> None:
    assert page.themes["system"].isChecked()
    for name in ("Escale 0.1.0", "Qt 6", "Python 3", "SQLCipher ", "OpenSSL"):
        assert name in page.versions.text()
    assert "référentiel 458, publié le 16 décembre 2024 : 48 métiers" in page.referential.words.text()
    assert "extrait de démonstration" in page.referential.words.text()


def test_each_part_is_one_click_away_and_alone(page: SettingsPage) -> None:
    page.show_part(VAULT)
    assert "La moitié de la clé est confiée au trousseau de macOS" in words(page)
    assert "Emplacement : Documents/Escale" in words(page)
    assert not page.referential.isVisible()
    shown = {GENERAL: page.referential, VAULT: page.passphrase, COPIES: page.copies, ERASURES: page.erasures,
             JOURNAL: page.journal}  # fmt: skip
    for title, card in shown.items():
        page.show_part(title)
        assert [name for name, one in shown.items() if one.isVisible()] == [title]
        assert card.isVisible()


def test_a_vault_by_passphrase_alone_says_so(desk: Desk, shown: Shown) -> None:
    page = SettingsPage(desk, Settings("light", "x", "", "0.1.0"))
    shown(page)
    page.show_part(VAULT)
    assert "La phrase de passe seule protège les dossiers" in words(page)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_theme_is_chosen(page: SettingsPage, qtbot: QtBot, name: str) -> None:
    with qtbot.waitSignal(page.theme_chosen) as chosen:
        page.themes[name].click()
    assert chosen.args == [name]


def test_it_locks(page: SettingsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.lock_asked):
        page.show_part(VAULT)
        page.locking.lock_button.click()


def test_a_zip_is_imported(page: SettingsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("kit.zip", ""))
    with qtbot.waitSignal(page.import_asked) as asked:
        page.referential.zip_button.click()
    assert asked.args == ["kit.zip"]
    assert page.referential.progress.isVisible()
    assert not page.referential.folder_button.isEnabled()


def test_a_folder_is_imported(page: SettingsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "kit")
    with qtbot.waitSignal(page.import_asked) as asked:
        page.referential.folder_button.click()
    assert asked.args == ["kit"]


def test_no_choice_imports_nothing(page: SettingsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    with qtbot.assertNotEmitted(page.import_asked):
        page.referential.folder_button.click()
    assert not page.referential.progress.isVisible()


def test_an_import_is_followed_to_its_end(page: SettingsPage) -> None:
    card = page.referential
    card.show_step("Compilation du référentiel", 1, 4)
    assert (card.step.text(), card.progress.value(), card.progress.maximum()) == ("Compilation du référentiel", 1, 4)
    card.show_edition(WHOLE)
    assert not card.progress.isVisible()
    assert card.zip_button.isEnabled()
    assert card.words.text() == said_edition(WHOLE)


def test_a_refused_import_says_why(page: SettingsPage) -> None:
    card = page.referential
    card.show_step("Lecture du kit…", 0, 0)
    card.show_trouble(Refused("Ce dossier n’est pas un kit du ROME.", "Choisissez le dossier des CSV."))
    assert card.trouble.isVisible()
    assert card.trouble.text() == "Ce dossier n’est pas un kit du ROME. Choisissez le dossier des CSV."
    assert card.zip_button.isEnabled()


def test_a_whole_referential_is_counted_the_french_way() -> None:
    said = said_edition(WHOLE).replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")
    assert said == "ROME 4.0, référentiel 461, publié le 17 mars 2026 : 1 584 métiers, 17 825 compétences et savoirs."


@pytest.mark.parametrize(("long", "brief"), [("OpenSSL 3.6.0 1 Oct 2025", "3.6.0"), ("4.19.0 community", "4.19.0"),
                                             ("unknown", "unknown")])  # fmt: skip
def test_versions_are_short(long: str, brief: str) -> None:
    assert short(long) == brief


@pytest.mark.parametrize("part", [GENERAL, VAULT, COPIES, ERASURES, JOURNAL])
def test_everything_has_a_name_and_is_on_the_way_of_tab(page: SettingsPage, part: str) -> None:
    page.show_part(part)
    assert unnamed(page) == []
    assert missed(page) == []


@pytest.mark.parametrize("part", [GENERAL, VAULT, COPIES, ERASURES, JOURNAL])
def test_nothing_is_cut_with_letters_twice_as_big(large_desk: Desk, shown: Shown, qtbot: QtBot, part: str) -> None:
    page = SettingsPage(large_desk, SETTINGS)
    shown(page)
    page.show_part(part)
    page.resize(990, 700)
    qtbot.waitUntil(lambda: cut(page) == [])


def test_looking_at_the_page_again_does_not_end_an_import(page: SettingsPage, qtbot: QtBot) -> None:
    card = page.referential
    card.show_step("Compilation du référentiel", 1, 4)
    card.words.setText("")
    page.load()
    qtbot.waitUntil(lambda: card.words.text() != "")
    assert card.progress.isVisible()
    assert not card.zip_button.isEnabled()
