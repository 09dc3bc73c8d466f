"""What a test does with a plan: type lines, choose an action, ask what the store holds."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.models.note import Item
from desktop.models.plan import Action, actions
from desktop.views.plan.plan_page import PlanPage
from tests.views.people import CLAIRE


def kept(page: PlanPage, person: str = CLAIRE) -> tuple[Item, ...]:
    """What the store holds."""
    return page.desk.background.ask(lambda store: store.items.of(person))


def stored(page: PlanPage, person: str = CLAIRE) -> dict[str, Action]:
    """The actions that the store holds, by their words."""
    return {one.what: one for one in actions(kept(page, person))}


def typed(page: PlanPage, qtbot: QtBot, *lines: str) -> None:
    """Type these lines, Enter after each, and wait until they are kept."""
    page.entry.setFocus()
    for line in lines:
        page.entry.setText(line)  # keys are plain letters alone
        qtbot.keyClick(page.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: set(lines) <= set(stored(page)))


def chosen(page: PlanPage, words: str) -> None:
    """Make the row of that title current."""
    rows = page.rows.model_of_rows.rows
    page.rows.setCurrentIndex(page.rows.model_of_rows.index([row.title for row in rows].index(words)))


def listed(page: PlanPage) -> list[str]:
    """The titles of the rows."""
    return [row.title for row in page.rows.model_of_rows.rows]
