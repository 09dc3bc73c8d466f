"""The habilitation in the settings: kept encrypted, the gateway's name only proposed, nothing lost."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from desktop.models.accreditation import STATE, Accreditation, Body, read
from desktop.views.desk import Desk
from desktop.views.settings.accreditation_card import AccreditationCard
from tests.views.conftest import Shown
from tests.views.reach import cut, missed, unnamed


@pytest.fixture
def card(desk: Desk, shown: Shown, qtbot: QtBot) -> AccreditationCard:
    desk.background.write(lambda store: store.state.put({"counsellor": "Camille Ferrand"})).result(timeout=20)
    card = AccreditationCard(desk)
    shown(card)
    card.load()
    qtbot.waitUntil(card.take.isVisible)
    return card


def kept(card: AccreditationCard) -> Accreditation:
    return card._desk.background.ask(lambda store: read(store.state.get(STATE)))


def test_what_is_typed_is_kept_and_shown_again(card: AccreditationCard, qtbot: QtBot) -> None:
    card.body.show_code(Body.MISSION_LOCALE)
    card.organisation.setText("Mission locale du Bocage")
    card.agent.setText("agent 4127")
    card.until.setText("5/12/2026")
    card.save.click()
    qtbot.waitUntil(lambda: card.said.text() == "Enregistré.")
    assert kept(card) == Accreditation(Body.MISSION_LOCALE, "Mission locale du Bocage", "agent 4127", date(2026, 12, 5))
    assert card.until.text() == "5 décembre 2026"
    assert card.standing.text().endswith("elle se termine dans 13 jours.")
    card.agent.clear()
    card.load()
    qtbot.waitUntil(lambda: card.agent.text() == "agent 4127")
    assert unnamed(card) == []
    assert missed(card) == []


def test_the_name_that_the_gateway_gives_is_proposed_and_never_written_over(
    card: AccreditationCard, qtbot: QtBot
) -> None:
    assert card.agent.text() == ""
    assert card.proposed.text() == "Le serveur de partage vous connaît sous le nom « Camille Ferrand »."
    card.take.click()
    assert card.agent.text() == "Camille Ferrand"
    card.save.click()
    qtbot.waitUntil(lambda: kept(card).agent == "Camille Ferrand")
    qtbot.waitUntil(lambda: not card.take.isVisible())


def test_a_day_that_cannot_be_read_keeps_what_was_typed(card: AccreditationCard) -> None:
    card.agent.setText("agent 4127")
    card.until.setText("bientôt")
    card.save.click()
    assert "ne se lit pas" in card.said.text()
    assert card.agent.text() == "agent 4127"
    assert kept(card) == Accreditation()


def test_nothing_is_cut_when_letters_are_twice_as_big(large_desk: Desk, shown: Shown) -> None:
    card = AccreditationCard(large_desk)
    shown(card)
    assert cut(card) == []
    assert unnamed(card) == []
