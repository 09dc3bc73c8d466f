"""Targets side by side as a table: the twin of the drawing, a row a skill and a column a target."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Qt

from desktop.models.comparison import Compared, Comparison
from desktop.models.gap import Gap
from desktop.models.occupation import Importance
from desktop.models.text import folded, in_words
from desktop.views.marked_rows import MarkedRow
from desktop.views.marks import WORDS, mark_icon
from desktop.views.tables import SORT_ROLE, Index, LinesTable
from desktop.views.theme import Theme

FIRST: Final = "Compétence"
NOT_ASKED: Final = "non demandée"
LAST: Final = 9  # where what is not asked is sorted


class CompareTable(LinesTable[Compared]):
    """Marks and words; an empty cell would say nothing to anybody."""

    def __init__(self, theme: Theme) -> None:
        """Without a target."""
        super().__init__((FIRST,))
        self._icons = {standing: mark_icon(standing, theme) for standing in WORDS}

    def show(self, comparison: Comparison) -> None:
        """Replace columns and lines."""
        self.beginResetModel()
        self._columns = (FIRST, *(target.label for target in comparison.targets))
        self.lines = comparison.rows
        self.endResetModel()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self.lines[index.row()], index.column()
        if column == 0:
            return _first(row, role)
        cell = row.cells[column - 1]
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icons[cell.standing] if cell else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _words(cell)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.skill.label}, {self._columns[column]} : {_words(cell)}"
        if role == SORT_ROLE:
            return int(cell.standing) if cell else LAST
        return None


def compared_rows(comparison: Comparison) -> Iterator[MarkedRow]:
    """The same skills for a list, under the heading that says who asks for them; the keys are OGR codes."""
    for group in comparison.groups:
        yield MarkedRow("", group.name, heading=True)
        yield from (skill_row(row) for row in group.rows)


def skill_row(row: Compared) -> MarkedRow:
    """One skill with its mark, and of how many targets it is the core."""
    return MarkedRow(row.skill.code, row.skill.label, standing=row.standing, word=WORDS[row.standing], tag=_core(row))


def _core(row: Compared) -> str:
    if not row.core:
        return ""
    if len(row.asked_by) == 1:
        return "cœur de métier"
    return f"au cœur {'d’un' if row.core == 1 else 'de ' + in_words(row.core)} métier{'s' if row.core > 1 else ''}"


def _first(row: Compared, role: int) -> object:
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
        return row.skill.label
    return folded(row.skill.label) if role == SORT_ROLE else None


def _words(cell: Gap | None) -> str:
    if cell is None:
        return NOT_ASKED
    core = " · cœur" if cell.importance is Importance.CORE else ""
    return f"{WORDS[cell.standing]}{core}"
