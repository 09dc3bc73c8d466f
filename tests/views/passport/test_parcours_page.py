"""The tab Parcours on a real store."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.models.passport import Passport, Section
from desktop.views.desk import Desk
from desktop.views.passport.parcours_page import ParcoursPage
from desktop.views.passport.parcours_table import ParcoursTable
from desktop.views.theme import Theme
from tests.models.people import fact
from tests.views.conftest import Shown
from tests.views.people import ALI, NADIA
from tests.views.reach import cut, unnamed


@pytest.fixture
def page(desk: Desk, shown: Shown) -> ParcoursPage:
    """The page, without anybody."""
    page = ParcoursPage(desk)
    desk.background.changed.connect(page.absorb)
    shown(page)
    return page


def test_the_table_shows_facts_newest_first(theme: Theme, qtmodeltester: ModelTester) -> None:
    model = ParcoursTable(theme)
    facts = (fact("ancien", Section.EXPERIENCES, "2001", "2003"), fact("sans date", Section.BADGES),
             fact("actuel", Section.EXPERIENCES, "2020", ongoing=True))  # fmt: skip
    model.show(Passport(facts))
    qtmodeltester.check(model)
    assert [model.data(model.index(row, 1)) for row in range(3)] == ["actuel", "ancien", "sans date"]
    assert model.data(model.index(0, 0)) == "depuis 2020"
    assert model.data(model.index(1, 2)) == "garantie"


def test_an_experience_is_tied_to_an_occupation_then_untied(page: ParcoursPage, qtbot: QtBot) -> None:
    page.show_person(NADIA)
    qtbot.waitUntil(lambda: bool(page.passport.facts))
    page.explain(page.passport.facts[0].id)
    page.detail.tie.click()
    qtbot.keyClicks(page.detail.field, "aide soignant")
    qtbot.waitUntil(lambda: bool(page.detail.field.found) and page.detail.field.found[0].code == "J1501")
    popup = page.detail.field.completer().popup()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "J1501" in page.detail.occupation.text())
    assert cut(page) == []
    page.detail.untie.click()
    qtbot.waitUntil(lambda: not page.detail.occupation.isVisible())


def test_the_list_and_the_chart_lead_to_the_fact(page: ParcoursPage, qtbot: QtBot) -> None:
    page.show_person(NADIA)
    qtbot.waitUntil(lambda: bool(page.passport.facts))
    assert page.card.canvas is not None
    wanted = page.passport.facts[0]
    page.card.canvas.chosen.emit(wanted.id)
    assert page.detail.title.text() == wanted.title
    assert unnamed(page) == []


def test_an_empty_passport_is_said(page: ParcoursPage, qtbot: QtBot) -> None:
    page.show_person(ALI)
    qtbot.waitUntil(lambda: page.card.title.text() == "Le parcours reste à raconter")
    assert not page.list.isVisible()
