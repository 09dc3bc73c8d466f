"""The cards of the packs: what is in use, an import followed to its end or refused, and the window that wires them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.errors import Refused
from desktop.library import Library
from desktop.views.desk import Desk
from desktop.views.settings.pack_card import CERTIFICATIONS, KINDS, PROFESSIONS, PackCard, PackKind
from desktop.views.settings.settings_page import Settings, SettingsPage
from tests.reference.exports import fiche, flux
from tests.views.conftest import Shown
from tests.views.reach import cut, missed, unnamed

SETTINGS = Settings("system", "Documents/Escale", "", "0.1.0")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library(tmp_path / "referentiels")
    yield made
    made.close()


@pytest.fixture
def page(desk: Desk, library: Library, shown: Shown, qtbot: QtBot) -> SettingsPage:
    page = SettingsPage(replace(desk, packs=library), SETTINGS)
    shown(page)
    qtbot.waitUntil(lambda: all(card.words.text() for card in page.packs.values()))
    return page


def test_each_says_what_is_in_use_and_that_it_is_an_extract(page: SettingsPage) -> None:
    assert set(page.packs) == {"certifications", "professions"}
    said = page.packs["certifications"].words.text()
    assert said.startswith("Certifications (France compétences, Licence Ouverte 2.0), export du 18 décembre 2023")
    assert said.endswith("C’est un extrait de démonstration.")
    assert "Table de passage PCS–FAP–ROME" in page.packs["professions"].words.text()
    assert all(card.isVisible() and not card.progress.isVisible() for card in page.packs.values())


def test_without_packs_there_is_no_card(desk: Desk, shown: Shown) -> None:
    page = SettingsPage(desk, SETTINGS)
    shown(page)
    assert page.packs == {}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_file_is_asked_for_and_told_with_its_pack(
    page: SettingsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, kind: PackKind
) -> None:
    asked_for: list[str] = []

    def chosen(*words: str) -> tuple[str, str]:
        asked_for.append(words[-1])
        return "export.zip", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", chosen)
    card = page.packs[kind.name]
    with qtbot.waitSignal(page.pack_import_asked) as asked:
        card.button.click()
    assert asked.args == [kind.name, "export.zip"]
    assert asked_for == [kind.files]
    assert card.progress.isVisible()
    assert not card.button.isEnabled()


def test_no_choice_imports_nothing(page: SettingsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    with qtbot.assertNotEmitted(page.pack_import_asked):
        page.packs["professions"].button.click()
    assert not page.packs["professions"].progress.isVisible()


def test_an_import_is_followed_to_its_end(page: SettingsPage) -> None:
    card = page.packs["certifications"]
    card.show_step("Lecture de Standard", 2, 6)
    assert (card.step.text(), card.progress.value(), card.progress.maximum()) == ("Lecture de Standard", 2, 6)
    card.show_words("Certifications, export du 29 septembre 2026.")
    assert (card.words.text(), card.progress.isVisible(), card.button.isEnabled()) == (
        "Certifications, export du 29 septembre 2026.",
        False,
        True,
    )


def test_a_refused_import_says_why_until_the_next_one(page: SettingsPage) -> None:
    card = page.packs["certifications"]
    card.show_step("Lecture", 0, 0)
    card.show_trouble(Refused("Il manque un fichier.", "Rien n’a été changé."))
    assert card.trouble.isVisible()
    assert card.trouble.text() == "Il manque un fichier. Rien n’a été changé."
    assert card.button.isEnabled()
    card.show_step("Lecture", 0, 0)
    assert not card.trouble.isVisible()


def test_a_pack_that_cannot_be_opened_is_told(desk: Desk, tmp_path: Path, qtbot: QtBot, shown: Shown) -> None:
    (tmp_path / "file").write_text("a file where the folder should be")
    library = Library(tmp_path / "file")
    card = PackCard(replace(desk, packs=library), CERTIFICATIONS)
    shown(card)
    card.load()
    qtbot.waitUntil(card.trouble.isVisible)
    assert "ne peut pas être écrit" in card.trouble.text()
    library.close()


def test_the_page_reads_again_what_was_imported(
    page: SettingsPage, library: Library, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "flux-2026-09-29.xml"
    path.write_bytes(flux(fiche("RNCP1")))
    library.import_certifications(path, lambda *_: None)
    page.packs[CERTIFICATIONS.name].load()
    qtbot.waitUntil(lambda: "29 septembre 2026 : 1 fiche" in page.packs["certifications"].words.text())


def test_everything_has_a_name_and_is_on_the_way_of_tab(page: SettingsPage) -> None:
    assert unnamed(page) == []
    assert missed(page) == []


def test_nothing_is_cut_with_letters_twice_as_big(
    large_desk: Desk, library: Library, shown: Shown, qtbot: QtBot
) -> None:
    page = SettingsPage(replace(large_desk, packs=library), SETTINGS)
    shown(page)
    page.resize(990, 700)
    qtbot.waitUntil(lambda: bool(page.packs[PROFESSIONS.name].words.text()) and cut(page) == [])


def test_looking_at_the_page_again_does_not_end_an_import(page: SettingsPage, qtbot: QtBot) -> None:
    card = page.packs["certifications"]
    card.show_step("Lecture de Standard", 2, 6)
    card.words.setText("")
    page.load()
    qtbot.waitUntil(lambda: card.words.text() != "")
    assert card.progress.isVisible()
    assert not card.button.isEnabled()
