"""The box that is ticked in a list, drawn by the delegates of every list that has one."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop.views.theme import Theme

BOX: Final = 16  # the side of the box, in lengths of the look
TICK: Final = ((0.24, 0.52), (0.43, 0.71), (0.78, 0.31))  # in sides of the box


def paint_tick(painter: QPainter, box: QRectF, theme: Theme, *, ticked: bool) -> None:
    """An empty box, or a full one with its tick."""
    colours = theme.colours
    painter.setPen(QPen(QColor(colours.accent if ticked else colours.muted), theme.px(2)))
    painter.setBrush(QColor(colours.accent if ticked else colours.panel))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)
    if ticked:
        path = QPainterPath()
        for number, (x, y) in enumerate(TICK):
            point = (box.left() + x * box.width(), box.top() + y * box.height())
            (path.lineTo if number else path.moveTo)(*point)
        painter.setPen(QPen(QColor(colours.panel), theme.px(2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
