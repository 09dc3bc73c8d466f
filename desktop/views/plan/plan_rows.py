"""The list of actions: what, who and when, with the mark of where each stands; one key says where it stands now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop.models.plan import Status
from desktop.models.plan_groups import STATUS_WORDS
from desktop.models.skill import Standing
from desktop.views.marks import paint_mark
from desktop.views.rows import INSET, ROW_ROLE, Index, Row, RowsDelegate, RowsView
from desktop.views.theme import Theme

KEYS: Final[Mapping[str, Status]] = {
    "F": Status.TO_DO, "C": Status.UNDER_WAY, "R": Status.DONE, "A": Status.CANCELLED,
}  # fmt: skip
SIDE: Final = 16  # of a mark
MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class PlanRow(Row):
    """A row with where its action stands."""

    status: Status = Status.TO_DO

    @property
    def spoken(self) -> str:
        """What a screen reader says: what, where it stands, the rest."""
        parts = (self.title, STATUS_WORDS[self.status] if not self.heading else "", self.said, self.around)
        return ". ".join(part.rstrip(".") for part in parts if part)


class PlanDelegate(RowsDelegate):
    """Words at the left as in any list; mark and word of the status at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        row: PlanRow = index.data(ROW_ROLE)
        if row.heading:
            return
        theme, place = self._theme, QRect(option.rect)
        left = place.right() - self._beside() - theme.px(INSET)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(SIDE)
        paint_status(painter, QRectF(left, place.center().y() - side / 2, side, side), row.status, theme)
        painter.setFont(theme.font(13, bold=True))
        painter.setPen(status_colour(theme, row.status))
        words = QRect(left + side + theme.px(6), place.top(), self._beside(), place.height())
        painter.drawText(words, int(MIDDLE), STATUS_WORDS[row.status])
        painter.restore()

    def _room(self, row: Row, width: int) -> int:
        room = super()._room(row, width)
        return room if row.heading else max(self._theme.px(80), room - self._beside() - self._theme.px(16))

    def _beside(self) -> int:
        metrics = QFontMetrics(self._theme.font(13, bold=True))
        widest = max(metrics.horizontalAdvance(word) for word in STATUS_WORDS.values())
        return self._theme.px(SIDE + 6) + widest


class PlanRows(RowsView):
    """Arrows choose an action; a letter says where it stands, Delete takes it out, Alt and an arrow move it."""

    status_asked = Signal(object)  # Status
    removal_asked = Signal()
    move_asked = Signal(int)  # -1 up, 1 down

    def __init__(self, theme: Theme, name: str) -> None:
        """``name`` is what a screen reader says of the list."""
        super().__init__(theme, name)
        self.setItemDelegate(PlanDelegate(theme, self, marks_current=True))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_asked.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.modifiers() == Qt.KeyboardModifier.NoModifier and (status := KEYS.get(event.text().upper())):
            self.status_asked.emit(status)
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)


def status_colour(theme: Theme, status: Status) -> QColor:
    """The colour that goes with a mark; the shape says it first."""
    colours = theme.colours
    named = {Status.DONE: colours.of(Standing.PROVEN), Status.UNDER_WAY: colours.accent}
    return QColor(named.get(status, colours.muted))


def paint_status(painter: QPainter, place: QRectF, status: Status, theme: Theme) -> None:
    """An empty ring, a ring half full, a disc with a tick, a ring with a bar."""
    if status is Status.DONE:
        paint_mark(painter, place, Standing.PROVEN, theme)
        return
    pen, colour = place.width() / 9, status_colour(theme, status)
    ring = place.adjusted(pen, pen, -pen, -pen)
    painter.setPen(QPen(colour, pen))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring)
    if status is Status.CANCELLED:
        painter.drawLine(_at(ring, 0.16, 0.84), _at(ring, 0.84, 0.16))
    elif status is Status.UNDER_WAY:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPie(ring.adjusted(pen, pen, -pen, -pen), -90 * 16, 180 * 16)


def _at(place: QRectF, across: float, down: float) -> QPointF:
    return QPointF(place.left() + across * place.width(), place.top() + down * place.height())
