"""The skills as a table: the twin of the map, from the same rows."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.models.skill import Held
from desktop.models.skillmap import Row
from desktop.models.text import folded
from desktop.views.marks import WORDS, mark_icon
from desktop.views.tables import SORT_ROLE
from desktop.views.theme import Theme

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("Compétence", "Famille", "Statut", "Preuve")


class SkillsTable(QAbstractTableModel):
    """One line a skill, with its best proof."""

    def __init__(self, theme: Theme) -> None:
        """Empty."""
        super().__init__()
        self._icons = {standing: mark_icon(standing, theme) for standing in WORDS}
        self._lines: tuple[tuple[str, Held], ...] = ()

    def show(self, rows: Iterable[Row]) -> None:
        """Replace every line with the skills of the map."""
        self.beginResetModel()
        self._lines = tuple((cell.label, held) for row in rows for cell in row.cells for held in cell.skills)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal and section < len(COLUMNS):
            return COLUMNS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        family, held = self._lines[index.row()]
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
