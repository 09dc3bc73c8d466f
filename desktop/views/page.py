"""What a page is: a title, a sentence under it, and room that scrolls when the window is small."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.models.changes import Changes
from desktop.views.desk import Desk
from desktop.views.pieces import label
from desktop.views.window_buttons import GAP, find_width


class Page(QWidget):
    """Base of the pages of the rail: a stale hidden page loads again when it is shown."""

    def __init__(self, desk: Desk, title: str, sentence: str = "") -> None:
        """Empty below its title; ``body`` is the column to fill."""
        super().__init__()
        self.desk = desk
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title, self.sentence = label(title, "title"), label(sentence, "muted")
        self._head = QVBoxLayout()
        self._head.setSpacing(2)
        self._head.addWidget(self.title)
        self._head.addWidget(self.sentence)
        self._leave_room(0)
        inside = QWidget()
        inside.setProperty("page", True)
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(28, 8, 28, 24)
        self.body.setSpacing(18)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._head)
        self._column.addWidget(scrolling(inside), 1)
        self._stale = True
        desk.background.changed.connect(self._absorb)

    def add_head(self, piece: QWidget) -> None:
        """Put a widget under the sentence, above what scrolls."""
        row = QVBoxLayout()
        row.setContentsMargins(28, 0, 28, 0)
        row.addWidget(piece)
        self._column.insertLayout(1, row)

    def load(self) -> None:
        """Ask for what is shown; the answers fill the page. Each page says its own."""
        raise NotImplementedError

    def concerns(self, changes: Changes) -> bool:
        """Whether a write changes what is shown here; anything does unless a page knows better."""
        return bool(changes)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.load()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._leave_room(event.size().width())

    def _leave_room(self, width: int) -> None:
        self._head.setContentsMargins(28, 16, 28 + GAP + find_width(self.desk.theme, width), 12)

    def _absorb(self, changes: Changes) -> None:
        if self.concerns(changes):
            self._stale = not self.isVisible()
            if not self._stale:
                self.load()


class Upright(QScrollArea):
    """Scrolls up and down only: it is at least as wide as its words and buttons need."""

    def minimumSizeHint(self) -> QSize:
        inside = self.widget()
        needed = inside.minimumSizeHint().width() if inside is not None else 0
        return QSize(needed + self.verticalScrollBar().sizeHint().width(), super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


def scrolling(inside: QWidget) -> QScrollArea:
    """``inside``, with a bar when it is taller than its place; Tab goes through it without stopping on it."""
    area = Upright()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area


class Columns(QWidget):
    """Two columns side by side, one above the other when the place is narrow."""

    def __init__(self, left: QWidget, right: QWidget, least: int) -> None:
        """``least`` is the width in pixels under which the columns are stacked; the left one is twice as wide."""
        super().__init__()
        self._least = least
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(18)
        self._row.addWidget(left, 2, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(right, 1, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= self._least
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != way:
            self._row.setDirection(way)


def stacked(*cards: QWidget) -> QWidget:
    """Cards one under the other."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(18)
    for card in cards:
        layout.addWidget(card)
    return column


class SideBySide(QWidget):
    """Buttons on one line, one under the other when the line is too short: none is ever cut."""

    def __init__(self, *pieces: QWidget) -> None:
        """From left to right."""
        super().__init__()
        self._pieces = pieces
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        for piece in pieces:
            self._line.addWidget(piece, 0, Qt.AlignmentFlag.AlignLeft)
        self._line.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        shown = [piece.minimumSizeHint().width() for piece in self._pieces if not piece.isHidden()]
        return QSize(max(shown, default=0), self._line.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = [piece.sizeHint().width() for piece in self._pieces if not piece.isHidden()]
        fits = sum(shown) + 8 * (len(shown) - 1) <= event.size().width()
        way = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self._line.direction() != way:
            self._line.setDirection(way)
