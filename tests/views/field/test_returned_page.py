"""The page of a return, on a real store."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from desktop.models.changes import Changes
from desktop.models.news import Answer
from desktop.models.returned import Group
from desktop.models.store import Store
from desktop.models.store.engine import transaction
from desktop.views.desk import Desk
from desktop.views.field.returned_page import ReturnedPage
from desktop.views.rows import Row
from tests.views.conftest import Shown
from tests.views.people import MOUSSA, TODAY
from tests.views.reach import cut, missed, unnamed


@pytest.fixture
def page(desk: Desk, shown: Shown, qtbot: QtBot) -> ReturnedPage:
    page = ReturnedPage(desk)
    shown(page)
    qtbot.waitUntil(lambda: bool(page.found.groups))
    return page


def rows(page: ReturnedPage) -> tuple[Row, ...]:
    return page.card.rows.model_of_rows.rows


def headings(page: ReturnedPage) -> list[str]:
    return [row.title for row in rows(page) if row.heading]


def test_what_asks_for_something_comes_first(page: ReturnedPage) -> None:
    assert headings(page) == ["À régler · 1", "Pas encore rentré · 1", "Reste ici · 1"]
    assert page.sentence.text() == "2 écrits ne sont pas rentrés."


def test_an_acknowledgement_moves_a_writing(page: ReturnedPage, qtbot: QtBot) -> None:
    def settle(store: Store) -> Changes:
        sent = store.post.batch()
        return store.post.settle(sent, [Answer(one.item.id, "accepted", version=3) for one in sent])

    page.desk.background.write(settle)
    qtbot.waitUntil(lambda: bool(page.found.groups[Group.IN]))
    assert page.found.groups[Group.IN][0].said == "Accusé de réception de la plateforme : version 3."


def test_an_acknowledgement_that_says_when_is_told_with_its_hour(page: ReturnedPage, qtbot: QtBot) -> None:
    at = datetime(TODAY.year, TODAY.month, TODAY.day - 1, 14, 2).astimezone(UTC)

    def settle(store: Store) -> Changes:
        sent = store.post.batch()
        return store.post.settle(sent, [Answer(one.item.id, "accepted", version=3, received=at) for one in sent])

    page.desk.background.write(settle)
    qtbot.waitUntil(lambda: bool(page.found.groups[Group.IN]))
    said = next(row.said for row in rows(page) if not row.heading and "Accusé" in row.said)
    assert said == "Accusé de réception de la plateforme : version 3, reçue hier à 14 h 02."
    assert cut(page) == []


def test_a_row_opens_its_file_where_it_was_written(page: ReturnedPage, qtbot: QtBot) -> None:
    row = next(row for row in rows(page) if row.title == "Note · Moussa D.")
    with qtbot.waitSignal(page.open_file) as asked:
        page.card.rows.chosen.emit(row)
    assert asked.args == [MOUSSA, "Notes"]


def test_an_older_writing_is_listed_when_asked_but_what_is_out_always_is(page: ReturnedPage, qtbot: QtBot) -> None:
    old = "2026-11-01T08:00:00Z"
    page.desk.background.ask(lambda store: _aged(store, old))
    page.spans.chips["1"].click()
    qtbot.waitUntil(lambda: headings(page) == ["À régler · 1", "Pas encore rentré · 1"])
    assert page.desk.background.ask(lambda store: store.items.since(datetime(2026, 11, 2, tzinfo=UTC), 9)) == ()


def _aged(store: Store, at: str) -> None:
    with transaction(store._engine) as connection:
        connection.exec_driver_sql("UPDATE items SET written = ?", (at,))


def test_everything_has_a_name_and_is_on_the_way_of_tab(page: ReturnedPage) -> None:
    assert unnamed(page) == []
    assert missed(page) == []
    assert cut(page) == []
