"""The list of files: the table, ten thousand rows, typing, choosing, opening, following changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.models.access import Access, Basis
from desktop.models.changes import Changes
from desktop.models.closing import Closing, Reason, closing_content
from desktop.models.dossiers import Column, Shown, lines
from desktop.models.file import Card, Kept, ReadLock
from desktop.models.note import Kind
from desktop.models.passport import Holder, Section
from desktop.models.store import Store
from desktop.views.desk import Desk
from desktop.views.dossiers.dossiers_page import DossiersPage
from desktop.views.dossiers.dossiers_table import PERSON_ROLE, DossiersTable
from tests.views.reach import cut, missed, unnamed

TODAY = date(2026, 11, 22)
FIRST = ("Élodie", "Jean-Noël", "Zoé", "Anaïs", "Marie")


def many(count: int) -> tuple[Card, ...]:
    """Files of as many people."""
    return tuple(one(number) for number in range(count))


def one(number: int) -> Card:
    """A file, its name and its end made from a number."""
    access = Access(Basis.PUBLICATION, (Section.SKILLS,), TODAY, date(2027, 1, 1 + number % 28))
    holder = Holder(FIRST[number % 5], f"Lefèvre {number:05}", 1980)
    return Card(f"p{number}", holder, access, Kept.SHARED, 1, datetime(2026, 11, 1, tzinfo=UTC))


@pytest.fixture
def page(desk: Desk, shown: Callable[[QWidget], None], qtbot: QtBot) -> DossiersPage:
    """The page with its five files."""
    page = DossiersPage(desk)
    shown(page)
    qtbot.waitUntil(lambda: page.table.rowCount() == 5)
    return page


def names(table: DossiersTable) -> list[str]:
    """What the first column shows."""
    return [table.index(row, Column.NAME).data() for row in range(table.rowCount())]


def test_the_table_is_a_sound_model(qtmodeltester: ModelTester) -> None:
    table = DossiersTable(lambda: TODAY)
    table.show(many(20))
    qtmodeltester.check(table)
    table.narrow("zoe", Shown.ALL)
    assert table.rowCount() == 4


def test_ten_thousand_files_are_narrowed_sorted_and_found_again(qapp: object) -> None:
    table = DossiersTable(lambda: TODAY)
    table.show(many(10_000))
    table.narrow("elod lefevre", Shown.ALL)
    assert table.rowCount() == 2000
    table.sort(Column.END, Qt.SortOrder.DescendingOrder)
    assert table.index(0, Column.END).data() == "28 janvier 2027 · dans 67 jours"
    assert table.row_of(table.person(1999)) == 1999
    table.narrow("", Shown.NEWS)
    assert (table.rowCount(), table.total) == (0, 10_000)


def test_the_page_says_who_and_how_many(page: DossiersPage) -> None:
    assert names(page.table) == ["Nadia Benali", "Moussa Diallo", "Yann Le Goff", "Claire Petit", "Ali Roux"]
    assert page.count.text() == "5 dossiers"
    claire = page.table.row_of("p-claire")
    assert page.table.index(claire, Column.END).data() == "25 novembre 2026 · dans 3 jours"
    assert page.table.index(claire, Column.NEWS).data() == "à lire"
    assert page.table.index(0, 0).data(PERSON_ROLE) == "p-nadia"


def test_letters_typed_on_the_table_search_and_enter_opens(page: DossiersPage, qtbot: QtBot) -> None:
    page.view.setFocus()
    qtbot.keyClicks(page.view, "l")
    qtbot.keyClicks(page.search, "e go")
    assert names(page.table) == ["Yann Le Goff"]
    assert page.count.text() == "1 dossier sur 5"
    with qtbot.waitSignal(page.open_file) as opened:
        qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert opened.args == ["p-yann"]


def test_down_goes_to_the_table_and_enter_opens_the_next(page: DossiersPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    qtbot.keyClick(page.view, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.open_file) as opened:
        qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert opened.args == ["p-moussa"]


def test_chips_and_order_are_reached_by_keyboard(page: DossiersPage) -> None:
    page.narrow(Shown.HAND)
    assert names(page.table) == ["Ali Roux"]
    page.narrow(Shown.ALL)
    page.order.activated.emit(int(Column.END))
    assert names(page.table)[0] == "Claire Petit"
    page.view.horizontalHeader().setSortIndicator(Column.NAME, Qt.SortOrder.DescendingOrder)
    assert names(page.table)[0] == "Ali Roux"
    assert page.order.currentIndex() == Column.NAME


def test_the_selection_survives_a_refresh(page: DossiersPage, desk: Desk, qtbot: QtBot) -> None:
    page.view.setCurrentIndex(page.table.index(page.table.row_of("p-yann"), 0))
    desk.background.changed.connect(page.absorb)
    with qtbot.waitSignal(page.table.modelReset):
        desk.background.write(lambda store: store.passports.open("p-nadia"))
    assert page.table.person(page.view.currentIndex().row()) == "p-yann"
    assert page.table.index(0, Column.NEWS).data() == ""


def test_a_hidden_page_waits_until_it_is_shown(page: DossiersPage, desk: Desk, qtbot: QtBot) -> None:
    page.hide()
    desk.background.write(lambda store: store.passports.remove("h-ali")).result()
    page.absorb(Changes(gone=frozenset({"h-ali"})))
    assert page.table.rowCount() == 5
    page.show()
    qtbot.waitUntil(lambda: page.table.rowCount() == 4)


def test_without_files_the_page_says_what_to_do(
    empty_desk: Desk, shown: Callable[[QWidget], None], qtbot: QtBot
) -> None:
    page = DossiersPage(empty_desk)
    shown(page)
    qtbot.waitUntil(lambda: page.count.text() == "0 dossier")
    assert not page.view.isVisible()


def test_a_sentence_stays_until_dismissed(page: DossiersPage) -> None:
    assert not page.notice.isVisible()
    page.tell("Le partage a pris fin.")
    assert page.notice.isVisible()
    assert page.notice.words.text() == "Le partage a pris fin."


def test_everything_is_named_and_reached(page: DossiersPage, qtbot: QtBot) -> None:
    assert unnamed(page) == []
    chips = [chip for chip in page._chips.buttons() if chip.isVisible()]
    assert set(missed(page)) == {repr(chip) for chip in chips[1:]}, "arrows walk the chips, Tab stops on the chosen one"
    chips[0].setFocus()
    qtbot.keyClick(chips[0], Qt.Key.Key_Right)
    assert chips[1].isChecked()
    assert page.count.text() == "3 dossiers sur 5"


def test_nothing_is_cut_when_letters_are_twice_as_big(large_desk: Desk, shown: Callable[[QWidget], None]) -> None:
    page = DossiersPage(large_desk)
    shown(page)
    assert cut(page) == []


def test_a_first_screenful_is_remembered_for_next_time(page: DossiersPage, desk: Desk, qtbot: QtBot) -> None:
    def remembered() -> list[str]:
        return [card.person for card in desk.background.ask(lambda store: store.passports.first())]

    shown = [page.table.person(row) for row in range(page.table.rowCount())]
    qtbot.waitUntil(lambda: remembered() == shown)
    assert shown


def closed(page: DossiersPage) -> list[bool]:
    """Whether each file shown is marked, by word and by shape together."""
    places = [page.table.index(row, Column.BASIS) for row in range(page.table.rowCount())]
    words = ["fermé en lecture" in place.data() for place in places]
    assert words == [place.data(Qt.ItemDataRole.DecorationRole) is not None for place in places]
    return words


def test_files_closed_for_reading_are_marked_by_word_and_shape(page: DossiersPage, desk: Desk, qtbot: QtBot) -> None:
    assert not any(closed(page))

    def work(store: Store) -> Changes:
        store.reading = ReadLock("Fermé.", "Synchronisez.")
        return Changes(everything=True)

    desk.background.changed.connect(page.absorb)
    desk.background.write(work)
    qtbot.waitUntil(lambda: sum(closed(page)) == 4, timeout=5000)
    by_hand = page.table.index(page.table.row_of("h-ali"), Column.BASIS)
    assert by_hand.data() == "dite en entretien"


def test_files_to_be_received_again_have_their_word_their_shape_and_their_choice(page: DossiersPage) -> None:
    chip = page._chips.button(list(Shown).index(Shown.AWAITED))
    assert not chip.isVisible()
    awaited = replace(one(1), kept=Kept.AWAITED, holder=Holder("", "", 0))
    page._show((lines((awaited, one(2))), False, False))
    row = page.table.row_of("p1")
    assert page.table.index(row, Column.NAME).data() == "Dossier à recevoir de nouveau"
    assert page.table.index(row, Column.BASIS).data() == "à recevoir de nouveau"
    assert page.table.index(row, Column.BASIS).data(Qt.ItemDataRole.DecorationRole) is not None
    assert chip.isVisible()
    page.narrow(Shown.AWAITED)
    assert page.table.rowCount() == 1


def test_a_closed_accompaniment_is_apart_said_and_one_click_away(page: DossiersPage, desk: Desk, qtbot: QtBot) -> None:
    closing = Closing("5d7f2a52-3c94-4c1e-8a83-0d6d4a7a2f10", date(2026, 5, 20), Reason.MOVED)
    chip = page._chips.button(list(Shown).index(Shown.CLOSED))
    assert not chip.isVisible()
    desk.background.changed.connect(page.absorb)
    desk.background.write(
        lambda store: store.items.record("p-yann", Kind.CLOSING, closing_content(closing), item=closing.id)
    )
    qtbot.waitUntil(chip.isVisible)
    assert names(page.table) == ["Nadia Benali", "Moussa Diallo", "Claire Petit", "Ali Roux"]
    assert page.count.text() == "4 dossiers · 1 accompagnement clos à part"
    qtbot.keyClicks(page.search, "le go")
    assert names(page.table) == []
    assert page.count.text() == "0 dossier sur 4 · 1 accompagnement clos à part"
    assert page._none.sentence.text() == "Aucun dossier en cours ne correspond. Voyez sous « Accompagnements clos »."
    chip.click()
    assert names(page.table) == ["Yann Le Goff"]
    assert page.table.index(0, Column.BASIS).data() == "clos le 20 mai 2026"
    assert page.table.headerData(Column.BASIS, Qt.Orientation.Horizontal) == "Accompagnement"
    assert unnamed(page) == []
