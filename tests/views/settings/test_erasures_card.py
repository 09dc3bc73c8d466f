"""Receipts of what was erased: newest first, without a name, each with its form."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.models.erasure import Copies, Erasure, Reason
from desktop.views.desk import Desk
from desktop.views.settings.erasures_card import MOST, ErasuresCard
from tests.views.conftest import Shown
from tests.views.paper import REFUSED, PlainPapers

AT = datetime(2026, 11, 21, 8, 42, tzinfo=UTC)
ONE = Erasure("e1", "K7QM-2F9D-XH4T", AT, Reason.WITHDRAWN, (("note", 2),), 0, 0, Copies.COVERED, "Aucun reste trouvé.")


@pytest.fixture
def papers() -> PlainPapers:
    return PlainPapers()


@pytest.fixture
def card(desk: Desk, papers: PlainPapers, shown: Shown) -> ErasuresCard:
    card = ErasuresCard(Desk(desk.background, desk.reference, desk.theme, desk.today, papers))
    shown(card)
    return card


def test_nothing_erased_says_so(card: ErasuresCard) -> None:
    assert card.calm.isVisible()
    assert not card.rows.isVisible()


def test_newest_first_with_why_and_what_was_found(card: ErasuresCard) -> None:
    later = replace(ONE, id="e2", at=AT + timedelta(hours=1), reason=Reason.EXPIRED, scan="")
    card.show_receipts((ONE, later))
    first, second = card.rows.model_of_rows.rows
    assert first.said == "Le partage est arrivé à son dernier jour."
    assert first.around.endswith("recherche de restes en cours")
    assert (second.title, second.said) == ("K7QM-2F9D-XH4T", "La personne a retiré son partage.")
    assert second.around.endswith("Aucun reste trouvé.")


def test_a_long_list_stops_and_goes_on(card: ErasuresCard) -> None:
    card.show_receipts(tuple(replace(ONE, id=f"e{at}") for at in range(MOST + 2)))
    assert len(card.rows.model_of_rows.rows) == MOST
    card.more.click()
    assert len(card.rows.model_of_rows.rows) == MOST + 2
    assert not card.more.isVisible()


def test_its_form_is_saved_where_one_chooses(
    card: ErasuresCard, papers: PlainPapers, qtbot: QtBot, tmp_path: Path
) -> None:
    card.show_receipts((ONE,))
    card.rows.chosen.emit(card.rows.model_of_rows.rows[0])
    qtbot.waitUntil(lambda: bool(card.findChildren(QFileDialog)))
    card.findChildren(QFileDialog)[0].fileSelected.emit(str(tmp_path / "bordereau.pdf"))
    qtbot.waitUntil(card.said.isVisible)
    assert card.said.text() == "Enregistré : bordereau.pdf."
    assert (tmp_path / "bordereau.pdf").read_bytes().startswith(b"pdf bordereau-d-effacement")
    assert papers.asked == [("bordereau-d-effacement", "K7QM-2F9D-XH4T")]


def test_a_form_that_cannot_be_made_says_why(card: ErasuresCard, papers: PlainPapers, qtbot: QtBot) -> None:
    papers.trouble = REFUSED
    card.show_receipts((ONE,))
    card.rows.chosen.emit(card.rows.model_of_rows.rows[0])
    qtbot.waitUntil(lambda: card.said.text() == str(REFUSED))
