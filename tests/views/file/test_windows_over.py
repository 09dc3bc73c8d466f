"""When a sharing ends, no window about it stays over the page, and nothing that was prepared can be saved any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.changes import Changes
from desktop.models.continuity import Agreement, Piece, agreement_content
from desktop.models.news import News, Withdrawal
from desktop.models.note import Kind
from desktop.models.store import Store
from desktop.views.desk import Desk
from desktop.views.file.file_page import FilePage
from desktop.views.file.synthesis_page import SynthesisPage
from desktop.views.file.texts_dialog import TextsDialog
from desktop.views.notes.notes_page import NotesPage
from desktop.views.sharing.sharing_page import SharingPage
from tests.views.conftest import Shown
from tests.views.hand import PlainHandouts
from tests.views.paper import PlainPapers
from tests.views.people import ALI, NADIA, TODAY

LEA = Agreement("5d7f2a52-3c94-4c1e-8a83-0d6d4a7a2f11", TODAY, "Léa Morin", "Apec", pieces=(Piece.PLAN,))


def withdraw(store: Store) -> Changes:
    """Nadia ends her sharing."""
    gone = Withdrawal(NADIA, f"c-{NADIA}", datetime(2026, 11, 22, tzinfo=UTC), "withdrawn")
    return store.intake.absorb(News("e1", (gone,), (), (), "c2", more=False, remaining=0), lambda _p, _i: ("k", b"s"))


@pytest.fixture
def page(desk: Desk, shown: Shown, qtbot: QtBot) -> FilePage:
    """Nadia's file, open, where papers can be made."""
    desk = replace(desk, papers=PlainPapers(), handouts=PlainHandouts())
    page = FilePage(desk, (SynthesisPage(desk), NotesPage(desk), SharingPage(desk)))
    desk.background.changed.connect(page.absorb)
    desk.background.write(lambda store: store.items.record(NADIA, Kind.CLOSING, agreement_content(LEA), item=LEA.id))
    shown(page)
    page.open(NADIA)
    qtbot.waitUntil(lambda: bool(page.name.text()))
    return page


def over(page: QWidget) -> list[str]:
    """The windows that stand over the page."""
    return [type(one).__name__ for one in page.findChildren(QDialog) if one.isVisible()]


def synthesis(page: FilePage, qtbot: QtBot) -> SynthesisPage:
    tab = page.tabs[0]
    assert isinstance(tab, SynthesisPage)
    qtbot.waitUntil(tab.handouts.summary.isEnabled)
    return tab


def sharing(page: FilePage, qtbot: QtBot) -> SharingPage:
    tab = page.tabs[2]
    assert isinstance(tab, SharingPage)
    page.show_tab(tab.title)
    qtbot.waitUntil(lambda: bool(tab.closing.handover.rows))
    return tab


def ended(page: FilePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.told):
        page._desk.background.write(withdraw)


def test_the_texts_that_were_being_chosen_are_not_left_in_sight(page: FilePage, qtbot: QtBot) -> None:
    synthesis(page, qtbot).handouts.choose.click()
    (dialog,) = page.findChildren(TextsDialog)
    ended(page, qtbot)
    assert not dialog.isVisible()
    assert dialog.rows.count() == 0


@pytest.mark.parametrize("which", ["summary", "report", "continuity"])
def test_what_was_about_to_be_saved_is_not_written(page: FilePage, which: str, qtbot: QtBot, tmp_path: Path) -> None:
    if which == "summary":
        buttons = synthesis(page, qtbot).handouts.summary
    else:
        tab = sharing(page, qtbot)
        buttons = tab.papers.report if which == "report" else tab.closing.handover.rows[LEA.id].paper
    buttons.buttons["pdf"].click()
    qtbot.waitUntil(lambda: bool(page.findChildren(QFileDialog)))
    (dialog,) = page.findChildren(QFileDialog)
    dialog.selectFile(str(tmp_path / "garde.pdf"))
    ended(page, qtbot)
    assert over(page) == []
    assert not buttons.isEnabled()
    assert list(tmp_path.glob("*.pdf")) == []


def test_pages_that_were_about_to_be_printed_are_not(page: FilePage, qtbot: QtBot) -> None:
    synthesis(page, qtbot).handouts.summary.buttons["print"].click()
    qtbot.waitUntil(lambda: bool(page.findChildren(QPrintDialog)))
    ended(page, qtbot)
    assert over(page) == []
    assert not synthesis_tab(page).handouts.summary.isEnabled()


def synthesis_tab(page: FilePage) -> SynthesisPage:
    tab = page.tabs[0]
    assert isinstance(tab, SynthesisPage)
    return tab


def test_earlier_texts_and_the_words_of_the_report_go_too(page: FilePage, qtbot: QtBot) -> None:
    notes = page.tabs[1]
    assert isinstance(notes, NotesPage)
    page.show_tab("Notes")
    items = page._desk.background.ask(lambda store: store.items.of(NADIA))
    (note,) = (one.id for one in items if one.kind is Kind.NOTE)
    notes.show_note(note)
    qtbot.waitUntil(lambda: notes.editor.text.startswith("A évoqué"))
    notes.reported.button.click()
    qtbot.waitUntil(lambda: over(page) == ["ReportedDialog"])
    ended(page, qtbot)
    assert over(page) == []


def test_an_agreement_taken_back_takes_away_the_sheet_that_was_being_saved(
    page: FilePage, qtbot: QtBot, tmp_path: Path
) -> None:
    buttons = sharing(page, qtbot).closing.handover.rows[LEA.id].paper
    buttons.buttons["docx"].click()
    qtbot.waitUntil(lambda: over(page) == ["QFileDialog"])
    taken = agreement_content(replace(LEA, withdrawn=TODAY))
    page._desk.background.write(lambda store: store.items.record(NADIA, Kind.CLOSING, taken, item=LEA.id))
    qtbot.waitUntil(lambda: over(page) == [])
    assert not buttons.isEnabled()


def test_another_write_leaves_the_window_that_is_open(page: FilePage, qtbot: QtBot) -> None:
    synthesis(page, qtbot).handouts.summary.buttons["pdf"].click()
    qtbot.waitUntil(lambda: over(page) == ["QFileDialog"])
    with qtbot.waitSignal(page._desk.background.changed):
        page._desk.background.write(lambda store: store.items.record(NADIA, Kind.NOTE, {"text": "Autre chose."}))
    synthesis(page, qtbot)
    assert over(page) == ["QFileDialog"]
    page.open(ALI)
    assert over(page) == []
