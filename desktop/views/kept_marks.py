"""Two shapes for files that cannot be read for now: a padlock (closed), an arrow into a tray (to be received again)."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

SIDE = 16.0  # units of the drawing


class KeptMark(Enum):
    """What the shape means, in a word."""

    CLOSED = "fermé en lecture"
    AWAITED = "à recevoir de nouveau"


def kept_pixmap(mark: KeptMark, colour: QColor, side: int, ratio: float = 1.0) -> QPixmap:
    """The shape, ``side`` logical pixels wide, for a screen of that device pixel ratio."""
    pixmap = QPixmap(QSize(side, side) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(side / SIDE, side / SIDE)
    painter.setPen(QPen(colour, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    (_padlock if mark is KeptMark.CLOSED else _tray)(painter, colour)
    painter.end()
    return pixmap


def kept_icon(mark: KeptMark, colour: QColor, side: int) -> QIcon:
    """The shape as an icon, sharp at one, two and three times."""
    icon = QIcon()
    for ratio in (1.0, 2.0, 3.0):
        icon.addPixmap(kept_pixmap(mark, colour, side, ratio))
    return icon


def _padlock(painter: QPainter, colour: QColor) -> None:
    painter.drawArc(QRectF(4.7, 1.8, 6.6, 8.4), 0, 180 * 16)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(3.0, 7.2, 10.0, 6.8), 1.4, 1.4)


def _tray(painter: QPainter, colour: QColor) -> None:  # noqa: ARG001 - the pen has the colour already
    painter.drawPolyline([QPointF(8, 1.8), QPointF(8, 9.4)])
    painter.drawPolyline([QPointF(5.0, 6.6), QPointF(8, 9.6), QPointF(11.0, 6.6)])
    painter.drawPolyline([QPointF(2.2, 10.2), QPointF(2.2, 13.8), QPointF(13.8, 13.8), QPointF(13.8, 10.2)])
