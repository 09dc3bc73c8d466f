"""The plan of one person, shown, on a real store."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop.views.desk import Desk
from desktop.views.plan.plan_page import PlanPage
from tests.views.conftest import Shown
from tests.views.people import CLAIRE


@pytest.fixture
def page(desk: Desk, shown: Shown, qtbot: QtBot) -> PlanPage:
    """Claire's plan: nothing yet."""
    page = PlanPage(desk)
    desk.background.changed.connect(page.absorb)
    page.show_person(CLAIRE)
    shown(page)
    qtbot.waitUntil(lambda: page.list.title.text() == "Aucune action dans le plan")
    page.entry.setFocus()
    return page
