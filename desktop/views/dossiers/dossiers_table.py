"""The list of files as a table: sorted and narrowed in plain Python, so that ten thousand rows answer at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QIcon

from desktop.models.dossiers import Column, Line, Shown, Wish, chosen, hidden, lines, said_basis, said_name
from desktop.models.file import Card, Kept
from desktop.models.sharing import said_end
from desktop.models.text import counted
from desktop.models.when import said_day
from desktop.views.kept_marks import KeptMark

Index = QModelIndex | QPersistentModelIndex
HEADERS: Final[Mapping[Column, str]] = {
    Column.NAME: "Nom",
    Column.BASIS: "Fondement",
    Column.SECTIONS: "Sections partagées",
    Column.END: "Fin du partage",
    Column.NEWS: "Nouveau",
    Column.WAITING: "Écrits en attente",
}
PERSON_ROLE: Final = Qt.ItemDataRole.UserRole


class DossiersTable(QAbstractTableModel):
    """One row a file; what is shown follows ``wish``."""

    def __init__(
        self, today: Callable[[], date], bold: QFont | None = None, marks: Mapping[KeptMark, QIcon] | None = None
    ) -> None:
        """``bold`` writes the names of the files that hold something new; ``marks`` stand by what cannot be read."""
        super().__init__()
        self.wish = Wish()
        self._today = today
        self._bold = bold
        self._marks = marks or {}
        self._closed: Callable[[Card], bool] | None = None
        self.every: Mapping[str, Line] = {}  # by person
        self._rows: tuple[Line, ...] = ()
        self._ended: tuple[Line, ...] = ()  # those that are closed

    def show(self, cards: Iterable[Card]) -> None:
        """Replace every file by these."""
        self.show_lines(lines(cards, self.every))

    def show_lines(self, every: Iterable[Line]) -> None:
        """Replace every file by these, whose names are already folded."""
        self.every = {line.card.person: line for line in every}
        self._ended = tuple(line for line in self.every.values() if line.closed)
        self._choose(self.wish)

    def close(self, closed: Callable[[Card], bool] | None) -> None:
        """Say which files are closed for reading; None when all are open."""
        self._closed = closed
        if self._rows:
            self.dataChanged.emit(self.index(0, Column.BASIS), self.index(len(self._rows) - 1, Column.BASIS))

    def narrow(self, text: str, shown: Shown) -> None:
        """Keep only the files that answer."""
        self._choose(replace(self.wish, text=text, shown=shown))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        wish = replace(self.wish, column=Column(column), descending=order is Qt.SortOrder.DescendingOrder)
        if wish != self.wish:
            self._choose(wish)

    @property
    def hidden(self) -> int:
        """How many closed accompaniments the list leaves out though they answer what is typed."""
        return hidden(self._ended, self.wish, self._today())

    @property
    def open_ones(self) -> int:
        """How many accompaniments go on, shown or not."""
        return len(self.every) - len(self._ended)

    @property
    def total(self) -> int:
        """How many files there are, shown or not."""
        return len(self.every)

    def person(self, row: int) -> str:
        """Whose file a row is, "" when there is no such row."""
        return self._rows[row].card.person if 0 <= row < len(self._rows) else ""

    def row_of(self, person: str) -> int:
        """Where a file stands, -1 when it is not shown."""
        return next((row for row, line in enumerate(self._rows) if line.card.person == person), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            ended = self.wish.shown is Shown.CLOSED and section == Column.BASIS
            return self.tr("Accompagnement") if ended else self.tr(HEADERS[Column(section)])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._rows[index.row()]
        card = line.card
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._said(line, Column(index.column()))
        if role == Qt.ItemDataRole.FontRole and card.unread and index.column() == Column.NAME:
            return self._bold
        if role == Qt.ItemDataRole.DecorationRole and index.column() == Column.BASIS:
            return self._mark(card)
        return card.person if role == PERSON_ROLE else None

    def _said(self, line: Line, column: Column) -> str:
        card = line.card
        match column:
            case Column.NAME:
                return said_name(card)
            case Column.BASIS:
                if line.closed and self.wish.shown is Shown.CLOSED:
                    return f"clos le {said_day(line.closed)}"
                return said_basis(card, self._is_closed(card), line.closed is not None)
            case Column.SECTIONS:
                return "" if card.kept is Kept.AWAITED else counted(len(card.access.sections), "section")
            case Column.END:
                return said_end(card.access, self._today())
            case Column.NEWS:
                return "à lire" if card.unread else ""
            case Column.WAITING:
                return counted(card.waiting, "écrit") if card.waiting else ""

    def _mark(self, card: Card) -> QIcon | None:
        if card.kept is Kept.AWAITED:
            return self._marks.get(KeptMark.AWAITED)
        return self._marks.get(KeptMark.CLOSED) if self._is_closed(card) else None

    def _is_closed(self, card: Card) -> bool:
        return bool(self._closed and self._closed(card))

    def _choose(self, wish: Wish) -> None:
        self.beginResetModel()
        self.wish = wish
        self._rows = chosen(tuple(self.every.values()), wish, self._today())
        self.endResetModel()
