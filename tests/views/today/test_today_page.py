"""The page of the day, on a real store."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.models.passport import Holder
from desktop.models.today import Notice, Today
from desktop.views.desk import Desk
from desktop.views.rows import Row, RowsView
from desktop.views.today.today_page import MOST, TodayPage
from tests.views.conftest import Shown
from tests.views.people import CLAIRE, MOUSSA, NADIA, YANN
from tests.views.reach import cut, missed, unnamed


def rows(view: RowsView) -> tuple[Row, ...]:
    return view.model_of_rows.rows


@pytest.fixture
def page(desk: Desk, shown: Shown, qtbot: QtBot) -> TodayPage:
    page = TodayPage(desk)
    shown(page)
    qtbot.waitUntil(lambda: page.columns.isVisible())
    return page


def test_it_says_the_day_and_what_is_new(page: TodayPage) -> None:
    assert page.title.text() == "Dimanche 22 novembre"
    assert [row.key for row in rows(page.fresh.rows)] == [YANN, NADIA, CLAIRE]
    by_key = {row.key: row.said for row in rows(page.fresh.rows)}
    assert by_key[NADIA] == "Partage reçu hier : expériences, diplômes et titres, compétences."
    assert [row.key for row in rows(page.watched.rows)] == [CLAIRE]
    assert [row.key for row in rows(page.writings.rows)] == [MOUSSA, NADIA]
    assert not page.welcome.isVisible()


def test_a_row_opens_its_file(page: TodayPage, qtbot: QtBot) -> None:
    view = page.watched.rows
    with qtbot.waitSignal(page.open_file) as asked:
        qtbot.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(0, 0)).center()
        )
    assert asked.args == [CLAIRE]


def test_a_write_brings_the_page_up_to_date(page: TodayPage, qtbot: QtBot) -> None:
    page.desk.background.write(lambda store: store.passports.open(NADIA))
    qtbot.waitUntil(lambda: NADIA not in {row.key for row in rows(page.fresh.rows)})
    assert len(rows(page.fresh.rows)) == 2


def test_a_hidden_page_waits_until_it_is_looked_at(page: TodayPage, qtbot: QtBot) -> None:
    page.hide()
    with qtbot.waitSignal(page.desk.background.changed):
        page.desk.background.write(lambda store: store.passports.open(NADIA))
    assert len(rows(page.fresh.rows)) == 3
    page.show()
    qtbot.waitUntil(lambda: len(rows(page.fresh.rows)) == 2)


def test_without_a_file_it_says_what_to_do(empty_desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    page = TodayPage(empty_desk)
    shown(page)
    qtbot.waitUntil(lambda: page.welcome.isVisible())
    assert not page.columns.isVisible()
    assert unnamed(page) == []
    assert missed(page) == []


def test_a_long_list_stops_and_says_so(page: TodayPage, qtbot: QtBot) -> None:
    many = tuple(Notice(f"p{at}", Holder("A", "B", 1990).short_name, "Partage reçu hier.") for at in range(MOST + 3))
    page.show_today(Today(many, (), (), len(many)))
    assert len(rows(page.fresh.rows)) == MOST
    assert page.fresh.more.text() == "Voir aussi 3 autres dossiers"
    with qtbot.waitSignal(page.files_asked):
        page.fresh.more.click()
    assert page.watched.calm.isVisible()
    assert page.writings.calm.isVisible()


def test_cards_are_as_tall_as_what_they_hold(page: TodayPage) -> None:
    before = page.fresh.height()
    page.show_today(Today((Notice("p", "Nadia B.", "Partage reçu hier."),), (), (), 1))
    assert page.fresh.sizeHint().height() < before
    assert page.fresh.rows.height() < 100


def test_everything_has_a_name_and_is_on_the_way_of_tab(page: TodayPage) -> None:
    assert unnamed(page) == []
    assert missed(page) == []


def test_columns_are_stacked_with_letters_twice_as_big(large_desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    page = TodayPage(large_desk)
    shown(page)
    page.resize(990, 700)
    qtbot.waitUntil(lambda: page.columns.isVisible() and page.watched.y() + page.watched.parentWidget().y() > 300)
    assert cut(page) == []
