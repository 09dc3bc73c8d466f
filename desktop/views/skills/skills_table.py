"""The skills as a table: the twin of the map, from the same rows."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt

from desktop.models.skill import Held
from desktop.models.skillmap import Row
from desktop.models.text import folded
from desktop.views.marks import WORDS, mark_icon
from desktop.views.tables import SORT_ROLE, Index, LinesTable
from desktop.views.theme import Theme

COLUMNS = ("Compétence", "Famille", "Statut", "Preuve")


class SkillsTable(LinesTable[tuple[str, Held]]):
    """One line a skill, with its best proof."""

    def __init__(self, theme: Theme) -> None:
        """Empty."""
        super().__init__(COLUMNS)
        self._icons = {standing: mark_icon(standing, theme) for standing in WORDS}

    def show(self, rows: Iterable[Row]) -> None:
        """Replace every line with the skills of the map."""
        self.show_lines((cell.label, held) for row in rows for cell in row.cells for held in cell.skills)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        family, held = self.lines[index.row()]
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icons[held.standing] if index.column() == 2 else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(family, held)[index.column()]
        if role == SORT_ROLE:
            return int(held.standing) if index.column() == 2 else folded(self._words(family, held)[index.column()])
        return None

    def _words(self, family: str, held: Held) -> tuple[str, str, str, str]:
        best = held.evidence[0]
        proof = f"{best.title} · {best.detail}" if best.detail else best.title
        return held.label, family, WORDS[held.standing], proof
