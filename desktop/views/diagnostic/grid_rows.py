"""The lines of a diagnostic: what is explored has its mark and its word, what is not has its answers in one click."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop.models.diagnostic import VALUES, About, Entry, Value
from desktop.models.diagnostic_words import WORDS, said_value
from desktop.models.text import begun
from desktop.views.diagnostic.value_marks import paint_value, value_colour
from desktop.views.rows import INSET, ROW_ROLE, Index, Row, RowsDelegate, RowsView
from desktop.views.theme import Theme

KEYS: Final[Mapping[About, Mapping[str, Value]]] = {
    About.NEED: {"F": Value.STRENGTH, "B": Value.NEED},
    About.CONSTRAINT: {"O": Value.YES, "N": Value.NO},
    About.SITUATION: {"O": Value.YES, "N": Value.NO},
    About.OBJECTIVE: {"C": Value.UNDER_WAY, "R": Value.DONE},
    About.UNCONSTRAINED: {"O": Value.YES},
    About.CONFIDENCE: {"O": Value.YES, "N": Value.NO, "S": Value.DOES_NOT_KNOW},
}
NOT_EXPLORED_KEY: Final = "X"
WHOLE: Final = (About.NEED, About.CONSTRAINT, About.CONFIDENCE, About.UNCONSTRAINED)  # listed together
SIDE: Final = 16  # of a mark
NARROW: Final = 560  # below that width the answers are at the right of the page only
MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class GridRow(Row):
    """A row with its entry; a heading has none. ``asks`` draws the answers."""

    entry: Entry | None = None
    asks: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says: the label, where it stands, the rest."""
        state = said_value(self.entry) if self.entry else ""
        return ". ".join(part.rstrip(".") for part in (self.title, state, self.said, self.around) if part)


class GridDelegate(RowsDelegate):
    """Words at the left; at the right the state of an entry, or its answers while nobody spoke about it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        row: GridRow = index.data(ROW_ROLE)
        if row.entry is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRect(option.rect)
        if self._asks(row, place.width()):
            for value, frame in self.answers(row, place):
                self._paint_answer(painter, frame, answer_words(row.entry.about, value))
        else:
            self._paint_state(painter, place, row.entry)
        painter.restore()

    def answers(self, row: GridRow, place: QRect) -> Iterator[tuple[Value, QRect]]:
        """Each answer that is drawn and where, in the coordinates of ``place``; none for a row that does not ask."""
        if row.entry is None or not self._asks(row, place.width()):
            return
        height, right = self._theme.px(28), place.right() - self._theme.px(INSET)
        for value in reversed(VALUES[row.entry.about][1:]):
            wide = self._answer_width(answer_words(row.entry.about, value))
            yield value, QRect(right - wide, place.center().y() - height // 2, wide, height)
            right -= wide + self._theme.px(6)

    def _paint_answer(self, painter: QPainter, frame: QRect, words: str) -> None:
        theme = self._theme
        painter.setPen(QPen(QColor(theme.colours.line), 1))
        painter.setBrush(QColor(theme.colours.panel))
        painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), theme.px(14), theme.px(14))
        painter.setPen(QColor(theme.colours.ink))
        painter.setFont(theme.font(13, bold=True))
        painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), words)

    def _paint_state(self, painter: QPainter, place: QRect, entry: Entry) -> None:
        theme, side, words = self._theme, self._theme.px(SIDE), WORDS[entry.about, entry.value]
        left = place.right() - self._state_width(entry) - theme.px(INSET)
        painter.save()
        paint_value(painter, QRectF(left, place.center().y() - side / 2, side, side), entry, theme)
        painter.restore()
        painter.setFont(theme.font(13, bold=True))
        painter.setPen(value_colour(theme, entry))
        room = QRect(left + side + theme.px(6), place.top(), self._state_width(entry), place.height())
        painter.drawText(room, int(MIDDLE), words)

    def _room(self, row: Row, width: int) -> int:
        room = super()._room(row, width)
        if not isinstance(row, GridRow) or row.entry is None:
            return room
        if self._asks(row, width):
            words = (answer_words(row.entry.about, value) for value in VALUES[row.entry.about][1:])
            beside = sum(self._answer_width(one) + self._theme.px(6) for one in words)
        else:
            beside = self._state_width(row.entry)
        return max(self._theme.px(80), room - beside - self._theme.px(12))

    def _asks(self, row: GridRow, width: int) -> bool:
        return row.asks and width >= self._theme.px(NARROW)

    def _state_width(self, entry: Entry) -> int:
        """That of the widest state of the entries listed with it, so that marks stand in one column."""
        metrics = QFontMetrics(self._theme.font(13, bold=True))
        kinds = (entry.about,) if entry.of else WHOLE
        widest = max(metrics.horizontalAdvance(WORDS[kind, value]) for kind in kinds for value in VALUES[kind])
        return self._theme.px(SIDE + 6) + widest + 2

    def _answer_width(self, words: str) -> int:
        return QFontMetrics(self._theme.font(13, bold=True)).horizontalAdvance(words) + 2 * self._theme.px(12)


class GridRows(RowsView):
    """Arrows choose an entry; a letter or a click on an answer says it."""

    said = Signal(str, object)  # key of the entry, Value

    def __init__(self, theme: Theme, name: str) -> None:
        """``name`` is what a screen reader says of the list."""
        super().__init__(theme, name)
        self.drawn = GridDelegate(theme, self, marks_current=True)
        self.setItemDelegate(self.drawn)

    def answer_at(self, point: QPoint) -> tuple[str, Value] | None:
        """The answer drawn at that point of the list, and the key of its entry."""
        index = self.indexAt(point)
        row = index.data(ROW_ROLE) if index.isValid() else None
        if not isinstance(row, GridRow):
            return None
        found = self.drawn.answers(row, self.visualRect(index))
        return next(((row.key, value) for value, frame in found if frame.contains(point)), None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        answer = self.answer_at(event.position().toPoint())
        if answer and event.button() is Qt.MouseButton.LeftButton:
            self.said.emit(*answer)
            event.accept()
        else:
            super().mouseReleaseEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.answer_at(event.position().toPoint()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().data(ROW_ROLE) if self.currentIndex().isValid() else None
        entry, letter = (row.entry if isinstance(row, GridRow) else None), event.text().upper()
        if entry and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            value = VALUES[entry.about][0] if letter == NOT_EXPLORED_KEY else KEYS[entry.about].get(letter)
            if value is not None:
                self.said.emit(entry.key, value)
                return
        super().keyPressEvent(event)


def answer_words(about: About, value: Value) -> str:
    """What an answer is called where it is chosen: ``Point fort``."""
    words = WORDS[about, value]
    return begun(words)
