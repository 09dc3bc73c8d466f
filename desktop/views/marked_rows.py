"""Rows that carry a mark and its word: skills, proofs and facts, painted by one delegate."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.models.skill import Standing
from desktop.views.marks import WORDS, paint_mark
from desktop.views.pieces import held_together
from desktop.views.rows import ROW_ROLE, WRAP, Index, Row, RowsView
from desktop.views.theme import Theme

MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
NARROW = 420  # below that width the mark stands above the title instead of beside it


@dataclass(frozen=True, slots=True)
class MarkedRow(Row):
    """A row with a standing, its word (a provenance may have its own) and a small tag after the title."""

    standing: Standing | None = None
    word: str = ""
    tag: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says: title, word, tag, detail, and what Enter does."""
        parts = (self.title, self.word, self.tag, self.said, self.around, self.action)
        return ". ".join(part.rstrip(".") for part in parts if part)


def marked_view(theme: Theme, name: str) -> RowsView:
    """A list of MarkedRow, as tall as its rows; ``name`` is what a screen reader says of it."""
    view = RowsView(theme, name)
    view.setItemDelegate(MarkedDelegate(theme, view))
    return view


class MarkedDelegate(QStyledItemDelegate):
    """Title, tag and detail on the left; mark, word and link on the right (above, in a narrow list)."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        """Rows are measured for the width of ``view``."""
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt gives it
        row: MarkedRow = index.data(ROW_ROLE)
        lines = self._lines(row, self._view.viewport().width())
        tall = sum(rect.height() for *_, rect in lines) + self._theme.px(14) + self._above(row)
        return QSize(0, max(tall, self._theme.px(34 if row.heading else 38)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: MarkedRow = index.data(ROW_ROLE)
        place, theme = QRect(option.rect), self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, index, row)
        lines = self._lines(row, place.width())
        tall = sum(rect.height() for *_, rect in lines) + self._above(row)
        top = place.bottom() - tall - theme.px(5) if row.heading else place.top() + (place.height() - tall) // 2
        if self._above(row):
            self._paint_mark(painter, place.left() + self._left(row), top + self._above(row) // 2, row)
        top += self._above(row)
        for text, font, colour, rect in lines:
            self._write(
                painter, QRect(place.left() + self._left(row), top, rect.width(), rect.height()), text, font, colour
            )
            top += rect.height()
        self._paint_beside(painter, place, row, lines)
        painter.restore()

    def _paint_beside(
        self, painter: QPainter, place: QRect, row: MarkedRow, lines: list[tuple[str, QFont, str, QRect]]
    ) -> None:
        theme, colours = self._theme, self._theme.colours
        right = place.right() - theme.px(8)
        if row.action:
            link = theme.font(13, bold=True)
            wide = QFontMetrics(link).horizontalAdvance(row.action)
            self._write(painter, QRect(right - wide, place.top(), wide + 2, place.height()), row.action, link,
                        colours.accent, MIDDLE)  # fmt: skip
        if row.standing is not None and not self._narrow(place.width()):
            self._paint_mark(painter, right - self._right(row), place.center().y(), row)
        if row.tag and lines:
            start = (
                place.left() + self._left(row) + theme.px(8) + QFontMetrics(lines[0][1]).horizontalAdvance(row.title)
            )
            tag = QRect(start, place.top(), self._tag_width(row), place.height())
            if self._tag_fits(row, place.width()):
                self._write(painter, tag, row.tag, theme.font(13), colours.muted, MIDDLE)

    def _paint_mark(self, painter: QPainter, left: int, middle: int, row: MarkedRow) -> None:
        if row.standing is None:
            return
        theme, side = self._theme, self._theme.px(16)
        paint_mark(painter, QRectF(left, middle - side / 2, side, side), row.standing, theme)
        font = theme.font(13, bold=True)
        words = QRect(left + theme.px(22), middle - theme.px(12), theme.px(200), theme.px(24))
        self._write(painter, words, row.word, font, theme.colours.of(row.standing), MIDDLE)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: MarkedRow) -> None:
        colours, place = self._theme.colours, QRect(option.rect)
        inner = QRectF(place).adjusted(1, 2, -1, -2)
        current = index.row() == self._view.currentIndex().row() and self._tints(row)
        if not row.heading and (current or (row.action and option.state & QStyle.StateFlag.State_MouseOver)):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft if current else colours.background))
            painter.drawRoundedRect(inner, 6, 6)
        if not row.heading and index.row():
            painter.fillRect(QRect(place.left(), place.top(), place.width(), 1), QColor(colours.line))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner, 6, 6)

    def _write(
        self, painter: QPainter, place: QRect, text: str, font: QFont, colour: str, how: Qt.AlignmentFlag | None = None
    ) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(place, int(WRAP if how is None else how), text)

    def _lines(self, row: MarkedRow, width: int) -> list[tuple[str, QFont, str, QRect]]:
        colours, theme = self._theme.colours, self._theme
        if row.heading:
            parts = [(row.title, theme.font(13, bold=True), colours.muted)]
        else:
            strong = bool(row.said or row.around) and not row.action
            parts = [(row.title, theme.font(15, bold=strong), colours.ink)]
            parts += [(row.said, theme.font(14), colours.ink), (row.around, theme.font(13), colours.muted)]
            if row.tag and not self._tag_fits(row, width):
                parts.append((row.tag, theme.font(13), colours.muted))
        room = self._room(row, width)
        held = ((held_together(text), font, colour) for text, font, colour in parts if text)
        return [
            (text, font, colour, QFontMetrics(font).boundingRect(QRect(0, 0, room, 4000), int(WRAP), text))
            for text, font, colour in held
        ]

    def _left(self, row: MarkedRow) -> int:  # noqa: ARG002 - for those that put something before the words
        """From the edge of a row to its words."""
        return self._theme.px(8)

    def _tints(self, row: MarkedRow) -> bool:
        """Whether the row is seen to be the current one, even without the focus."""
        return bool(row.action)

    def _narrow(self, width: int) -> bool:
        return width < self._theme.px(NARROW)

    def _above(self, row: MarkedRow) -> int:
        narrow = row.standing is not None and self._narrow(self._view.viewport().width())
        return self._theme.px(24) if narrow else 0

    def _room(self, row: MarkedRow, width: int) -> int:
        beside = 0 if row.standing is None or self._narrow(width) else self._right(row) + self._theme.px(16)
        link = self._link_width(row) if row.standing is None or self._narrow(width) else 0
        return max(self._theme.px(80), width - self._left(row) - self._theme.px(8) - beside - link)

    def _right(self, row: MarkedRow) -> int:
        widest = max(QFontMetrics(self._theme.font(13, bold=True)).horizontalAdvance(word) for word in WORDS.values())
        return self._theme.px(24) + widest + self._link_width(row)

    def _link_width(self, row: MarkedRow) -> int:
        metrics = QFontMetrics(self._theme.font(13, bold=True))
        return metrics.horizontalAdvance(row.action) + self._theme.px(24) if row.action else 0

    def _tag_width(self, row: MarkedRow) -> int:
        return QFontMetrics(self._theme.font(13)).horizontalAdvance(row.tag) + 4

    def _tag_fits(self, row: MarkedRow, width: int) -> bool:
        wide = QFontMetrics(self._theme.font(15)).horizontalAdvance(row.title)
        single = not (row.said or row.around)
        return single and wide + self._theme.px(8) + self._tag_width(row) <= self._room(row, width)
