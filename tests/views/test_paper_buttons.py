"""Papers are made when asked, saved or printed, and written in the journal; never about somebody shown no more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.models.journal import Entry
from desktop.views.desk import Desk
from desktop.views.sharing.person_papers import PersonPapers
from desktop.views.sharing.sharing_page import SharingPage
from tests.views.conftest import Shown
from tests.views.hand import PlainHandouts
from tests.views.paper import REFUSED, PlainPapers
from tests.views.people import ALI, NADIA
from tests.views.reach import cut, missed, unnamed


@pytest.fixture
def papers() -> PlainPapers:
    return PlainPapers()


@pytest.fixture
def with_papers(desk: Desk, papers: PlainPapers) -> Desk:
    return replace(desk, papers=papers, handouts=PlainHandouts())


@pytest.fixture
def page(with_papers: Desk, shown: Shown, qtbot: QtBot) -> SharingPage:
    page = SharingPage(with_papers)
    page.show_person(NADIA)
    shown(page)
    qtbot.waitUntil(page.papers.held.isEnabled)
    return page


def journal(desk: Desk, qtbot: QtBot) -> list[tuple[str, str]]:
    found = list[tuple[Entry, ...]]()
    desk.background.read(desk.background, "entries", lambda store: store.journal.entries(), found.append)
    qtbot.waitUntil(lambda: bool(found))
    return [(str(entry.event), entry.what) for entry in found[0]]


def save(page: SharingPage, path: Path, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(page.findChildren(QFileDialog)))
    dialog = page.findChildren(QFileDialog)[-1]
    dialog.fileSelected.emit(str(path))
    dialog.reject()


def test_a_report_is_saved_and_noted(page: SharingPage, papers: PlainPapers, qtbot: QtBot, tmp_path: Path) -> None:
    page.papers.report.buttons["json"].click()
    save(page, tmp_path / "rapport.json", qtbot)
    qtbot.waitUntil(lambda: page.papers.said.text() == "Enregistré : rapport.json.")
    assert (tmp_path / "rapport.json").read_bytes() == f"json rapport-d-acces {NADIA}".encode()
    assert papers.asked == [("rapport-d-acces", NADIA)]
    assert ("exported", "rapport-d-acces") in journal(page.desk, qtbot)


def test_the_convention_and_the_notice_are_saved_and_noted(page: SharingPage, qtbot: QtBot, tmp_path: Path) -> None:
    for buttons, code in (
        (page.papers.convention, "convention-de-partage"),
        (page.papers.notice, "votre-conseil-en-evolution-professionnelle"),
    ):
        buttons.buttons["pdf"].click()
        save(page, tmp_path / f"{code}.pdf", qtbot)
        qtbot.waitUntil(lambda: page.papers.said.text() == f"Enregistré : {code}.pdf.")  # noqa: B023 - used at once
        assert ("exported", code) in journal(page.desk, qtbot)


def test_printing_asks_which_printer(page: SharingPage, qtbot: QtBot) -> None:
    page.papers.held.buttons["print"].click()
    qtbot.waitUntil(lambda: bool(page.findChildren(QPrintDialog)))
    page.findChildren(QPrintDialog)[0].reject()
    assert page.papers.held.isEnabled()
    assert ("printed", "ce-qu-escale-garde") not in journal(page.desk, qtbot)


def test_a_paper_that_cannot_be_made_says_why(page: SharingPage, papers: PlainPapers, qtbot: QtBot) -> None:
    papers.trouble = REFUSED
    page.papers.invitation.buttons["pdf"].click()
    qtbot.waitUntil(lambda: page.papers.said.text() == str(REFUSED))
    assert page.papers.invitation.isEnabled()


def test_only_a_sharing_that_ends_can_be_renewed(page: SharingPage, qtbot: QtBot) -> None:
    assert page.papers.invitation.isVisible()
    page.show_person(ALI)
    qtbot.waitUntil(page.edit_button.isVisible)
    assert not page.papers.invitation.isVisible()
    assert page.papers.held.isEnabled()


def test_without_papers_nothing_is_offered(desk: Desk, shown: Shown) -> None:
    card = PersonPapers(desk)
    card.offer(NADIA, renewable=True)
    assert card.isHidden()
    shown(card)
    assert not card.held.isEnabled()


def test_everything_has_a_name_and_is_on_the_way_of_tab(page: SharingPage, qtbot: QtBot) -> None:
    assert unnamed(page) == []
    assert missed(page) == []
    names = [button.accessibleName() for button in page.papers.report.buttons.values()]
    assert "Enregistrer (JSON) : le rapport d’accès" in names
    qtbot.waitUntil(lambda: cut(page) == [])
