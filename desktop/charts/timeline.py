"""The parcours by lanes of time: filled when garantie, outlined otherwise, and the stretches nobody spoke about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from desktop.charts.chart import Region
from desktop.charts.colours import Colours, mixed
from desktop.charts.sheet import Pen, Sheet, elided, legend_height, measured
from desktop.charts.words import ORIGIN_WORDS
from desktop.models.evidence import STANDING_OF
from desktop.models.passport import Origin
from desktop.models.skill import Standing
from desktop.models.timeline import Bar, Lane, Timeline

LANE_WORDS: Final[Mapping[Lane, str]] = {
    Lane.WORK: "Emploi",
    Lane.TRAINING: "Formation",
    Lane.ENGAGEMENT: "Engagement",
    Lane.RECOGNITION: "Reconnaissance",
}
UNTOLD_WORDS: Final = "période non racontée"
LEFT, RIGHT, STRIP, ROW, BAR, BETWEEN, AXIS = 14.0, 14.0, 22.0, 25.0, 18.0, 12.0, 28.0
LABEL = 190.0  # the widest label beside a bar
MOST_ROWS = 14  # of one lane; beyond, bars are still drawn, without words


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day stands."""
        whole = max(1, (self.last - self.first).days)
        return self.left + (self.right - self.left) * (day - self.first).days / whole


@dataclass(frozen=True, slots=True)
class _Place:
    """A bar from ``start`` to ``end``; its words, ``wide``, at ``x``, inside it or beside it; its row in the lane."""

    bar: Bar
    row: int
    start: float
    end: float
    words: str
    x: float
    wide: float

    @property
    def inside(self) -> bool:
        """Whether the words stand in the bar."""
        return bool(self.words) and self.start <= self.x < self.end

    @property
    def span(self) -> tuple[float, float]:
        """From the left of what is drawn to its right."""
        if not self.words:
            return self.start, self.end
        return min(self.start, self.x), max(self.end, self.x + self.wide)


def draw(axes: Axes, line: Timeline, colours: Colours) -> tuple[Region, ...]:
    """The regions' keys are the facts' ids, lane after lane, in order of time."""
    sheet = Sheet(axes, colours)
    if not line.bars:
        return ()
    scale = _scale(line, sheet.width, colours)
    lanes = _lanes(line, scale, colours)
    foot = sheet.height - legend_height(_entries(line), sheet.width, colours)
    bottom = foot - colours.sized(AXIS)
    _years(sheet, scale, bottom)
    _stretches(sheet, line, scale, bottom)
    lane_pen = Pen(13, colours.muted, bold=True)
    regions, y = [], colours.sized(STRIP)
    for lane, places in lanes:
        sheet.text(0, y + colours.sized(ROW) / 2, elided(LANE_WORDS[lane], scale.left - 8, lane_pen, colours), lane_pen)
        regions += [_bar(sheet, place, y + place.row * colours.sized(ROW)) for place in places]
        y += colours.sized(ROW * (1 + max(place.row for place in places)) + BETWEEN)
    sheet.legend(foot, _entries(line))
    return tuple(regions)


def height(line: Timeline, width: float, colours: Colours) -> float:
    """The points needed at that width."""
    if not line.bars:
        return colours.sized(ROW)
    lanes = _lanes(line, _scale(line, width, colours), colours)
    rows = sum(1 + max(place.row for place in places) for _, places in lanes)
    return colours.sized(STRIP + ROW * rows + BETWEEN * len(lanes) + AXIS) + legend_height(
        _entries(line), width, colours
    )


def _entries(line: Timeline) -> list[tuple[Standing, str]]:
    present = {bar.fact.origin for bar in line.bars}
    return [(STANDING_OF[origin], ORIGIN_WORDS[origin]) for origin in Origin if origin in present]


def _scale(line: Timeline, width: float, colours: Colours) -> _Scale:
    first = min(bar.start for bar in line.bars).replace(month=1, day=1)
    last = max([bar.end for bar in line.bars] + [stretch.end for stretch in line.untold])
    widest = max(measured(words, Pen(13, colours.muted, bold=True), colours) for words in LANE_WORDS.values())
    left = min(colours.sized(LEFT) + widest, width * 0.35)
    return _Scale(first, max(last, first.replace(month=12, day=31)), left, width - colours.sized(RIGHT))


def _lanes(line: Timeline, scale: _Scale, colours: Colours) -> list[tuple[Lane, list[_Place]]]:
    found = []
    for lane in Lane:
        bars = sorted((bar for bar in line.bars if bar.lane is lane), key=lambda bar: (bar.start, bar.end))
        if bars:
            found.append((lane, _packed(bars, scale, colours)))
    return found


def _packed(bars: Sequence[Bar], scale: _Scale, colours: Colours) -> list[_Place]:
    """Each bar and its words on the first row where both have room; without words once every row is taken."""
    rows: list[list[tuple[float, float]]] = []
    made = []
    for bar in bars:
        choices = [(_free(rows, place.span), place) for place in _choices(bar, scale, colours)]
        row, place = min(choices, key=lambda choice: choice[0])
        if row >= MOST_ROWS:
            place = _bare(bar, scale, colours)
            row = _free(rows, place.span)
        if row == len(rows):
            rows.append([])
        rows[row].append((place.span[0] - 4, place.span[1] + 4))
        made.append(replace(place, row=row))
    return made


def _free(rows: Sequence[Sequence[tuple[float, float]]], span: tuple[float, float]) -> int:
    for number, taken in enumerate(rows):
        if all(span[1] < start or span[0] > end for start, end in taken):
            return number
    return len(rows)


def _bare(bar: Bar, scale: _Scale, colours: Colours) -> _Place:
    """The bar alone; a recognition is as wide as its mark."""
    start = scale.x(bar.start)
    end = max(scale.x(bar.end), start + colours.sized(4))
    return _Place(bar, 0, start, start + colours.sized(14) if bar.lane is Lane.RECOGNITION else end, "", 0, 0)


def _choices(bar: Bar, scale: _Scale, colours: Colours) -> list[_Place]:
    """Where the words may stand: inside the bar, else at its right or at its left; nowhere when there is no room."""
    bare, pen, words = _bare(bar, scale, colours), Pen(12, colours.ink), bar.fact.title
    mark = 0.0 if bar.lane is Lane.RECOGNITION else colours.sized(18)
    wide = measured(words, pen, colours) + mark
    if mark and wide + colours.sized(10) <= bare.end - bare.start:
        return [replace(bare, words=words, x=bare.start + colours.sized(6), wide=wide)]
    words = elided(words, colours.sized(LABEL), pen, colours)
    wide, aside = measured(words, pen, colours) + mark, colours.sized(5)
    found = [replace(bare, words=words, x=x, wide=wide) for x in (bare.end + aside, bare.start - aside - wide)]
    edge = scale.right + colours.sized(RIGHT)
    return [place for place in found if scale.left <= place.x and place.x + wide <= edge] or [bare]


def _bar(sheet: Sheet, place: _Place, y: float) -> Region:
    colours, standing = sheet.colours, STANDING_OF[place.bar.fact.origin]
    colour, tall = colours.of(standing), colours.sized(BAR)
    middle, side = y + colours.sized(ROW) / 2, colours.sized(14)
    solid = place.bar.fact.origin is Origin.GUARANTEED
    if place.bar.lane is Lane.RECOGNITION:
        sheet.mark(place.start, middle, side, standing)
    else:
        fill = colour if solid else mixed(colour, colours.panel, 0.1)
        sheet.box((place.start, middle - tall / 2, place.end - place.start, tall), fill, colour, weight=1.4)
        if place.words:
            inverse = place.inside and solid
            sheet.mark(place.x, middle, side, standing, colour if inverse else "", colours.panel if inverse else "")
    offset = 0 if place.bar.lane is Lane.RECOGNITION else colours.sized(18)
    ink = colours.panel if place.inside and solid else colours.ink
    sheet.text(place.x + offset, middle, place.words, Pen(12, ink))
    return Region(place.bar.fact.id, said(place.bar), place.start, middle - tall / 2, place.end - place.start, tall)


def said(bar: Bar) -> str:
    """A bar read aloud: title, place, period, provenance."""
    fact = bar.fact
    parts = (fact.title, fact.place, fact.when, ORIGIN_WORDS[fact.origin])
    return ", ".join(part for part in parts if part)


def _years(sheet: Sheet, scale: _Scale, bottom: float) -> None:
    colours, pen = sheet.colours, Pen(12, sheet.colours.muted)
    years = scale.last.year - scale.first.year + 1
    room = (scale.right - scale.left) / years
    step = next((s for s in (1, 2, 5, 10, 20) if s * room >= measured("2000", pen, colours) * 1.5), 50)
    for year in range(-(-scale.first.year // step) * step, scale.last.year + 1, step):
        x = scale.x(date(year, 1, 1))
        sheet.line((x, colours.sized(STRIP) - 4), (x, bottom), colours.line)
        if x + measured("2000", pen, colours) / 2 <= sheet.width:
            sheet.text(x, bottom + colours.sized(12), str(year), pen, "center")


def _stretches(sheet: Sheet, line: Timeline, scale: _Scale, bottom: float) -> None:
    """Light dotted spans behind the lanes; their words stand in the strip above, where nothing else is written."""
    colours, pen, reached = sheet.colours, Pen(12, sheet.colours.muted), 0.0
    wide = measured(UNTOLD_WORDS, pen, colours)
    for stretch in line.untold:
        start, end = scale.x(stretch.start), scale.x(stretch.end)
        top = colours.sized(STRIP) - 4
        span = Rectangle(
            (start, top), end - start, bottom - top, facecolor=colours.background, linewidth=0.8, zorder=0.4
        )
        span.set_edgecolor(colours.muted)
        span.set_linestyle(":")
        span.set_gid("untold")
        sheet.axes.add_patch(span)
        x = min(max((start + end - wide) / 2, scale.left), sheet.width - wide)
        if x >= reached:
            sheet.text(x, colours.sized(STRIP) / 2 - 4, UNTOLD_WORDS, pen)
            reached = x + wide + 12
