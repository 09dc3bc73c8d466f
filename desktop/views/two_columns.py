"""A tab's room: what is looked at on the left, what explains it on the right; each side scrolls by itself."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.views.theme import Theme


class TwoColumns(QWidget):
    """``left`` and ``right`` are columns to fill; the right one keeps a card's width."""

    def __init__(self, theme: Theme) -> None:
        """Two empty columns."""
        super().__init__()
        self._theme = theme
        self._left, self.left = _column(28, 9)
        self._right, self.right = _column(9, 28)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left, 5)
        row.addWidget(self._right, 2)

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
    column.setAlignment(Qt.AlignmentFlag.AlignTop)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area, column
