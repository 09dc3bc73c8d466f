"""The standings as marks and words: shape first, colour second."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from desktop.charts.shapes import SIDE, Shape, mark_shapes
from desktop.charts.words import ORIGIN_WORDS, WORDS
from desktop.models.evidence import STANDING_OF
from desktop.models.passport import Origin
from desktop.models.skill import Standing
from desktop.views.theme import Theme

__all__ = ["ORIGIN_WORDS", "WORDS", "mark_icon", "mark_pixmap", "origin_standing", "paint_mark"]


def origin_standing(origin: Origin) -> Standing:
    """The standing whose mark and colour stand for a provenance."""
    return STANDING_OF[origin]


def paint_mark(painter: QPainter, place: QRectF, standing: Standing, theme: Theme, behind: str = "") -> None:
    """Draw a mark in a square; ``behind`` is the colour seen through its holes (the panel's unless told)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(place.topLeft())
    painter.scale(place.width() / SIDE, place.height() / SIDE)
    for shape in mark_shapes(standing):
        _paint(
            painter, shape, QColor(behind or theme.colours.panel) if shape.hole else QColor(theme.colours.of(standing))
        )
    painter.restore()


def mark_pixmap(standing: Standing, theme: Theme, size: float = 16, ratio: float = 1.0) -> QPixmap:
    """A mark ``size`` lengths of the look wide, for a screen of that device pixel ratio."""
    side = theme.px(size)
    pixmap = QPixmap(QSize(side, side) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_mark(painter, QRectF(0, 0, side, side), standing, theme)
    painter.end()
    return pixmap


def mark_icon(standing: Standing, theme: Theme, size: float = 16) -> QIcon:
    """The mark as an icon, sharp at one, two and three times."""
    icon = QIcon()
    for ratio in (1.0, 2.0, 3.0):
        icon.addPixmap(mark_pixmap(standing, theme, size, ratio))
    return icon


def _paint(painter: QPainter, shape: Shape, colour: QColor) -> None:
    polygon = QPolygonF([QPointF(x, y) for x, y in shape.points])
    if not shape.width:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(colour))
        painter.drawPolygon(polygon)
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, shape.width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin))
    (painter.drawPolygon if shape.closed else painter.drawPolyline)(polygon)
