"""A list in which a few lines may be ticked: arrows walk, Space or a click ticks, no widget per line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.models.occupation import Node
from desktop.views.rows import WRAP, Index
from desktop.views.theme import Theme
from desktop.views.tick import BOX, paint_tick

LEAST: Final = 300  # the width of a column, in lengths of the look


class ChoicesModel(QAbstractListModel):
    """Lines and those that are ticked, at most ``most``; ``refused`` says that one more was wanted."""

    refused = Signal()

    def __init__(self, most: int) -> None:
        """Empty."""
        super().__init__()
        self._most = most
        self.lines: tuple[Node, ...] = ()
        self.ticked: tuple[str, ...] = ()  # codes, in the order they were ticked

    def show(self, lines: Iterable[Node], ticked: Iterable[str] = ()) -> None:
        """Replace every line, and say which are ticked."""
        self.beginResetModel()
        self.lines, self.ticked = tuple(lines), tuple(ticked)
        self.endResetModel()

    def toggle(self, index: Index) -> bool:
        """Tick that line, or no longer; whether anything changed."""
        if not index.isValid():
            return False
        code = self.lines[index.row()].code
        if code not in self.ticked and len(self.ticked) >= self._most:
            self.refused.emit()
            return False
        ticked = code in self.ticked
        self.ticked = tuple(one for one in self.ticked if one != code) if ticked else (*self.ticked, code)
        self.dataChanged.emit(index, index)
        return True

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        checkable = Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else Qt.ItemFlag.NoItemFlags
        return super().flags(index) | checkable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        ticked = line.code in self.ticked
        if role == Qt.ItemDataRole.DisplayRole:
            return line.label
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.label}, choisi" if ticked else line.label
        return None


class ChoicesView(QListView):
    """As tall as its lines, in as many columns as there is room for."""

    changed = Signal()
    refused = Signal()
    looked_at = Signal(str)  # the code of the line that arrows or the mouse reached

    def __init__(self, theme: Theme, name: str, most: int, columns: int = 2) -> None:
        """``name`` is what a screen reader says of the list."""
        super().__init__()
        self.choices = ChoicesModel(most)
        self._theme, self._columns = theme, columns
        self.setAccessibleName(name)
        self.setProperty("rows", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        for bar in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(ChoiceDelegate(theme, self))
        self.setModel(self.choices)
        self.choices.refused.connect(self.refused)
        self.clicked.connect(self.toggle)
        self.selectionModel().currentChanged.connect(lambda current, _: self._look(current))

    def show_lines(self, lines: Iterable[Node], ticked: Iterable[str] = ()) -> None:
        """Replace every line."""
        self.choices.show(lines, ticked)
        self._fit()

    def toggle(self, index: Index) -> None:
        """Tick that line, or no longer."""
        if self.choices.toggle(index):
            self.changed.emit()

    def cell(self, index: Index) -> QSize:
        """The room of one line: all are as wide, and as tall as their words."""
        px, width = self._theme.px, self.viewport().width()
        columns = max(1, min(self._columns, width // px(LEAST)))
        wide = max(px(120), width // columns - 2)  # a line as wide as the view would leave an empty one above it
        room = QRect(0, 0, wide - px(BOX + 26), 4000)
        words = QFontMetrics(self._theme.font(15)).boundingRect(room, int(WRAP), str(index.data()))
        return QSize(wide, max(px(36), words.height() + px(14)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggle(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.choices.lines:
            self.setCurrentIndex(self.choices.index(0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _look(self, current: QModelIndex) -> None:
        if current.isValid():
            self.looked_at.emit(self.choices.lines[current.row()].code)

    def _fit(self) -> None:
        self.doItemsLayout()
        places = (self.visualRect(self.choices.index(at)).bottom() for at in range(len(self.choices.lines)))
        self.setFixedHeight(max(places, default=0) + self.verticalOffset() + 3)


class ChoiceDelegate(QStyledItemDelegate):
    """A box, its tick, and the words beside it."""

    def __init__(self, theme: Theme, view: ChoicesView) -> None:
        """Lines are measured by ``view``."""
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt gives it
        return self._view.cell(index)

    def editorEvent(self, *_: object) -> bool:
        """The view ticks, wherever the line is clicked."""
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, colours, place = self._theme, self._theme.colours, QRect(option.rect)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        inner = QRectF(place).adjusted(1, 2, -3, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if ticked or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft if ticked else colours.background))
            painter.drawRoundedRect(inner, 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner, 6, 6)
        side = theme.px(BOX)
        box = QRectF(place.left() + theme.px(8), place.center().y() - side / 2, side, side)
        paint_tick(painter, box, theme, ticked=ticked)
        words = place.adjusted(theme.px(BOX + 18), 0, -theme.px(8), 0)
        painter.setFont(theme.font(15))
        painter.setPen(QColor(colours.ink))
        how = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, int(how), index.data())
        painter.restore()
