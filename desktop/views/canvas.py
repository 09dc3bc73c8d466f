"""The only canvas: a chart in the page's own colours, pointed at with the mouse or walked with the arrow keys.

Importing this module imports matplotlib: pages reach it through ``ChartCard``, when the first chart is shown. Rings are
painted over the drawing, which is made again only for other rows or another width.
"""

from __future__ import annotations

from typing import Any

from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
from matplotlib.figure import Figure
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip, QWidget

from desktop.charts.chart import Chart, Region
from desktop.views.theme import Theme

ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Canvas(FigureCanvasQTAgg):
    """Draws rows with one chart, as tall as they need; what can be pointed at has a key."""

    moved = Signal(str)  # the key that the arrows reached
    pointed = Signal(str)  # the key under the mouse, "" when it left
    chosen = Signal(str)  # the key that Enter or a click chose

    def __init__(self, chart: Chart[Any], theme: Theme) -> None:
        """An empty canvas."""
        super().__init__(Figure(dpi=72, facecolor=theme.colours.panel))  # type: ignore[no-untyped-call]  # untyped in matplotlib
        self._chart = chart
        self._theme = theme
        self._rows: Any = None
        self._words = ""
        self._measured = 0  # the width that the rows were measured at
        self._stale = False  # the figure holds other rows, or another width
        self._regions: tuple[Region, ...] = ()
        self.selected = ""
        self.under = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def regions(self) -> tuple[Region, ...]:
        """What can be pointed at, in reading order."""
        self._make()
        return self._regions

    def show_rows(self, rows: Any, title: str, words: str) -> None:
        """Draw these rows; title and words are what a screen reader says of the drawing."""
        self._rows, self._words, self._measured = rows, words, 0
        self.setAccessibleName(title)
        self._measure()
        self.select(self.selected)

    def select(self, key: str) -> None:
        """Show a region as the selected one; "" or an unknown key selects nothing."""
        before, region = self._region(self.selected), self._region(key)
        self.selected = key if region else ""
        said = f"{region.words}. {self._words}" if region else self._words
        self.setAccessibleDescription(said)
        self._update(before, region)
        if region and self.hasFocus():
            self._keep_in_sight(region)

    def draw(self) -> None:
        """Make the figure if it is not that of the rows, then paint it."""
        self._make()
        super().draw()  # type: ignore[no-untyped-call]  # untyped in matplotlib

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw again at the new width, with the height it asks for."""
        super().resizeEvent(event)  # type: ignore[no-untyped-call]  # untyped in matplotlib
        self._stale = True
        self._measure()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt loses a height that is asked for while it tells the size of what it is about to show: told here."""
        super().showEvent(event)  # type: ignore[no-untyped-call]  # untyped in matplotlib
        if self.get_width_height() != self.size().toTuple():
            self.resizeEvent(QResizeEvent(self.size(), self.size()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk from region to region, Enter chooses."""
        key = event.key()
        if key in CHOOSE and self.selected:
            self.chosen.emit(self.selected)
        elif found := self._towards(Qt.Key(key)):
            self.select(found.key)
            self.moved.emit(found.key)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click selects and chooses."""
        if found := self._at(event.position()):
            self.select(found.key)
            self.chosen.emit(found.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand, and a ring, over what can be chosen."""
        found = self._at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)
        self._point(found.key if found else "")

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        super().leaveEvent(event)  # type: ignore[no-untyped-call]  # untyped in matplotlib
        self._point("")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming with the keyboard selects the first region, so that Enter means something."""
        super().focusInEvent(event)
        if not self.selected and self.regions and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.select(self.regions[0].key)
            self.moved.emit(self.selected)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes with the focus."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """The words of a region, on a tool tip."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), found.words if found else "", self)
            return True
        return bool(super().event(event))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The drawing, then a ring around what is selected and a thinner one around what is under the mouse."""
        super().paintEvent(event)  # type: ignore[no-untyped-call]  # untyped in matplotlib
        selected, under, colours = self._region(self.selected), self._region(self.under), self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if under and under is not selected:
            painter.setPen(QPen(self._theme.colour(colours.ink), 1.5))
            painter.drawRoundedRect(_place(under).adjusted(1, 1, -1, -1), 4, 4)
        painter.setPen(QPen(self._theme.colour(colours.accent), 2))
        if selected:
            painter.drawRoundedRect(_place(selected).adjusted(1, 1, -1, -1), 4, 4)
        elif self.hasFocus():
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _measure(self) -> None:
        """Ask for the height that the rows need at this width; the figure is made when it is painted."""
        if self._rows is None or self._measured == self.width():
            return
        self._measured, self._stale = self.width(), True
        self.setFixedHeight(round(self._chart.height(self._rows, self.width(), self._theme.colours)))
        self.draw_idle()  # type: ignore[no-untyped-call]  # untyped in matplotlib

    def _make(self) -> None:
        if self._stale and self._rows is not None:
            self._stale = False
            self.figure.clear()
            self._regions = self._chart.draw(self.figure.add_axes((0, 0, 1, 1)), self._rows, self._theme.colours)

    def _point(self, key: str) -> None:
        if key != self.under:
            before, self.under = self._region(self.under), key
            self._update(before, self._region(key))
            self.pointed.emit(key)

    def _update(self, *regions: Region | None) -> None:
        """Paint these places again: the rings alone changed."""
        for region in regions:
            if region:
                self.update(_place(region).adjusted(-2, -2, 2, 2).toAlignedRect())

    def _keep_in_sight(self, region: Region) -> None:
        parent: QWidget | None = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if isinstance(parent, QScrollArea) and (inside := parent.widget()) is not None:
            middle = self.mapTo(inside, _place(region).center().toPoint())
            parent.ensureVisible(middle.x(), middle.y(), 0, round(region.height / 2) + 8)

    def _region(self, key: str) -> Region | None:
        return next((region for region in self.regions if region.key == key), None) if key else None

    def _at(self, place: QPointF) -> Region | None:
        return next((region for region in self.regions if region.holds(place.x(), place.y())), None)

    def _towards(self, key: Qt.Key) -> Region | None:
        """The region that an arrow leads to from the selected one."""
        here = self._region(self.selected)
        if not self.regions or here is None:
            return self.regions[0] if self.regions and key in ARROWS else None
        place = self.regions.index(here)
        steps = {Qt.Key.Key_Left: place - 1, Qt.Key.Key_Right: place + 1, Qt.Key.Key_Home: 0,
                 Qt.Key.Key_End: len(self.regions) - 1}  # fmt: skip
        if key in steps:
            return self.regions[min(max(steps[key], 0), len(self.regions) - 1)]
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return self._beyond(here, down=key is Qt.Key.Key_Down)
        return None

    def _beyond(self, here: Region, down: bool) -> Region:
        """The nearest region wholly below (or above) this one; itself when there is none."""
        others = [r for r in self.regions if (r.y >= here.y + here.height if down else r.y + r.height <= here.y)]

        def far(other: Region) -> tuple[float, float]:
            edge = other.y if down else -(other.y + other.height)
            return edge, abs(other.x + min(other.width, here.width) / 2 - here.x - here.width / 2)

        return min(others, key=far, default=here)


def _place(region: Region) -> QRectF:
    return QRectF(region.x, region.y, region.width, region.height)
