"""A tab's room: what is looked at on the left, what explains it on the right; each side scrolls by itself."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.views.page import scrolling


class TwoColumns(QWidget):
    """Cards from the top down on both sides; the left side is the wider one."""

    def __init__(self, left: int = 5, right: int = 2) -> None:
        """Two empty columns, and how the width is shared."""
        super().__init__()
        self._left, self._left_cards = _column(28, 9)
        self._right, self._right_cards = _column(9, 28)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left, left)
        row.addWidget(self._right, right)

    def add_left(self, *pieces: QWidget) -> None:
        """Put pieces at the bottom of the left side."""
        for piece in pieces:
            self._left_cards.insertWidget(self._left_cards.count() - 1, piece)

    def add_right(self, *pieces: QWidget) -> None:
        """Put pieces at the bottom of the right side."""
        for piece in pieces:
            self._right_cards.insertWidget(self._right_cards.count() - 1, piece)

    def follow(self, view: QAbstractItemView) -> None:
        """Scroll the left side so that the current row of a view as tall as its rows stays in sight."""

        def seen(current: QModelIndex) -> None:
            inside = self._left.widget()
            if inside is not None and current.isValid():
                place = view.visualRect(current)
                middle = view.viewport().mapTo(inside, place.center())
                self._left.ensureVisible(0, middle.y(), 0, place.height())

        view.selectionModel().currentChanged.connect(lambda current, _: seen(current))


def _column(left: int, right: int) -> tuple[QScrollArea, QVBoxLayout]:
    inside = QWidget()
    inside.setProperty("page", True)
    column = QVBoxLayout(inside)
    column.setContentsMargins(left, 20, right, 24)
    column.setSpacing(18)
    column.addStretch(1)
    return scrolling(inside), column
