"""The gap as a table: the twin of the chart, with exactly the rows of the list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from PySide6.QtCore import Qt

from desktop.models.gap import Gap
from desktop.models.gaplines import listed
from desktop.models.occupation import Importance
from desktop.models.text import folded
from desktop.views.marks import WORDS, mark_icon
from desktop.views.tables import SORT_ROLE, Index, LinesTable
from desktop.views.theme import Theme

COLUMNS: Final = ("Compétence", "Groupe", "Importance", "Statut", "Preuve", "Proche")
STATUS: Final = 3
ASKED: Final[Mapping[Importance, str]] = {
    Importance.CORE: "cœur de métier",
    Importance.EMERGING: "émergente",
    Importance.OTHER: "demandée",
}


class GapTable(LinesTable[Gap]):
    """One line a skill asked for, in the order of the list until a header is chosen."""

    def __init__(self, theme: Theme) -> None:
        """Empty."""
        super().__init__(COLUMNS)
        self._icons = {standing: mark_icon(standing, theme) for standing in WORDS}

    def show(self, rows: Iterable[Gap]) -> None:
        """Replace every line."""
        self.show_lines(listed(rows))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icons[row.standing] if column == STATUS else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _words(row)[column]
        if role == SORT_ROLE:
            return _order(row, column)
        return None


def _words(row: Gap) -> tuple[str, ...]:
    best = row.evidence[0] if row.evidence else None
    proof = f"{best.title} · {best.detail}" if best and best.detail else best.title if best else "aucune"
    near = ", ".join(one.label for one in row.near) or "aucune"
    return row.skill.label, row.group, ASKED[row.importance], WORDS[row.standing], proof, near


def _order(row: Gap, column: int) -> object:
    if column == STATUS:
        return int(row.standing)
    if COLUMNS[column] == "Importance":
        return list(ASKED).index(row.importance)
    return folded(_words(row)[column])
