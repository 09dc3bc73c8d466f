"""The only canvas: a chart in the page's own colours, pointed at with the mouse or walked with the arrow keys.

Importing this module imports matplotlib: pages reach it through ``ChartCard``, when the first chart is shown.
"""

from __future__ import annotations

from typing import Any

from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
from matplotlib.figure import Figure
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip

from desktop.charts.chart import Chart, Region
from desktop.views.theme import Theme

ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Canvas(FigureCanvasQTAgg):
    """Draws rows with one chart, as tall as they need; what can be pointed at has a key."""

    moved = Signal(str)  # the key that the arrows or the mouse reached
    chosen = Signal(str)  # the key that Enter or a click chose

    def __init__(self, chart: Chart[Any], theme: Theme) -> None:
        """An empty canvas."""
        super().__init__(Figure(dpi=72, facecolor=theme.colours.panel))  # type: ignore[no-untyped-call]  # untyped in matplotlib
        self._chart = chart
        self._theme = theme
        self._rows: Any = None
        self._sentence = ""
        self.regions: tuple[Region, ...] = ()
        self.selected = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Any, title: str, sentence: str) -> None:
        """Draw these rows; title and sentence are what a screen reader says of the drawing."""
        self._rows, self._sentence = rows, sentence
        self.setAccessibleName(title)
        self._redraw()

    def select(self, key: str) -> None:
        """Show a region as the selected one; "" or an unknown key selects nothing."""
        self.selected = key if self._region(key) else ""
        words = region.words if (region := self._region(key)) else ""
        self.setAccessibleDescription(f"{self._sentence} {words}".strip())
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw again at the new width, with the height it asks for."""
        super().resizeEvent(event)  # type: ignore[no-untyped-call]  # untyped in matplotlib
        self._redraw()

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
        """A hand over what can be chosen."""
        shape = Qt.CursorShape.PointingHandCursor if self._at(event.position()) else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming with the keyboard selects the first region, so that Enter means something."""
        super().focusInEvent(event)
        if not self.selected and self.regions and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.select(self.regions[0].key)
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
        """The drawing, then the ring around what is selected."""
        super().paintEvent(event)  # type: ignore[no-untyped-call]  # untyped in matplotlib
        region = self._region(self.selected)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour(self._theme.colours.accent), 2))
        if region:
            place = QRectF(region.x, region.y, region.width, region.height)
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 4, 4)
        elif self.hasFocus():
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _redraw(self) -> None:
        if self._rows is None:
            return
        tall = round(self._chart.height(self._rows, self.width(), self._theme.colours))
        if tall != self.height():
            self.setFixedHeight(tall)  # comes back here through resizeEvent when it is laid out
        self.figure.clear()
        self.regions = self._chart.draw(self.figure.add_axes((0, 0, 1, 1)), self._rows, self._theme.colours)
        self.select(self.selected)
        self.draw_idle()  # type: ignore[no-untyped-call]  # untyped in matplotlib

    def _region(self, key: str) -> Region | None:
        return next((region for region in self.regions if region.key == key), None)

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
        return min(others, key=lambda r: (abs(r.y - here.y), abs(r.x - here.x)), default=here)
