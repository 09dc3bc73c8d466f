"""Things on one line, one under the other when their place is narrow for the size of the letters."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

NARROW: Final = 600  # a length of the look under which a line is two


class Turning(QWidget):
    """A line that becomes a column under ``least`` pixels."""

    def __init__(self, least: int, space: int = 8) -> None:
        """Empty; ``space`` pixels between two things."""
        super().__init__()
        self._least = least
        self._pieces: list[QWidget | QLayout] = []
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(space)

    def add(self, piece: QWidget | QLayout, stretch: int = 0) -> None:
        """Put something after the others."""
        self._pieces.append(piece)
        if isinstance(piece, QWidget):
            self._line.addWidget(piece, stretch, Qt.AlignmentFlag(0) if stretch else Qt.AlignmentFlag.AlignLeft)
        else:
            self._line.addLayout(piece, stretch)

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest piece: a line may always become a column."""
        widths = (
            piece.minimumSizeHint().width() if isinstance(piece, QWidget) else piece.minimumSize().width()
            for piece in self._pieces
            if not (isinstance(piece, QWidget) and piece.isHidden())
        )
        return QSize(max(widths, default=0), self._line.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < self._least
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._line.direction() != way:
            self._line.setDirection(way)
            self.updateGeometry()
