"""The versions of the ROME on this computer: which is in use, and how to go back to another."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop.models.occupation import Edition
from desktop.views.desk import Desk
from desktop.views.settings.referential_card import ReferentialCard
from tests.views.conftest import Shown

EDITIONS = tuple(Edition(version, "2026-06-15", "France Travail", False, 2, 2, 2) for version in ("461", "458"))


@pytest.fixture
def card(desk: Desk, shown: Shown) -> ReferentialCard:
    """A card on screen."""
    card = ReferentialCard(desk)
    shown(card)
    return card


def test_one_version_is_no_choice(card: ReferentialCard) -> None:
    card.show_versions(EDITIONS[:1], EDITIONS[0])
    assert not card.versions.isVisible()
    assert not card.changed.isVisible()


def test_another_version_can_be_put_in_use_and_the_one_in_use_cannot(card: ReferentialCard, qtbot: QtBot) -> None:
    card.show_versions(EDITIONS, EDITIONS[0])
    rows = card.versions.model_of_rows.rows
    assert [(row.title, row.around, row.action) for row in rows] == [
        ("Version 461", "en usage", ""), ("Version 458", "", "Mettre en usage"),
    ]  # fmt: skip
    with qtbot.assertNotEmitted(card.use_asked):
        card.versions.chosen.emit(rows[0])
    with qtbot.waitSignal(card.use_asked) as asked:
        card.versions.chosen.emit(rows[1])
    assert asked.args == ["458"]
    with qtbot.waitSignal(card.changes_asked):
        card.changed.click()
