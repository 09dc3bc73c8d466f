"""What may not be read for now is said in a calm page; notes go on; nothing of it stays under the keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.models.changes import Changes
from desktop.models.file import Kept, ReadLock
from desktop.models.journal import Entry, Event
from desktop.models.store import Store
from desktop.views.desk import Desk
from desktop.views.file.file_page import AWAITED, FilePage
from desktop.views.file.synthesis_page import SynthesisPage
from desktop.views.file_tab import FileTab
from desktop.views.gap.gap_page import GapPage
from desktop.views.notes.notes_page import NotesPage
from desktop.views.passport.parcours_page import ParcoursPage
from desktop.views.sharing.sharing_page import SharingPage
from desktop.views.skills.skills_page import SkillsPage
from tests.views.conftest import Shown
from tests.views.people import ALI, MOUSSA, NADIA
from tests.views.reach import cut, unnamed

LOCK = ReadLock("Les passeports sont fermés à la lecture.", "Faites un échange avec le serveur.")
READERS = (SynthesisPage, ParcoursPage, SkillsPage, GapPage)


def close(desk: Desk, lock: ReadLock | None, qtbot: QtBot) -> None:
    """Close reading, or open it again."""

    def work(store: Store) -> Changes:
        store.reading = lock
        return Changes(everything=True)

    with qtbot.waitSignal(desk.background.changed):
        desk.background.write(work)


def said(tab: FileTab) -> str:
    return tab.closed.sentence.text() if tab.closed and tab.closed.isVisible() else ""


@pytest.mark.parametrize("kind", READERS)
def test_a_closed_passport_is_said_and_opens_again(
    kind: Callable[[Desk], FileTab], desk: Desk, shown: Shown, qtbot: QtBot
) -> None:
    close(desk, LOCK, qtbot)
    tab = kind(desk)
    tab.show_person(NADIA)
    with qtbot.assertNotEmitted(desk.background.troubled):
        shown(tab)
        qtbot.waitUntil(lambda: said(tab) == LOCK.sentence)
    assert unnamed(tab) == []
    assert cut(tab) == []
    closed = tab.closed
    assert closed is not None
    shown_pieces = [one for one in tab.findChildren(QWidget) if one.parent() is tab and one.isVisible()]
    assert shown_pieces == [closed]
    with qtbot.waitSignal(tab.sync_asked):
        closed.button.click()
    close(desk, None, qtbot)
    tab.refresh()
    qtbot.waitUntil(lambda: not closed.isVisible())


def test_a_file_made_here_stays_open(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    close(desk, LOCK, qtbot)
    tab = SynthesisPage(desk)
    tab.show_person(ALI)
    shown(tab)
    qtbot.waitUntil(lambda: bool(tab.shared.title.text()))
    assert said(tab) == ""


def test_notes_go_on_while_reading_is_closed(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    close(desk, LOCK, qtbot)
    tab = NotesPage(desk)
    tab.show_person(MOUSSA)
    shown(tab)
    qtbot.waitUntil(lambda: bool(tab._notes))
    assert said(tab) == ""


@pytest.fixture
def page(desk: Desk, shown: Shown) -> FilePage:
    page = FilePage(desk, (SynthesisPage(desk), NotesPage(desk), SharingPage(desk)))
    shown(page)
    return page


def test_a_file_to_be_received_again_says_so_instead_of_its_tabs(page: FilePage, desk: Desk, qtbot: QtBot) -> None:
    page.open(NADIA)
    qtbot.waitUntil(lambda: page.name.text() == "Nadia Benali")
    card = page._card
    assert card is not None
    page._show(type(card)(**{name: getattr(card, name) for name in card.__slots__} | {"kept": Kept.AWAITED}))
    assert page.name.text() == AWAITED
    assert not page.bar.isVisible()
    assert page._awaited.isVisible()
    with qtbot.waitSignal(page.sync_asked):
        page._awaited.button.click()
    page._show(card)
    assert page.bar.isVisible()
    assert not page._awaited.isVisible()


def entries(desk: Desk, qtbot: QtBot) -> list[str]:
    """Which parts were looked at, oldest first."""
    found = list[tuple[Entry, ...]]()
    desk.background.read(desk.background, "entries", lambda store: store.journal.entries(), found.append)
    qtbot.waitUntil(lambda: bool(found))
    return [entry.what for entry in reversed(found[0]) if entry.event is Event.VIEWED]


def test_what_is_looked_at_is_in_the_journal_once_a_showing(page: FilePage, desk: Desk, qtbot: QtBot) -> None:
    page.open(NADIA)
    qtbot.waitUntil(lambda: page.name.text() == "Nadia Benali")
    page.absorb(Changes(files=frozenset({NADIA})))
    page.show_tab("Notes")
    page.show_tab("Notes")
    assert entries(desk, qtbot) == ["synthese", "notes"]
    page.hide()
    page.show()
    assert entries(desk, qtbot) == ["synthese", "notes", "notes"]


def test_a_drawing_that_leaves_is_in_the_journal(desk: Desk, qtbot: QtBot) -> None:
    tab = ParcoursPage(desk)
    qtbot.addWidget(tab)
    tab.person = NADIA
    tab.card.saved.emit()
    found = list[tuple[Entry, ...]]()
    desk.background.read(desk.background, "entries", lambda store: store.journal.entries(NADIA), found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert [(entry.event, entry.what) for entry in found[0]] == [(Event.EXPORTED, "parcours")]
