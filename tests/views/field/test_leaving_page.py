"""The page of a departure, on a real store."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.models.leaving import Ground
from desktop.models.text import counted
from desktop.views.desk import Desk
from desktop.views.field.leaving_page import PAST, LeavingPage
from desktop.views.rows import Row
from tests.views.conftest import Shown
from tests.views.people import CLAIRE, TODAY
from tests.views.reach import cut, missed, unnamed


@pytest.fixture
def page(desk: Desk, shown: Shown, qtbot: QtBot) -> LeavingPage:
    page = LeavingPage(desk)
    page.ground = lambda store: Ground(waiting=store.post.waiting())
    shown(page)
    qtbot.waitUntil(lambda: bool(page.found.aboard))
    return page


def checks(page: LeavingPage) -> tuple[Row, ...]:
    return page.checks.rows.model_of_rows.rows


def files(page: LeavingPage) -> list[str]:
    return [row.title for row in page.aboard.rows.model_of_rows.rows]


def test_facts_marks_and_files_are_in_words(page: LeavingPage) -> None:
    assert len(files(page)) == 5
    assert page.sentence.text().startswith("5 dossiers à bord. ")
    titles = [row.title for row in checks(page)]
    assert "Échanges · à voir" in titles
    assert "Batterie et chargeur · à vérifier vous-même" in titles
    assert "Claire P. · prêt" in files(page)


def test_a_later_return_shows_what_ends_before_it(page: LeavingPage, qtbot: QtBot) -> None:
    page.field.setText("dans 2 semaines")
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    assert page.back == TODAY + timedelta(days=14)
    assert page.field.text() == "6 décembre 2026"
    assert files(page)[0] == "Claire P. · à voir"
    assert not page.trouble.isVisible()


@pytest.mark.parametrize(("typed", "said"), [("jamais", "La date « jamais » ne se lit pas."), ("1/1/2026", PAST)])
def test_a_day_that_cannot_be_is_said_and_changes_nothing(
    page: LeavingPage, qtbot: QtBot, typed: str, said: str
) -> None:
    page.field.setText(typed)
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    assert page.trouble.isVisible()
    assert page.trouble.text().startswith(said)
    assert page.back == date(2026, 11, 23)
    page.field.setText("demain")
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    assert not page.trouble.isVisible()


def test_rows_lead_where_something_can_be_done(page: LeavingPage, qtbot: QtBot) -> None:
    by_name = {row.key: row for row in checks(page)}
    with qtbot.waitSignal(page.sync_asked):
        page.checks.rows.chosen.emit(by_name["Échanges"])
    page.checks.rows.chosen.emit(by_name["Batterie et chargeur"])  # nothing to do here
    row = next(row for row in page.aboard.rows.model_of_rows.rows if row.key == CLAIRE)
    with qtbot.waitSignal(page.open_file) as opened:
        page.aboard.rows.chosen.emit(row)
    assert opened.args == [CLAIRE]


def test_printers_are_looked_for_when_asked(page: LeavingPage) -> None:
    row = next(row for row in checks(page) if row.key == "Imprimante")
    assert row.action == "Chercher"
    page.checks.rows.chosen.emit(row)
    found = next(row for row in checks(page) if row.key == "Imprimante")
    assert "n’ont pas été cherchées" not in found.said


def test_a_long_list_is_shown_on_demand(page: LeavingPage) -> None:
    page._most = 2
    page._show()
    assert len(files(page)) == 2
    assert page.more.text() == f"Voir les {counted(5, 'dossier')}"
    page.more.click()
    assert len(files(page)) == 5


def test_everything_has_a_name_and_is_on_the_way_of_tab(page: LeavingPage) -> None:
    assert unnamed(page) == []
    assert missed(page) == []
    assert cut(page) == []
