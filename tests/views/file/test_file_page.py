"""An open file: its header, its tabs, what is new, and its end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.models.changes import Changes
from desktop.models.news import News, Withdrawal
from desktop.models.note import Kind
from desktop.models.store import Store
from desktop.views.desk import Desk
from desktop.views.file.file_page import ENDED, ERASED, FilePage
from desktop.views.file.synthesis_page import SynthesisPage
from desktop.views.notes.notes_page import NotesPage
from desktop.views.sharing.sharing_page import SharingPage
from desktop.views.window_buttons import find_width
from tests.views.reach import missed, unnamed

NADIA, ALI = "p-nadia", "h-ali"


@pytest.fixture
def page(desk: Desk, shown: Callable[[QWidget], None], qtbot: QtBot) -> FilePage:
    """Nadia's file, open."""
    page = FilePage(desk, (SynthesisPage(desk), NotesPage(desk), SharingPage(desk)))
    desk.background.changed.connect(page.absorb)
    shown(page)
    opened(page, NADIA, qtbot)
    return page


def opened(page: FilePage, person: str, qtbot: QtBot) -> None:
    """Open a file and wait until it says who, and that it was opened."""
    with qtbot.waitSignal(page._desk.background.changed):
        page.open(person)
    qtbot.waitUntil(lambda: "ROME 4.0" in page.about.text())


def withdraw(store: Store) -> Changes:
    """Nadia ends her sharing."""
    gone = Withdrawal(NADIA, f"c-{NADIA}", datetime(2026, 11, 22, tzinfo=UTC), "withdrawn")
    return store.intake.absorb(News("e1", (gone,), (), (), "c2", more=False, remaining=0), lambda _p, _i: ("k", b"s"))


def handed_over(desk: Desk) -> list[str]:
    """The ids of what is sealed for the gateway."""
    return [item for item, _ in desk.background.ask(lambda store: store.post.sealed())[1]]


def test_the_header_says_who_until_when_and_by_which_referential(page: FilePage) -> None:
    assert page.name.text() == "Nadia Benali"
    assert page.about.text().startswith("Partage jusqu’au 14 février 2027 · 3 sections · ROME 4.0 version ")


def test_a_long_name_never_lies_under_the_button_that_finds(page: FilePage, qtbot: QtBot) -> None:
    long = "Marie-Antoinette-Éléonore de Villedieu-Montferrand d’Aubusson et de Saint-Germain-de-Longue-Chaume"
    button = page.width() - 28 - find_width(page._desk.theme, page.width())

    def folded() -> bool:
        page.name.setText(long)  # again, should the card just have been read anew
        return page.name.height() > 1.5 * page.name.fontMetrics().height()

    qtbot.waitUntil(folded)
    assert page.name.mapTo(page, page.name.rect().topRight()).x() < button


def test_a_file_once_shown_is_marked_as_read_and_still_says_what_was_new(page: FilePage, qtbot: QtBot) -> None:
    assert page._desk.background.ask(lambda store: store.passports.card(NADIA)).unread is False
    synthesis = page.tabs[0]
    assert isinstance(synthesis, SynthesisPage)
    qtbot.waitUntil(
        lambda: any(row.title == "Partage reçu le 21 novembre." for row in synthesis.next_steps.model_of_rows.rows)
    )
    assert synthesis.shared.title.text() == "1 emploi et 1 compétence."


def test_a_file_that_nobody_sees_is_not_marked(desk: Desk, qtbot: QtBot) -> None:
    page = FilePage(desk, (SynthesisPage(desk),))
    qtbot.addWidget(page)
    page.open(NADIA)
    qtbot.waitUntil(lambda: bool(page.name.text()))
    assert desk.background.ask(lambda store: store.passports.card(NADIA)).unread is True


def test_tabs_turn_by_keyboard(page: FilePage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.bar, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert page.bar.currentIndex() == 1
    for _ in range(2):
        qtbot.keyClick(page.bar, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert page.bar.currentIndex() == 2
    assert [page.bar.tabText(tab) for tab in range(3)] == ["&Synthèse", "&Notes", "&Partage"]


def test_a_line_of_the_synthesis_leads_to_its_tab(page: FilePage, qtbot: QtBot) -> None:
    synthesis = page.tabs[0]
    assert isinstance(synthesis, SynthesisPage)
    qtbot.waitUntil(lambda: bool(synthesis.next_steps.model_of_rows.rows))
    row = next(row for row in synthesis.next_steps.model_of_rows.rows if row.key.startswith("Notes/"))
    synthesis.next_steps.chosen.emit(row)
    assert page.bar.currentIndex() == 1


def test_when_the_sharing_ends_the_page_says_so_and_leaves(page: FilePage, desk: Desk, qtbot: QtBot) -> None:
    notes = page.tabs[1]
    assert isinstance(notes, NotesPage)
    page.show_tab("Notes")
    notes.editor.field.setPlainText("À moitié écrit")
    with qtbot.waitSignals([page.told, page.closed], order="strict"):
        desk.background.write(withdraw)
    assert page._gone.sentence.text() == ENDED
    assert page._gone.isVisible()
    assert (page.person, page.name.text(), notes.editor.text) == ("", "", "")


def test_what_is_being_written_when_the_sharing_ends_is_handed_over(page: FilePage, desk: Desk, qtbot: QtBot) -> None:
    page.show_tab("Notes")
    notes = page.tabs[1]
    assert isinstance(notes, NotesPage)
    notes.new_note()
    with qtbot.waitSignal(page.closed):
        desk.background.write(withdraw)
        notes.editor.field.setPlainText("À moitié écrit")
        being_written = notes.editor.id
    assert notes.editor.text == ""
    assert being_written in handed_over(desk)


def test_private_words_that_cannot_be_kept_are_said(page: FilePage, desk: Desk, qtbot: QtBot) -> None:
    page.show_tab("Notes")
    notes = page.tabs[1]
    assert isinstance(notes, NotesPage)
    notes.new_note(Kind.WORKING)
    with qtbot.waitSignal(desk.background.troubled) as told:
        desk.background.write(withdraw)
        notes.editor.field.setPlainText("Pour moi")
    assert "n’est plus sur ce poste" in str(told.args)


def test_an_end_does_not_take_away_from_another_page(page: FilePage, desk: Desk, qtbot: QtBot) -> None:
    page.hide()
    with qtbot.assertNotEmitted(page.closed), qtbot.waitSignal(page.told) as told:
        desk.background.write(withdraw)
    assert told.args == [ENDED]
    assert page.person == ""


def test_erasing_a_file_made_here_is_not_the_end_of_a_sharing(page: FilePage, desk: Desk, qtbot: QtBot) -> None:
    opened(page, ALI, qtbot)
    with qtbot.waitSignal(page.told) as told:
        desk.background.write(lambda store: store.passports.remove(ALI))
    assert told.args == [ERASED]


def test_after_an_end_another_file_opens(page: FilePage, desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.closed):
        desk.background.write(withdraw)
    opened(page, ALI, qtbot)
    assert page.name.text() == "Ali Roux"
    assert not page._gone.isVisible()


def test_leaving_keeps_what_is_half_written(page: FilePage, desk: Desk, qtbot: QtBot) -> None:
    page.show_tab("Notes")
    notes = page.tabs[1]
    assert isinstance(notes, NotesPage)
    notes.new_note()
    notes.editor.field.setPlainText("À moitié écrit")
    with qtbot.waitSignal(page.closed):
        page.close_file()
    kept = desk.background.ask(lambda store: store.items.of(NADIA))
    assert "À moitié écrit" in [item.text for item in kept if item.kind is Kind.NOTE]


@pytest.mark.parametrize("tab", ["Synthèse", "Notes", "Partage"])
def test_everything_is_named_and_reached(page: FilePage, tab: str, qtbot: QtBot) -> None:
    page.show_tab(tab)
    opened(page, ALI, qtbot)
    assert unnamed(page) == []
    assert missed(page) == []


def test_a_new_note_is_one_gesture_away_from_any_tab(page: FilePage, qtbot: QtBot) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    page.bar.setFocus()
    with qtbot.waitSignal(page.note_asked):
        qtbot.keyClick(page.bar, Qt.Key.Key_N, both)
    page.show_tab("Notes")
    notes = page.tabs[1]
    assert isinstance(notes, NotesPage)
    notes.editor.field.setFocus()
    qtbot.keyClicks(notes.editor.field, "Un")
    with qtbot.assertNotEmitted(page.note_asked):
        qtbot.keyClick(notes.editor.field, Qt.Key.Key_N, both)
    assert notes.editor.text == "", "the tab begins its own"
