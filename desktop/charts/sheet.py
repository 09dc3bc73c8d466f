"""Axes used as a sheet of paper: one unit is one point of the figure, the origin is at the top left.

A figure of 72 dots per inch makes a point a logical pixel, so a chart has the page's own sizes on a screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

from desktop.charts.colours import Colours
from desktop.charts.shapes import SIDE, Mark, Shape, Sign, mark_shapes

LEGEND: Final = 24.0  # a line of a legend
Entry = tuple[Mark, str]  # of a legend: a mark, and what it means


@dataclass(frozen=True, slots=True)
class Pen:
    """How words are written: a size of the look (13 small, 15 body), a colour, bold or not."""

    size: float
    colour: str
    bold: bool = False


class Sheet:
    """Draws boxes, words and marks in points, and measures words before they are drawn."""

    def __init__(self, axes: Axes, colours: Colours) -> None:
        """Takes the whole of the axes: limits are set to their size in points, frame and ticks are taken away."""
        figure = axes.get_figure(root=True)
        assert figure is not None, "axes of a living figure"  # noqa: S101 - a bug, never an input
        box = axes.get_position()
        self.axes = axes
        self.colours = colours
        self.width = float(box.width * figure.get_figwidth() * 72)
        self.height = float(box.height * figure.get_figheight() * 72)
        self._shapes: list[tuple[Sequence[tuple[float, float]], str, float]] = []  # points, colour, width (0: filled)
        self._gathering = False
        axes.set_xlim(0, self.width)
        axes.set_ylim(self.height, 0)
        axes.set_axis_off()

    def text(self, x: float, y: float, words: str, pen: Pen, align: str = "left") -> Text:
        """Write a line whose vertical middle is ``y``; ``align`` is left, center or right."""
        return self.axes.text(
            x, y, words, color=pen.colour, fontproperties=font(pen, self.colours), ha=align, va="center_baseline",
            parse_math=False, zorder=4,
        )  # fmt: skip

    def box(
        self,
        place: tuple[float, float, float, float],
        fill: str,
        edge: str = "none",
        hatch: str = "",
        weight: float = 0.0,
    ) -> FancyBboxPatch:
        """A slightly rounded box ``(x, y, width, height)``; hatched, ``edge`` colours the hatch, ``weight`` thick."""
        x, y, width, height = place
        radius = min(4.0, width / 2, height / 2)
        patch = FancyBboxPatch(
            (x, y), width, height, boxstyle=f"round,pad=0,rounding_size={radius}", facecolor=fill,
            edgecolor="none" if hatch else edge, linewidth=0 if hatch else weight, hatch=hatch or None,
        )  # fmt: skip
        if hatch:  # a hatch keeps its pace whatever the size of words: half the lines for double strokes
            patch.set_hatch(hatch[: max(1, round(len(hatch) / self.colours.sized(1)))])
            patch.set_hatchcolor(edge)
            patch.set_hatch_linewidth(weight)
        self.axes.add_artist(patch)  # not add_patch: the limits are known, measuring each box again takes a third
        return patch

    def mark(self, x: float, middle: float, side: float, mark: Mark, behind: str = "", ink: str = "") -> None:
        """A mark ``side`` points wide, vertically centred on ``middle``."""
        colour, hole = ink or mark_colour(mark, self.colours), behind or self.colours.panel
        scale = side / SIDE
        self._shapes += [
            (_moved(shape, x, middle - side / 2, scale), hole if shape.hole else colour, shape.width * scale)
            for shape in mark_shapes(mark)
        ]
        if not self._gathering:
            self._draw_shapes()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Marks made meanwhile are drawn as two artists, however many they are: a map has a hundred of them."""
        self._gathering = True
        yield
        self._gathering = False
        self._draw_shapes()

    def _draw_shapes(self) -> None:
        if full := [(points, tint) for points, tint, width in self._shapes if not width]:
            places, tints = zip(*full, strict=True)
            self.axes.add_collection(PolyCollection(places, facecolors=tints, linewidths=0, zorder=3), autolim=False)
        if strokes := [shape for shape in self._shapes if shape[2]]:
            lines, tints, widths = zip(*strokes, strict=True)
            made = LineCollection(lines, colors=tints, linewidths=widths, zorder=3.1)
            made.set_capstyle("butt")
            made.set_joinstyle("round")
            self.axes.add_collection(made, autolim=False)
        self._shapes = []

    def line(self, start: tuple[float, float], end: tuple[float, float], colour: str, weight: float = 1.0) -> None:
        """A straight line."""
        self.axes.add_line(Line2D([start[0], end[0]], [start[1], end[1]], color=colour, linewidth=weight, zorder=0.5))

    def legend(self, top: float, entries: Sequence[Entry]) -> None:
        """Marks and their words, on as many lines as it takes (``legend_height``)."""
        k = self.colours.sized(1)
        for mark, words, x, line in _legend_places(entries, self.width, self.colours):
            middle = top + (line + 0.5) * LEGEND * k
            self.mark(x, middle, 14 * k, mark)
            self.text(x + 19 * k, middle, words, Pen(13, mark_colour(mark, self.colours), bold=True))


def mark_colour(mark: Mark, colours: Colours) -> str:
    """That of the standing; a sign has the ink's."""
    return colours.ink if isinstance(mark, Sign) else colours.of(mark)


def _moved(shape: Shape, x: float, y: float, scale: float) -> list[tuple[float, float]]:
    """Its points on the sheet; an outline ends where it began."""
    points = [(x + px * scale, y + py * scale) for px, py in shape.points]
    return [*points, *points[:2]] if shape.closed and shape.width else points


def legend_height(entries: Sequence[Entry], width: float, colours: Colours) -> float:
    """The points a legend needs at that width."""
    lines = max((line for *_, line in _legend_places(entries, width, colours)), default=-1) + 1
    return colours.sized(LEGEND * lines)


def _legend_places(entries: Sequence[Entry], width: float, colours: Colours) -> list[tuple[Mark, str, float, int]]:
    x, line, places = 0.0, 0, []
    for mark, words in entries:
        wide = colours.sized(19) + measured(words, Pen(13, colours.ink, bold=True), colours)
        if x and x + wide > width:
            x, line = 0.0, line + 1
        places.append((mark, words, x, line))
        x += wide + colours.sized(22)
    return places


def font(pen: Pen, colours: Colours) -> FontProperties:
    """The font of a pen, not to be changed; DejaVu Sans lends the letters that the family lacks."""
    return _font(colours.family, colours.sized(pen.size), pen.bold)


def measured(words: str, pen: Pen, colours: Colours) -> float:
    """The width of a line, in points: never less than what is drawn, for pairs of letters only draw nearer."""
    family, size = colours.family, colours.sized(pen.size)
    return sum(_advance(letter, family, size, pen.bold) for letter in words) * 1.02 + 1


@lru_cache(maxsize=64)
def _font(family: str, size: float, bold: bool) -> FontProperties:
    families = list(dict.fromkeys((family, "DejaVu Sans")))
    return FontProperties(family=families, size=size, weight="bold" if bold else "normal")


@lru_cache(maxsize=4096)
def _advance(letter: str, family: str, size: float, bold: bool) -> float:
    """The room one letter takes: letters are kept, what is written with them never is."""
    return float(text_to_path.get_text_width_height_descent(letter, _font(family, size, bold), ismath=False)[0])


def elided(words: str, room: float, pen: Pen, colours: Colours) -> str:
    """The words, cut with an ellipsis to fit in ``room`` points; "" when not even three letters fit."""
    if measured(words, pen, colours) <= room:
        return words
    short, long = 0, len(words)
    while short < long:
        middle = (short + long + 1) // 2
        fits = measured(words[:middle].rstrip() + "…", pen, colours) <= room
        short, long = (middle, long) if fits else (short, middle - 1)
    return words[:short].rstrip(" ,;'’") + "…" if short >= 3 else ""


def wrapped(words: str, room: float, lines: int, pen: Pen, colours: Colours) -> tuple[str, ...]:
    """At most ``lines`` lines that fit in ``room``; a word too long is cut, what is left over ends with an ellipsis."""
    made: list[str] = []
    rest = words.split()
    while rest and len(made) < lines:
        if len(made) == lines - 1:
            made.append(elided(" ".join(rest), room, pen, colours))
            break
        taken = _as_many_as_fit(rest, room, pen, colours)
        if not taken:
            start, end = _cut(rest[0], room, pen, colours)
            rest[:1] = [start, end] if end else [start]
            taken = 1
        made.append(" ".join(rest[:taken]))
        rest = rest[taken:]
    return tuple(line for line in made if line)


def _as_many_as_fit(words: Sequence[str], room: float, pen: Pen, colours: Colours) -> int:
    taken = 0
    while taken < len(words) and measured(" ".join(words[: taken + 1]), pen, colours) <= room:
        taken += 1
    return taken


def _cut(word: str, room: float, pen: Pen, colours: Colours) -> tuple[str, str]:
    """A word too long for a line in two: what fits with a hyphen, and the rest; at least three letters go first."""
    for size in range(len(word) - 3, 2, -1):
        if measured(f"{word[:size]}-", pen, colours) <= room:
            return f"{word[:size]}-", word[size:]
    return elided(word, room, pen, colours), ""
