"""The twin of the gap: the rows of the list, sortable, and the same as the chart's."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.models.correction import Word, occupation_content, skill_content
from desktop.models.gaplines import pointed_at
from desktop.models.note import Kind
from desktop.models.skill import Standing
from desktop.views.desk import Desk
from desktop.views.gap.gap_table import COLUMNS, STATUS, GapTable
from desktop.views.gap.gap_view import GapView
from desktop.views.gap.outlook import Outlook, outlook
from desktop.views.known import read_known
from tests.views.conftest import Shown
from tests.views.people import NADIA
from tests.views.reach import unnamed


@pytest.fixture
def seen(desk: Desk) -> Outlook:
    """Nadia and an occupation, one skill of which was said and one is to acquire."""
    target = occupation_content("J1501", "Aide-soignant / Aide-soignante", True, edition="458")
    desk.background.write(lambda store: store.items.record(NADIA, Kind.OCCUPATION, target)).result(10)
    reference = desk.reference()
    occupation = reference.occupation("J1501")
    assert occupation is not None
    for asked, word in zip(occupation.requirements[3:5], (Word.SAID, Word.TO_ACQUIRE), strict=True):
        said = skill_content(asked.skill.code, asked.skill.label, word, "458")
        desk.background.write(lambda store, said=said: store.items.record(NADIA, Kind.CORRECTION, said)).result(10)
    file = desk.background.ask(lambda store: store.passports.file(NADIA))
    items = desk.background.ask(lambda store: store.items.of(NADIA))
    assert file is not None
    return outlook(read_known(file.passport, items, reference), reference, "J1501")


@pytest.fixture
def view(desk: Desk, seen: Outlook, shown: Shown) -> GapView:
    """The gap, shown."""
    view = GapView(desk)
    view.show_outlook(seen)
    shown(view)
    return view


def test_the_model_is_sound(desk: Desk, seen: Outlook, qtmodeltester: ModelTester) -> None:
    model = GapTable(desk.theme)
    qtmodeltester.check(model)
    model.show(seen.rows)
    qtmodeltester.check(model)
    assert [model.headerData(n, Qt.Orientation.Horizontal) for n in range(len(COLUMNS))] == list(COLUMNS)
    assert all(model.index(n, c).data() for n in range(len(seen.rows)) for c in range(len(COLUMNS)))


def test_table_list_and_chart_show_the_same_rows(view: GapView, seen: Outlook) -> None:
    table = [row.skill.code for row in view.model.lines]
    listed = [row.key for row in view.rows.model_of_rows.rows if not row.heading]
    assert view.card.canvas is not None
    whole = [region.key for region in view.card.canvas.regions if region.key.isdecimal()]
    chart = [row.skill.code for key in whole for row in pointed_at(seen.rows, key)]
    assert table == listed
    assert sorted(chart) == sorted(listed)
    legend = Counter({Standing(int(key)): len(pointed_at(seen.rows, key)) for key in whole})
    assert legend == Counter(row.standing for row in view.model.lines)
    assert sum(legend.values()) == len(seen.rows) == view.table.model().rowCount()


def test_a_header_sorts_by_the_order_of_standings(view: GapView, qtbot: QtBot) -> None:
    view.card.switch.click()
    assert view.table.isVisible()
    view.table.sortByColumn(STATUS, Qt.SortOrder.AscendingOrder)
    model = view.table.model()
    said = [model.index(n, STATUS).data() for n in range(model.rowCount())]
    assert said[0] == "dite en entretien"
    assert said[-1] == "à acquérir"
    view.table.sortByColumn(STATUS - 1, Qt.SortOrder.AscendingOrder)
    asked = list(dict.fromkeys(model.index(n, STATUS - 1).data() for n in range(model.rowCount())))
    assert asked == ["cœur de métier", "émergente", "demandée"]
    assert unnamed(view) == []


def test_what_is_chosen_in_the_chart_becomes_the_current_row(view: GapView, seen: Outlook) -> None:
    assert view.card.canvas is not None
    for region in view.card.canvas.regions:
        view.card.canvas.chosen.emit(region.key)
        current = view.rows.model_of_rows.rows[view.rows.currentIndex().row()]
        assert current.key == pointed_at(seen.rows, region.key)[0].skill.code
    view.forget()
    view.card.canvas.chosen.emit("0")  # nobody is shown any more
