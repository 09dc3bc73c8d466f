"""Draws a chart for a test and looks at what stands on the axes."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from desktop.charts.chart import Chart, Region
from desktop.charts.colours import Colours, colours


class Drawing:
    """A chart drawn ``width`` points wide, as tall as it asks to be."""

    def __init__(self, chart: Chart[Any], rows: Any, width: float = 760, body: float = 15, name: str = "light") -> None:
        self.colours: Colours = colours(name, body=body)
        self.width = width
        self.height = chart.height(rows, width, self.colours)
        self.figure = Figure(figsize=(width / 72, self.height / 72), dpi=72)
        self.canvas = FigureCanvasAgg(self.figure)
        self.axes: Axes = self.figure.add_axes((0, 0, 1, 1))
        self.regions: tuple[Region, ...] = chart.draw(self.axes, rows, self.colours)
        self.canvas.draw()

    @property
    def words(self) -> list[str]:
        """Everything written, in the order it was written."""
        return [text.get_text() for text in self.axes.texts if text.get_text()]

    @property
    def hatched(self) -> list[FancyBboxPatch]:
        """The boxes that are hatched."""
        return [patch for patch in self.axes.patches if isinstance(patch, FancyBboxPatch) and patch.get_hatch()]

    def overlaps(self) -> list[tuple[str, str]]:
        """Pairs of texts whose letters touch."""
        boxes = [(text.get_text(), text.get_window_extent()) for text in self.axes.texts if text.get_text()]
        return [
            (one, other)
            for (one, a), (other, b) in combinations(boxes, 2)
            if min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1
        ]

    def outside(self) -> list[str]:
        """Texts that leave the sheet."""
        found = []
        for text in self.axes.texts:
            box = text.get_window_extent()
            if text.get_text() and (box.x0 < -1 or box.x1 > self.width + 1 or box.y0 < -1 or box.y1 > self.height + 1):
                found.append(text.get_text())
        return found
