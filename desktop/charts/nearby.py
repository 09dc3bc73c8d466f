"""Nearby occupations, one line each: shared skills to the right by standing, skills to explore to the left.

What is at the core of the occupation stands thick beside the axis, the rest thin beyond it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from desktop.charts.bars import segment
from desktop.charts.chart import Region
from desktop.charts.colours import Colours
from desktop.charts.sheet import LEGEND, Pen, Sheet, elided, legend_height, measured, wrapped
from desktop.charts.words import WORDS
from desktop.models.nearby import Bar
from desktop.models.nearby_words import OFFICIAL, marks
from desktop.models.skill import Standing

ROW, THICK, THIN = 30.0, 16.0, 8.0
NARROW: Final = 560.0  # under that width the name stands above its bar
NAMES: Final = 0.42  # of the width, for the names
DIAMOND: Final = 9.0
Entries = tuple[tuple[Standing, str], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands: the room of its name, its axis, the points a skill takes, its top and its height."""

    name: float
    axis: float
    unit: float
    top: float
    height: float
    above: float  # the part of the height that the name takes when it stands above


def draw(axes: Axes, rows: Sequence[Bar], colours: Colours) -> tuple[Region, ...]:
    """One line a row, the nearest first, then the legend; the regions' keys are the occupations' codes."""
    sheet = Sheet(axes, colours)
    regions = []
    for number, row in enumerate(rows):
        place = _place(rows, number, sheet.width, colours)
        _name(sheet, row, place)
        _bar(sheet, row, place)
        words = ". ".join((row.near.occupation.label, row.near.words, *marks(row.near)))
        regions.append(Region(row.near.occupation.code, words, 0, place.top, sheet.width, place.height))
    if rows:
        _legend(sheet, rows, _place(rows, len(rows), sheet.width, colours).top)
    return tuple(regions)


def height(rows: Sequence[Bar], width: float, colours: Colours) -> float:
    """The points needed at that width: a line a row, and the legend."""
    if not rows:
        return 1
    end = _place(rows, len(rows), width, colours).top
    return end + legend_height(_entries(rows), width, colours) + colours.sized(LEGEND * _has_official(rows) + 4)


def _place(rows: Sequence[Bar], number: int, width: float, colours: Colours) -> Place:
    above = colours.sized(ROW * 0.7) if width < colours.sized(NARROW) else 0.0
    tall, figures = colours.sized(ROW) + above, _figures(rows, colours)
    name = width if above else width * NAMES
    most_left = max((len(row.near.left) for row in rows), default=0)
    most_shared = max((len(row.near.shared) for row in rows), default=0)
    start = 0.0 if above else name
    unit = (width - start - 2 * figures) / max(1, most_left + most_shared)
    return Place(name, start + figures + unit * most_left, unit, number * tall, tall, above)


def _name(sheet: Sheet, row: Bar, place: Place) -> None:
    colours = sheet.colours
    indent = colours.sized(DIAMOND + 7)
    middle = place.top + (place.above * 0.62 if place.above else place.height / 2)
    if row.near.official:
        _diamond(sheet, colours.sized(DIAMOND) / 2 + 1, middle)
    room = place.name - indent - colours.sized(12)
    words, pen = _name_lines(row.near.occupation.label, room, colours)
    sheet.text(indent, middle, words, pen).set_linespacing(1.1)


def _name_lines(label: str, room: float, colours: Colours) -> tuple[str, Pen]:
    """The name on one line, or on two smaller ones, and the pen that writes it."""
    pen, small = Pen(13, colours.ink, bold=True), Pen(11, colours.ink, bold=True)
    if measured(label, pen, colours) <= room:
        return label, pen
    return "\n".join(wrapped(label, room, 2, small, colours)), small


def _bar(sheet: Sheet, row: Bar, place: Place) -> None:
    colours = sheet.colours
    middle = place.top + place.above + (place.height - place.above) / 2
    right, left = place.axis, place.axis
    for thick, standing, count in _shared(row):
        _piece(sheet, right, middle, (count * place.unit, thick), standing)
        right += count * place.unit
    for thick, count in ((THICK, row.near.core_left), (THIN, row.other_left)):
        left -= count * place.unit
        _piece(sheet, left, middle, (count * place.unit, thick), Standing.TO_EXPLORE)
    half = colours.sized(THICK) * 0.75
    sheet.line((place.axis, middle - half), (place.axis, middle + half), colours.ink, colours.sized(1.5))
    gap = colours.sized(6)
    sheet.text(right + gap, middle, str(len(row.near.shared)), Pen(13, colours.ink, bold=True))
    sheet.text(left - gap, middle, str(len(row.near.left)), Pen(13, colours.muted), align="right")


def _shared(row: Bar) -> Iterator[tuple[float, Standing, int]]:
    for thick, standings in ((THICK, row.core), (THIN, row.other)):
        for standing, ones in groupby(standings):
            yield thick, standing, len(tuple(ones))


def _piece(sheet: Sheet, x: float, middle: float, size: tuple[float, float], standing: Standing) -> None:
    wide, tall = size[0], sheet.colours.sized(size[1])
    if wide > 0:
        segment(sheet, (x, middle - tall / 2, wide, tall), standing)


def _diamond(sheet: Sheet, x: float, middle: float) -> None:
    half = sheet.colours.sized(DIAMOND) / 2
    points = ((x, middle - half), (x + half, middle), (x, middle + half), (x - half, middle))
    shape = Polygon(points, closed=True, facecolor=sheet.colours.accent, edgecolor="none", zorder=3)
    shape.set_gid("official")
    sheet.axes.add_patch(shape)


def _legend(sheet: Sheet, rows: Sequence[Bar], top: float) -> None:
    colours, entries = sheet.colours, _entries(rows)
    sheet.legend(top, entries)
    if _has_official(rows):
        middle = top + legend_height(entries, sheet.width, colours) + colours.sized(LEGEND / 2)
        _diamond(sheet, colours.sized(7), middle)
        pen = Pen(13, colours.accent, bold=True)
        sheet.text(colours.sized(19), middle, elided(OFFICIAL, sheet.width - colours.sized(19), pen, colours), pen)


def _entries(rows: Sequence[Bar]) -> Entries:
    found = {standing for row in rows for standing in (*row.core, *row.other)}
    found |= {Standing.TO_EXPLORE for row in rows if row.near.left}
    return tuple((standing, WORDS[standing]) for standing in sorted(found))


def _figures(rows: Sequence[Bar], colours: Colours) -> float:
    """The room for the longest figure at one end of a bar."""
    longest = max((max(len(row.near.shared), len(row.near.left)) for row in rows), default=0)
    return measured(str(longest), Pen(13, colours.ink, bold=True), colours) + colours.sized(10)


def _has_official(rows: Sequence[Bar]) -> bool:
    return any(row.near.official for row in rows)
