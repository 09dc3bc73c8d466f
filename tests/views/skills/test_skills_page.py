"""The tab Compétences on a real store."""

from __future__ import annotations

import pytest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.views.desk import Desk
from desktop.views.skills.skills_page import SkillsPage
from desktop.views.skills.skills_table import SkillsTable
from desktop.views.theme import Theme
from tests.charts.test_skillmap import ROWS
from tests.views.conftest import Shown
from tests.views.people import ALI, NADIA
from tests.views.reach import unnamed


@pytest.fixture
def page(desk: Desk, shown: Shown) -> SkillsPage:
    """The page, without anybody."""
    page = SkillsPage(desk)
    desk.background.changed.connect(page.absorb)
    shown(page)
    return page


def test_the_table_holds_the_same_skills_as_the_map(theme: Theme, qtmodeltester: ModelTester) -> None:
    model = SkillsTable(theme)
    model.show(ROWS)
    qtmodeltester.check(model)
    assert model.rowCount() == sum(row.size for row in ROWS)
    assert [model.data(model.index(0, column)) for column in range(4)] == ["x", "Aider", "prouvée", "x"]


def test_a_cell_leads_to_its_proofs(page: SkillsPage, qtbot: QtBot) -> None:
    page.show_person(NADIA)
    qtbot.waitUntil(lambda: bool(page.shown))
    assert page.card.canvas is not None
    page.card.canvas.chosen.emit("0.0")
    assert page.side.title.text() == page.shown[0].cells[0].label
    assert page.proofs.model_of_rows.rowCount() == 2
    assert unnamed(page) == []


def test_a_person_without_skills_is_told_what_to_do(page: SkillsPage, qtbot: QtBot) -> None:
    page.show_person(ALI)
    qtbot.waitUntil(lambda: page.card.canvas is not None)
    assert page.card.title.text() == "La carte se dessinera avec les premières compétences"
    assert "Rattachez une expérience" in page.side_words.text()
