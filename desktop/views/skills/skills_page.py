"""The tab Compétences: the map of what the person can do, and the proofs of the cell looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout

from desktop.charts.chart import Chart
from desktop.models.skillmap import Cell, Row, finding, reading, skill_map
from desktop.models.text import counted
from desktop.views.chart_card import ChartCard
from desktop.views.desk import Desk
from desktop.views.file_tab import FileTab
from desktop.views.known import read_known
from desktop.views.marked_rows import MarkedRow, marked_view
from desktop.views.marks import WORDS
from desktop.views.pieces import Card, label
from desktop.views.skills.skills_table import SkillsTable
from desktop.views.tables import table_view
from desktop.views.two_columns import TwoColumns

if TYPE_CHECKING:
    from desktop.models.store import Store

INVITE = "Choisissez une case pour voir ses compétences et leurs preuves."
EMPTY = "Rattachez une expérience à un métier dans « Parcours », ou parlez d’un métier dans « Avenir »."


class SkillsPage(FileTab):
    """Map on the left, proofs on the right."""

    title, code = "Compétences", "competences"

    def __init__(self, desk: Desk) -> None:
        """Nothing until there is a person."""
        super().__init__(desk)
        self.shown: tuple[Row, ...] = ()
        self.model = SkillsTable(desk.theme)
        self.table = table_view(self.model, self.tr("Tableau des compétences"), desk.theme)
        self.card = ChartCard(desk, _chart, self.table)
        self.side = Card()
        self.side_words = label("", "muted")
        self.proofs = marked_view(desk.theme, self.tr("Compétences de la case et leurs preuves"))
        self._key = ""
        self._build()

    def load(self) -> None:
        """Read file, items and referential in one go."""
        reference = self.desk.reference

        def work(store: Store, person: str) -> tuple[Row, ...]:
            file = store.passports.file(person)
            if file is None:
                return ()
            in_use = reference()
            known = read_known(file.passport, store.items.of(person), in_use)
            paths = in_use.paths({skill.macro for skill in known.skills.values()} - {""})
            return skill_map(known.held, known.skills, paths)

        self.read("map", work, self._show)

    def forget(self) -> None:
        """No cell of somebody else can be looked at."""
        self.shown = ()
        self.explain("")

    def explain(self, key: str) -> None:
        """Show the skills of a cell (``row.cell``), with every proof."""
        self._key = key
        cell = self._cell(key)
        self.side.set_title(cell.label if cell else self.tr("Preuves"))
        self.proofs.setVisible(cell is not None)
        if cell is None:
            self.side_words.setText(INVITE if self.shown else EMPTY)
            return
        proofs = sum(len(held.evidence) for held in cell.skills)
        self.side_words.setText(f"{counted(len(cell.skills), 'compétence')} · {counted(proofs, 'preuve')}")
        self.proofs.show_rows(_rows(cell))

    def _cell(self, key: str) -> Cell | None:
        row, _, column = key.partition(".")
        if not column or int(row) >= len(self.shown) or int(column) >= len(self.shown[int(row)].cells):
            return None
        return self.shown[int(row)].cells[int(column)]

    def _show(self, rows: tuple[Row, ...]) -> None:
        self.shown = rows
        self.card.show_rows(rows, finding(rows), reading(rows) if rows else EMPTY)
        self.model.show(rows)
        self.explain(self._key)

    def _build(self) -> None:
        px = self.desk.theme.px
        self.table.setMinimumHeight(px(460))
        for place, width in enumerate((300, 200, 150)):
            self.table.setColumnWidth(place, px(width))
        self.card.saved.connect(self.note_saved)
        self.card.chosen.connect(self.explain)
        self.side.add(self.side_words)
        self.side.add(self.proofs)
        columns = TwoColumns()
        columns.add_left(self.card)
        columns.add_right(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(columns)


def _rows(cell: Cell) -> Iterator[MarkedRow]:
    for held in cell.skills:
        yield MarkedRow("", held.label, heading=True)
        for number, one in enumerate(held.evidence):
            yield MarkedRow(
                f"{held.code}.{number}", one.title, around=one.detail, standing=one.standing, word=WORDS[one.standing]
            )


def _chart() -> Chart[Any]:
    from desktop.charts import skillmap

    return skillmap
