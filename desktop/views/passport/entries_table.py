"""The lines typed in one section of the form."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.models.hand import Entry, check
from desktop.models.when import said_period

Index = QModelIndex | QPersistentModelIndex
COLUMNS: Final = 3


class EntriesTable(QAbstractTableModel):
    """What, where, when; kept in the order typed."""

    def __init__(self, headers: tuple[str, str, str]) -> None:
        """The words above the columns."""
        super().__init__()
        self._headers = headers
        self.entries: tuple[Entry, ...] = ()

    def show(self, entries: tuple[Entry, ...]) -> None:
        """Replace every line."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else COLUMNS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headers[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        entry = self.entries[index.row()]
        return (entry.title, entry.place, said_entry_period(entry))[index.column()]


def said_entry_period(entry: Entry) -> str:
    """The dates of a checked line as people read them."""
    start, end = check(entry)
    return said_period(start, end, entry.ongoing)
