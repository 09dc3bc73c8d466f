"""The marks of what was explored: shape first, colour second; a strength is a star, a need an open diamond."""

from __future__ import annotations

from math import cos, pi, sin
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from desktop.models.diagnostic import Entry, Value
from desktop.models.skill import Standing
from desktop.views.marks import paint_mark
from desktop.views.theme import Theme

POINTS: Final = 5  # of a star
GOOD: Final = (Value.STRENGTH, Value.DONE)


def value_colour(theme: Theme, entry: Entry) -> QColor:
    """The colour that goes with the mark of an entry."""
    colours = theme.colours
    if not entry.explored:
        return QColor(colours.of(Standing.TO_EXPLORE))
    if entry.value in GOOD or _light(entry):
        return QColor(colours.of(Standing.PROVEN))
    if entry.about == "constraint":
        return QColor(colours.of(Standing.TO_ACQUIRE))
    return QColor(colours.accent if entry.value in (Value.NEED, Value.UNDER_WAY, Value.YES) else colours.muted)


def paint_value(painter: QPainter, place: QRectF, entry: Entry, theme: Theme) -> None:
    """Star, open diamond, triangle, ring with a tick, ring with a question; a dot for what is so, a ring for a no."""
    if not entry.explored:
        paint_mark(painter, place, Standing.TO_EXPLORE, theme)
        return
    colour, pen = value_colour(theme, entry), place.width() / 9
    inner = place.adjusted(pen, pen, -pen, -pen)
    painter.setPen(QPen(colour, pen, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if entry.value in GOOD or (_light(entry) and entry.value is Value.YES):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(_star(place))
    elif entry.value is Value.NEED:
        painter.drawPolygon(_polygon(inner, (0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)))
    elif entry.about == "constraint" and entry.value is Value.YES:
        painter.drawPolygon(_polygon(inner, (0.5, 0.05), (1, 0.95), (0, 0.95)))
    else:
        painter.drawEllipse(inner)
        _paint_inside(painter, inner, entry, colour)


def _paint_inside(painter: QPainter, ring: QRectF, entry: Entry, colour: QColor) -> None:
    if _light(entry):
        painter.drawPolyline(_polygon(ring, (0.26, 0.52), (0.43, 0.68), (0.74, 0.34)))
    elif entry.value in (Value.YES, Value.UNDER_WAY):
        painter.setBrush(colour)
        painter.drawEllipse(ring.center(), ring.width() / 5, ring.width() / 5)


def _light(entry: Entry) -> bool:
    """Whether it is said that something does not weigh, or that the person feels sure."""
    no = entry.about == "constraint" and entry.value is Value.NO
    return no or (entry.about in ("unconstrained", "confidence") and entry.value is Value.YES)


def _star(place: QRectF) -> QPolygonF:
    centre, outer = place.center(), place.width() / 2
    turns = ((step, outer if step % 2 == 0 else outer * 0.45) for step in range(2 * POINTS))
    return QPolygonF([
        QPointF(centre.x() + far * sin(pi * step / POINTS), centre.y() + outer * 0.08 - far * cos(pi * step / POINTS))
        for step, far in turns
    ])  # fmt: skip


def _polygon(place: QRectF, *points: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(place.left() + x * place.width(), place.top() + y * place.height()) for x, y in points])
