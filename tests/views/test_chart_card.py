"""A chart card: the finding, the table twin, the export."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop.charts import gap
from desktop.views.chart_card import ChartCard
from desktop.views.desk import Desk
from tests.charts.test_gap import rows
from tests.views.conftest import Shown


@pytest.fixture
def card(empty_desk: Desk, shown: Shown) -> ChartCard:
    """A gap with a table twin."""
    card = ChartCard(empty_desk, lambda: gap, QLabel("tableau"))
    card.show_rows(rows(1, 1, 1, 1, 1, 1), "Le titre", "La phrase.")
    shown(card)
    return card


def test_the_title_is_the_finding_and_the_twin_is_one_click_away(card: ChartCard) -> None:
    assert card.title.text() == "Le titre"
    assert card.table is not None
    assert card.canvas is not None
    assert card.canvas.isVisible()
    assert not card.table.isVisible()
    card.switch.click()
    assert card.table.isVisible()
    assert not card.canvas.isVisible()
    assert card.switch.text() == "Graphique"
    card.switch.click()
    assert card.canvas.isVisible()


def test_the_plain_text_is_shown_on_demand_and_read_by_a_screen_reader(card: ChartCard) -> None:
    assert not card.plainly.isVisible()
    card.show_rows(rows(1, 1, 1, 1, 1, 1), "Le titre", "La phrase.", "Des mots simples.")
    assert card.canvas is not None
    assert card.canvas.accessibleDescription() == "Des mots simples."
    assert not card.plain.isVisible()
    card.plainly.click()
    assert card.plain.isVisible()
    assert card.plainly.text() == "Cacher les mots simples"
    card.plainly.click()
    assert not card.plain.isVisible()


def test_a_chart_is_exported_away_from_the_window(card: ChartCard, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(card.saved):
        card.save(tmp_path / "bilan.svg")
    assert (tmp_path / "bilan.svg").read_bytes().startswith(b"<?xml")
    assert sys.platform == "win32" or (tmp_path / "bilan.svg").stat().st_mode & 0o777 == 0o600
    assert [action.text() for action in card.export.menu().actions()] == [
        "Image (PNG)",
        "Dessin (SVG)",
        "Document (PDF)",
    ]


def test_an_export_that_fails_is_told(card: ChartCard, tmp_path: Path, qtbot: QtBot, empty_desk: Desk) -> None:
    with qtbot.waitSignal(empty_desk.background.troubled) as told, qtbot.assertNotEmitted(card.saved):
        card.save(tmp_path / "absent" / "bilan.svg")
    assert "n’a pas pu être enregistré" in str(told.args[0])


def test_the_file_proposed_names_nobody(card: ChartCard, tmp_path: Path, qtbot: QtBot) -> None:
    card.export.menu().actions()[0].trigger()
    (dialog,) = card.findChildren(QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "graphique.png"
    dialog.selectFile(str(tmp_path / "graphique.png"))
    with qtbot.waitSignal(card.saved):
        dialog.accept()
    assert (tmp_path / "graphique.png").read_bytes().startswith(b"\x89PNG")
