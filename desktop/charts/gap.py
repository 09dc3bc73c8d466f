"""The bar of standings: one line that anybody can read, with every count written beneath."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from desktop.charts.chart import Region
from desktop.charts.colours import Colours
from desktop.charts.sheet import Pen, Sheet, measured
from desktop.charts.words import WORDS
from desktop.models.gap import Gap, tally
from desktop.models.skill import Standing

BAR, SPACE, LINE = 16.0, 2.0, 26.0


def draw(axes: Axes, rows: Sequence[Gap], colours: Colours) -> tuple[Region, ...]:
    """One segment a standing, as long as its number of rows; the regions' keys are the standings' numbers."""
    sheet = Sheet(axes, colours)
    counts = [(standing, count) for standing, count in tally(rows).items() if count]
    total, x, regions = len(rows), 0.0, []
    room = sheet.width - SPACE * max(0, len(counts) - 1)
    for standing, count in counts:
        width = room * count / total
        _segment(sheet, (x, 1, width, colours.sized(BAR)), standing)
        regions.append(Region(str(int(standing)), f"{count} {WORDS[standing]}", x, 1, width, colours.sized(BAR)))
        x += width + SPACE
    for standing, count, left, line in _legend(counts, sheet.width, colours):
        _count(sheet, left, colours.sized(BAR + LINE * (line + 0.75)), standing, count)
    return tuple(regions)


def height(rows: Sequence[Gap], width: float, colours: Colours) -> float:
    """The points needed at that width: the bar, and as many lines of counts as it takes."""
    counts = [(standing, count) for standing, count in tally(rows).items() if count]
    lines = max((line for *_, line in _legend(counts, width, colours)), default=0)
    return colours.sized(BAR + LINE * (lines + 1) + 8)


def _segment(sheet: Sheet, place: tuple[float, float, float, float], standing: Standing) -> None:
    colour, k = sheet.colours.of(standing), sheet.colours.sized(1)
    if standing is Standing.DEDUCED:
        sheet.box(place, sheet.colours.panel, colour, hatch="//", weight=2.6 * k).set_gid("hatched")
    elif standing is Standing.TO_EXPLORE:
        sheet.box(place, sheet.colours.panel, colour, hatch="||", weight=1.2 * k).set_gid("hatched")
    else:
        sheet.box(place, colour)


def _legend(
    counts: Sequence[tuple[Standing, int]], width: float, colours: Colours
) -> list[tuple[Standing, int, float, int]]:
    """Where each count goes: standing, count, left edge, line."""
    x, line, places = 0.0, 0, []
    for standing, count in counts:
        wide = sum(_widths(standing, count, colours))
        if x and x + wide > width:
            x, line = 0.0, line + 1
        places.append((standing, count, x, line))
        x += wide + colours.sized(13)
    return places


def _widths(standing: Standing, count: int, colours: Colours) -> tuple[float, float, float]:
    number, word = Pen(16, colours.ink, bold=True), Pen(13, colours.ink, bold=True)
    return measured(str(count), number, colours) + 5, colours.sized(19), measured(WORDS[standing], word, colours)


def _count(sheet: Sheet, x: float, middle: float, standing: Standing, count: int) -> None:
    colours = sheet.colours
    number, mark, _ = _widths(standing, count, colours)
    sheet.text(x, middle, str(count), Pen(16, colours.ink, bold=True))
    sheet.mark(x + number, middle, colours.sized(15), standing)
    sheet.text(x + number + mark, middle, WORDS[standing], Pen(13, colours.of(standing), bold=True))
