"""The activity, counted on a real store: what is asked is shown, small numbers are not."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.models.indicators import HIDDEN, Count, Dimension
from desktop.models.note import Kind
from desktop.views.desk import Desk
from desktop.views.settings.activity_card import ActivityCard, period
from desktop.views.settings.activity_table import ActivityTable
from tests.views.conftest import Shown
from tests.views.people import NADIA
from tests.views.reach import cut, unnamed


def test_the_table_is_a_sound_model(qtmodeltester: ModelTester) -> None:
    table = ActivityTable()
    table.show((Count(Dimension.LEVEL, "niveau 1", "12", "30"), Count(Dimension.REASON, "formation", HIDDEN, "")))
    qtmodeltester.check(table)


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("month", date(2026, 1, 1), date(2026, 1, 31)),
        ("last-month", date(2025, 12, 1), date(2025, 12, 31)),
        ("quarter", date(2026, 1, 1), date(2026, 3, 31)),
        ("last-quarter", date(2025, 10, 1), date(2025, 12, 31)),
        ("year", date(2026, 1, 1), date(2026, 12, 31)),
        ("last-year", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_period_is_whole_months(code: str, start: date, end: date) -> None:
    assert period(code, date(2026, 1, 15)) == (start, end)


def test_a_few_people_are_not_told(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    desk.background.write(
        lambda store: store.items.record(NADIA, Kind.NOTE, {"text": "x", "day": "2026-11-10", "level": "2"})
    ).result(timeout=20)
    card = ActivityCard(desk)
    shown(card)
    card.load()
    qtbot.waitUntil(card.view.isVisible)
    assert card.said.text() == "Du 1er octobre 2026 au 31 décembre 2026"
    assert [(row.dimension, row.people) for row in card.table.counts] == [
        (Dimension.TOTAL, HIDDEN), (Dimension.LEVEL, HIDDEN), (Dimension.MEDIUM, HIDDEN),
        (Dimension.FILES, HIDDEN),
    ]  # fmt: skip
    card.chips[Dimension.MONTH].click()
    qtbot.waitUntil(lambda: Dimension.MONTH in {row.dimension for row in card.table.counts})
    card.period.show_code("last-year")
    card.load()
    qtbot.waitUntil(card.none.isVisible)
    assert unnamed(card) == []


def test_nothing_is_cut_when_letters_are_twice_as_big(large_desk: Desk, shown: Shown) -> None:
    card = ActivityCard(large_desk)
    shown(card)
    assert cut(card) == []
