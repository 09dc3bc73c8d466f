"""Sharing: said in sentences; only a file made here can be modified or erased, after one question."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.views.desk import Desk
from desktop.views.sharing.sharing_page import SharingPage
from tests.views.reach import cut, unnamed


@pytest.fixture
def page(desk: Desk, shown: Callable[[QWidget], None]) -> SharingPage:
    """Nobody yet."""
    page = SharingPage(desk)
    shown(page)
    return page


def test_a_shared_file_is_told_whole(page: SharingPage, qtbot: QtBot) -> None:
    page.show_person("p-nadia")
    qtbot.waitUntil(lambda: bool(page.dates.text()))
    assert page.basis.title.text() == "Publication par la personne"
    assert page.shared.text() == "Expériences, diplômes et titres et compétences."
    assert page.missing.text() == "Formations, engagements, mandats, permis et badges."
    assert page.dates.text() == "Du 1er septembre 2026 au 14 février 2027, il reste 84 jours."
    assert "effacé de cet ordinateur" in page.fate.text()
    assert not page.erase_button.isVisible()


def test_a_file_made_here_can_be_modified(page: SharingPage, qtbot: QtBot) -> None:
    page.show_person("h-ali")
    qtbot.waitUntil(page.edit_button.isVisible)
    with qtbot.waitSignal(page.edit_asked) as asked:
        page.edit_button.click()
    assert asked.args == ["h-ali"]


@pytest.mark.parametrize(("answer", "left"), [("Garder le dossier", True), ("Effacer", False)])
def test_erasing_asks_once(page: SharingPage, desk: Desk, qtbot: QtBot, answer: str, left: bool) -> None:
    page.show_person("h-ali")
    qtbot.waitUntil(page.erase_button.isVisible)
    page.erase_button.click()
    box = page.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    next(button for button in box.buttons() if button.text() == answer).click()
    assert (desk.background.ask(lambda store: store.passports.card("h-ali")) is not None) is left
    qtbot.waitUntil(lambda: page.findChild(QMessageBox) is None)


def test_nothing_is_cut_when_letters_are_twice_as_big(
    large_desk: Desk, shown: Callable[[QWidget], None], qtbot: QtBot
) -> None:
    page = SharingPage(large_desk)
    shown(page)
    page.show_person("h-ali")
    qtbot.waitUntil(page.erase_button.isVisible)
    assert cut(page) == []
    assert unnamed(page) == []
