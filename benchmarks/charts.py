"""The first paint of a chart over bare matplotlib drawing the same marks and labels, and what a hover costs.

A chart and its rows are a ``Subject``: another chart is another line in ``subjects``.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.chart_scene import COUNTS, TODAY, known, placed_skills
from benchmarks.gap_scene import HELD, SIZES, comparison, gap_rows, nearest
from benchmarks.ground import Ground
from benchmarks.measure import Measure, medians, said, timed
from benchmarks.painted import application
from desktop.charts.chart import Chart
from desktop.models.nearby import bars
from desktop.models.skillmap import skill_map
from desktop.models.skilltree import WHOLE, Span
from desktop.reference.opened import Reference
from desktop.reference.shelf import Shelf
from desktop.resources import resource
from desktop.views.theme import Theme

WIDTH: Final = 740  # what the card leaves to a chart in a window of 1366×768
PAINT, FRAME, GOAL = 250.0, 16.0, 1.5  # milliseconds of a first paint and of a frame; times bare matplotlib


@dataclass(frozen=True, slots=True)
class Subject:
    """A chart and what it draws."""

    name: str
    chart: Chart[Any]
    rows: Any


def measures(ground: Ground) -> Iterator[Measure]:
    """Every chart, the map at 5, 60 and 500 skills: first paint, then hover."""
    application()
    with reference() as opened:
        found = subjects(opened, COUNTS)
    yield from of(found, ground.times(15, 7))


def of(found: Sequence[Subject], times: int) -> Iterator[Measure]:
    """Both measures of these charts."""
    for subject in found:
        yield first_paint(subject, times)
    for subject in found:
        yield hover(subject, times)


def reference() -> Reference:
    """The shipped extract, compiled for the occasion."""
    folder = tempfile.mkdtemp(prefix="escale-mesures-")
    return Reference.open(Shelf(Path(folder), resource("reference")).in_use())


def subjects(opened: Reference, sizes: Sequence[int]) -> list[Subject]:
    """The charts, at these numbers of skills."""
    from desktop.charts import compare, gap, nearby, skillmap

    maps = [(size, skill_map(placed_skills(opened, size), WHOLE, Span.YEAR, TODAY)) for size in sizes]
    return [
        *(Subject(f"carte de {size} compétences", skillmap, shown) for size, shown in maps),
        *(Subject(f"écart de {size} compétences", gap, gap_rows(opened, size)) for size in SIZES),
        Subject("trois métiers comparés", compare, comparison(opened)),
        Subject("métiers proches", nearby, bars(nearest(opened), known(opened, HELD).held)),
    ]


def first_paint(subject: Subject, times: int) -> Measure:
    """From nothing to the painted chart, over the same marks and labels given to matplotlib in as many calls."""
    drawn, theme = painted(subject), Theme.named("light")
    artists = Bare(drawn)
    drawn.close()
    ours, bare = medians(
        [lambda: timed(lambda: painted(subject)), lambda: timed(lambda: artists.painted(theme))], times
    )
    print(f"  {subject.name} : {artists.said}, {said(ours, 'ms')} (but {PAINT:.0f} ms : {held(ours, PAINT)})")
    return Measure(f"{subject.name}, première image", ours, bare, "matplotlib nu, mêmes traits et mots", GOAL)


def hover(subject: Subject, times: int) -> Measure:
    """From a move of the mouse to the painted ring, over an empty widget of the same size painted again."""
    canvas, empty = painted(subject), QWidget()
    empty.resize(canvas.size())
    for widget in (canvas, empty):
        widget.show()
    QApplication.processEvents()
    turns = count()

    def move() -> None:
        region = canvas.regions[next(turns) % len(canvas.regions)]
        place = QPointF(region.x + region.width / 2, region.y + region.height / 2)
        none = Qt.MouseButton.NoButton
        event = QMouseEvent(QEvent.Type.MouseMove, place, place, none, none, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(canvas, event)
        QApplication.processEvents()

    def again() -> None:
        empty.update()
        QApplication.processEvents()

    ours, nothing = medians([lambda: timed(move), lambda: timed(again)], max(times, 31))
    canvas.close()
    empty.close()
    print(f"  {subject.name} : survol en {said(ours, 'ms')} (but {FRAME:.0f} ms : {held(ours, FRAME)})")
    return Measure(f"{subject.name}, survol", ours, nothing, "un widget vide repeint")


def held(value: float, most: float) -> str:
    """Whether a time is within its bound."""
    return "tenu" if value <= most else "au-delà"


def painted(subject: Subject) -> Any:
    """The canvas of a chart, once it is painted."""
    from desktop.views.canvas import Canvas

    canvas = Canvas(subject.chart, Theme.named("light"))
    canvas.resize(WIDTH, 10)
    canvas.show_rows(subject.rows, subject.name, "")
    canvas.grab()
    return canvas


class Bare:
    """What a drawing is made of, and the same given straight to matplotlib."""

    def __init__(self, canvas: Any) -> None:
        """Remember every mark and word of that canvas."""
        axes, figure = canvas.figure.axes[0], canvas.figure
        self._size, self._pixels = tuple(figure.get_size_inches()), canvas.size()
        self._limits = axes.get_xlim(), axes.get_ylim()
        self._boxes = [(one.get_bbox().bounds if hasattr(one, "get_bbox") else one.get_extents().bounds,
                        one.get_facecolor(), one.get_hatch()) for one in axes.patches]  # fmt: skip
        self._texts = [(*one.get_position(), one.get_text(), one.get_fontproperties(), one.get_color(), one.get_ha())
                       for one in axes.texts]  # fmt: skip
        self._lines = [(one.get_xdata(), one.get_ydata(), one.get_linewidth()) for one in axes.lines]
        self._marks: list[Callable[[], Any]] = [_again(one) for one in axes.collections]
        self.said = f"{len(self._boxes)} formes, {len(self._marks)} marques, {len(self._texts)} textes"

    def painted(self, theme: Theme) -> QWidget:
        """A bare canvas with the same artists, once it is painted."""
        from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
        from matplotlib.figure import Figure
        from matplotlib.patches import Rectangle

        canvas: Any = FigureCanvasQTAgg(Figure(self._size, dpi=72, facecolor=theme.colours.panel))  # type: ignore[no-untyped-call]
        axes = canvas.figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=self._limits[0], ylim=self._limits[1])
        axes.set_axis_off()
        for (x, y, width, height), colour, hatch in self._boxes:
            axes.add_patch(Rectangle((x, y), width, height, facecolor=colour, hatch=hatch, linewidth=0))
        for x, y, words, font, colour, align in self._texts:
            axes.text(x, y, words, fontproperties=font, color=colour, ha=align, va="center_baseline", parse_math=False)
        for xs, ys, wide in self._lines:
            axes.plot(xs, ys, linewidth=wide, scalex=False, scaley=False)
        for make in self._marks:
            axes.add_collection(make(), autolim=False)
        canvas.resize(self._pixels)
        canvas.grab()
        found: QWidget = canvas
        return found


def _again(mark: Any) -> Callable[[], Any]:
    """Makes a collection like that one."""
    from matplotlib.collections import LineCollection, PolyCollection

    points = [path.vertices for path in mark.get_paths()]
    if isinstance(mark, LineCollection):
        colours, widths = mark.get_colors(), mark.get_linewidth()
        return lambda: LineCollection(points, colors=colours, linewidths=widths)
    faces = mark.get_facecolor()
    return lambda: PolyCollection(points, facecolors=faces, linewidths=0)
