"""The indicators as a table: what is counted, people, interviews."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.models.indicators import DIMENSION_WORDS, Count
from desktop.models.text import begun

Index = QModelIndex | QPersistentModelIndex
HEADERS: Final = ("Selon", "Valeur", "Personnes", "Entretiens")


class ActivityTable(QAbstractTableModel):
    """One row a figure."""

    def __init__(self) -> None:
        """No row yet."""
        super().__init__()
        self.counts: tuple[Count, ...] = ()

    def show(self, counts: tuple[Count, ...]) -> None:
        """Replace every row by these."""
        self.beginResetModel()
        self.counts = counts
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.counts)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.tr(HEADERS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.counts[index.row()]
        value = begun(row.value)
        return (DIMENSION_WORDS[row.dimension], value, row.people, row.interviews)[index.column()]
