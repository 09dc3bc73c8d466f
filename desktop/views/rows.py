"""Lists of lines that read like sentences: one item view, one delegate, no widget per row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.views.pieces import Card, held_together
from desktop.views.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE: Final = Qt.ItemDataRole.UserRole
INSET: Final = 10  # from the edge of a row to its words
GAP: Final = 3  # between two sentences of a row
WRAP: Final = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class Row:
    """A title, what is said of it, what surrounds it in quieter letters, a word at the right; a heading is no choice.

    ``action`` is drawn as a button at the right: the whole row does what it says.
    """

    key: str
    title: str
    said: str = ""
    around: str = ""
    action: str = ""
    heading: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ". ".join(part.rstrip(".") for part in (self.title, self.said, self.around) if part)


class RowsModel(QAbstractListModel):
    """Rows, replaced all at once."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        """Holds these rows."""
        super().__init__()
        self.rows = tuple(rows)

    def show(self, rows: Iterable[Row]) -> None:
        """Replace every row."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        return row.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.rows[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class RowsDelegate(QStyledItemDelegate):
    """Draws a row as the look wants it; rows are as tall as their words."""

    def __init__(self, theme: Theme, view: QListView, marks_current: bool) -> None:
        """``marks_current`` tints the current row even when the view has no focus (a field above keeps it)."""
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._marks_current = marks_current

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        row = index.data(ROW_ROLE)
        width = self._view.viewport().width()
        words = self._words(row, self._room(row, width))
        pad = self._theme.px(6 if row.heading else 11)
        height = self._height(words) + 2 * pad + 1
        return QSize(0, max(height, self._theme.px(30 if row.heading else 40)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, theme, place = index.data(ROW_ROLE), self._theme, QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, index, row)
        words = self._words(row, self._room(row, place.width()))
        height = self._height(words)
        top = place.top() + (place.height() - height) // 2 + (theme.px(3) if row.heading else 0)
        for text, font, colour, rect in words:
            painter.setFont(font)
            painter.setPen(QColor(colour))
            self._write(painter, QRect(place.left() + theme.px(INSET), top, rect.width(), rect.height()), text, row)
            top += rect.height() + theme.px(GAP)
        if row.action:
            self._paint_action(painter, place, row.action, self._is_over(option))
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: Row) -> None:
        colours, place = self._theme.colours, QRect(option.rect)
        current = self._marks_current and index.row() == self._view.currentIndex().row()
        inner = QRectF(place).adjusted(1, 2, -1, -2)
        if current or (self._is_over(option) and not row.heading):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft if current else colours.background))
            painter.drawRoundedRect(inner, 6, 6)
        if index.row() or not self._marks_current:
            inset = self._theme.px(INSET)
            line = QRect(place.left() + inset, place.top(), place.width() - 2 * inset, 1)
            painter.fillRect(line, QColor(colours.line))  # drawn as a line, it would be blurred over two pixels
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner, 6, 6)

    def _paint_action(self, painter: QPainter, place: QRect, word: str, hovered: bool) -> None:
        theme, font = self._theme, self._theme.font(15, bold=True)
        width, height = self._action_width(word), QFontMetrics(font).height() + 2 * theme.px(9)
        left = place.right() - width - theme.px(INSET)
        frame = QRectF(left + 0.5, place.center().y() - height / 2 + 0.5, width - 1, height - 1)
        painter.setPen(QPen(QColor(theme.colours.accent if hovered else theme.colours.line), 1))
        painter.setBrush(QColor(theme.colours.panel))
        painter.drawRoundedRect(frame, theme.px(8), theme.px(8))
        painter.setPen(QColor(theme.colours.ink))
        painter.setFont(font)
        painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), word)

    def _words(self, row: Row, width: int) -> list[tuple[str, QFont, str, QRect]]:
        colours, theme = self._theme.colours, self._theme
        if row.heading:
            parts = [(row.title, theme.font(13, bold=True), colours.muted)]
        else:
            parts = [(row.title, theme.font(15, bold=bool(row.said or row.around or row.action)), colours.ink)]
            parts += [(row.said, theme.font(14), colours.ink), (row.around, theme.font(13), colours.muted)]
        held = ((held_together(text), font, colour) for text, font, colour in parts if text)
        return [(text, font, colour, self._measured(text, font, width, row)) for text, font, colour in held]

    def _write(self, painter: QPainter, place: QRect, text: str, _row: Row) -> None:
        """One sentence of a row, in the font and the colour that the painter has."""
        painter.drawText(place, int(WRAP), text)

    def _measured(self, text: str, font: QFont, width: int, _row: Row) -> QRect:
        """The room that ``_write`` takes."""
        return QFontMetrics(font).boundingRect(QRect(0, 0, width, 4000), int(WRAP), text)

    def _height(self, words: list[tuple[str, QFont, str, QRect]]) -> int:
        return sum(rect.height() for _, _, _, rect in words) + self._theme.px(GAP) * (len(words) - 1)

    def _room(self, row: Row, width: int) -> int:
        spent = self._theme.px(2 * INSET) + (self._action_width(row.action) + self._theme.px(16) if row.action else 0)
        return max(self._theme.px(80), width - spent)

    def _action_width(self, word: str) -> int:
        return QFontMetrics(self._theme.font(15, bold=True)).horizontalAdvance(word) + 2 * self._theme.px(15)

    def _is_over(self, option: QStyleOptionViewItem) -> bool:
        return bool(option.state & QStyle.StateFlag.State_MouseOver)


class RowsView(QListView):
    """A list of rows: one click, Enter or Space chooses one. As tall as its rows unless it scrolls by itself."""

    chosen = Signal(object)  # Row

    def __init__(
        self, theme: Theme, name: str, *, scrolls: bool = False, marks: bool = False, parent: QWidget | None = None
    ) -> None:
        """``name`` is what a screen reader says of the list; ``marks`` tints its current row, as scrolling does."""
        super().__init__(parent)
        self.model_of_rows = RowsModel()
        self._scrolls = scrolls
        self.setAccessibleName(name)
        self.setProperty("rows", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if not scrolls:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(RowsDelegate(theme, self, marks_current=scrolls or marks))
        self.setModel(self.model_of_rows)
        self.clicked.connect(self._choose)

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Replace the rows; the current place is kept when its key is still there."""
        index = self.currentIndex()
        key = self.model_of_rows.rows[index.row()].key if index.isValid() else ""
        self.model_of_rows.show(rows)
        for at, row in enumerate(self.model_of_rows.rows):
            if row.key == key and key and not row.heading:
                self.setCurrentIndex(self.model_of_rows.index(at))
        self._fit()

    def step(self, step: int) -> None:
        """Make the next row that can be chosen current, ``step`` being 1 or -1."""
        rows, at = self.model_of_rows.rows, self.currentIndex().row()
        at = at + step if at >= 0 else (0 if step > 0 else len(rows) - 1)
        while 0 <= at < len(rows) and rows[at].heading:
            at += step
        if 0 <= at < len(rows):
            self.setCurrentIndex(self.model_of_rows.index(at))

    def choose_current(self) -> None:
        """Choose the current row, as Enter does."""
        self._choose(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.choose_current()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.step(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.doItemsLayout()
            self._fit()

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and not self.model_of_rows.rows[index.row()].heading:
            self.chosen.emit(self.model_of_rows.rows[index.row()])

    def _fit(self) -> None:
        if not self._scrolls:
            places = (self.model_of_rows.index(at) for at in range(self.model_of_rows.rowCount()))
            self.setFixedHeight(sum(self.sizeHintForIndex(place).height() for place in places))


class RowsCard(Card):
    """A card of rows: the words of the rows stand under those of the title, and rings have room around them."""

    def __init__(self, theme: Theme, title: str, *, marks: bool = False) -> None:
        """``words`` is the column for what is not a row; ``rows`` stands below it, ``marks`` tints its current row."""
        super().__init__(title)
        inset = theme.px(INSET)
        self.column.setContentsMargins(20 - INSET, 18, 20 - INSET, 12)
        self.head.setContentsMargins(inset, 0, inset, 0)
        self.words = QVBoxLayout()
        self.words.setContentsMargins(inset, 0, inset, 0)
        self.words.setSpacing(8)
        self.rows = RowsView(theme, title, marks=marks)
        self.add(self.words)
        self.add(self.rows)
