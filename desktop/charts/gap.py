"""The gap as bars of standings: the whole with its legend of counts, its core, then group by group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from desktop.charts.bars import MOST_LABELS, SPACE, Counts, Place, Told, counts_told, draw_bar, present, said, segment
from desktop.charts.chart import Region
from desktop.charts.colours import Colours
from desktop.charts.sheet import Pen, Sheet, measured, wrapped
from desktop.charts.words import WORDS
from desktop.models.gap import Gap
from desktop.models.gaplines import GapLine, core_line, group_lines
from desktop.models.skill import Standing

BAR, LINE = 16.0, 26.0  # the bar of the whole, a line of its counts
CORE_BAR, CORE = 10.0, 44.0  # the bar of the core, and all the room it takes
GROUP_BAR, GROUP, STEP = 16.0, 25.0, 16.0  # the bar of a group, its least room, a line of its name
SIDE, NARROW = 260.0, 460.0  # the column of the names; below that width they stand above their bars


@dataclass(frozen=True, slots=True)
class _Line:
    """A group where it stands: its name in lines, the top of its room and its height, where its bar begins."""

    line: GapLine
    counts: Counts
    name: tuple[str, ...]
    top: float
    tall: float
    bar: tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where everything stands below the bar of the whole."""

    core: GapLine | None
    core_top: float
    lines: tuple[_Line, ...]
    unit: float
    told: Told
    height: float


def draw(axes: Axes, rows: Sequence[Gap], colours: Colours) -> tuple[Region, ...]:
    """The regions' keys are those that ``desktop.models.gaplines.pointed_at`` understands, from the top down."""
    sheet = Sheet(axes, colours)
    if not rows:
        return ()
    plan = _plan(rows, sheet.width, colours)
    with sheet.together():
        regions = _whole(sheet, present(rows))
        if plan.core:
            regions += _core(sheet, plan, plan.core, len(rows))
        for one in plan.lines:
            regions += _group(sheet, one, plan)
    return tuple(regions)


def height(rows: Sequence[Gap], width: float, colours: Colours) -> float:
    """The points needed at that width."""
    return _plan(rows, width, colours).height


def _plan(rows: Sequence[Gap], width: float, colours: Colours) -> _Plan:
    counts = present(rows)
    top = _legend_height(counts, width, colours)
    core = core_line(rows)
    below = top + colours.sized(CORE if core else 0)
    lines = _placed(group_lines(rows), below, width, colours)
    spare = MOST_LABELS - 2 * len(counts) - bool(core) - len(lines)
    if not lines:
        return _Plan(core, top, (), 0.0, (), below)
    told, unit = counts_told([one.counts for one in lines], width - lines[0].bar[0] - 1, spare, colours)
    return _Plan(core, top, lines, unit, told, lines[-1].top + lines[-1].tall + colours.sized(2))


def _placed(lines: Sequence[GapLine], top: float, width: float, colours: Colours) -> tuple[_Line, ...]:
    """Names beside the bars, or above them where there is no room for both."""
    above = width < colours.sized(NARROW)
    side = 0.0 if above else min(colours.sized(SIDE), width * 0.38)
    bar, step, found = colours.sized(GROUP_BAR), colours.sized(STEP), []
    y = top + colours.sized(6)
    for line in lines:
        room = width if above else side - colours.sized(12)
        name = _name(line, room, colours)
        words = step * len(name)
        tall = words + bar + colours.sized(14) if above else max(colours.sized(GROUP), words + colours.sized(8))
        at = y + words + colours.sized(4) if above else y + (tall - bar) / 2
        found.append(_Line(line, present(line.rows), name, y, tall, (side, at)))
        y += tall
    return tuple(found)


def _name(line: GapLine, room: float, colours: Colours) -> tuple[str, ...]:
    """The name in as many lines as it takes, three at most; the number of rows stays with the last word."""
    pen, number = Pen(13, colours.ink), f" · {len(line.rows)}"
    *first, last = wrapped(line.name, room - measured(number, pen, colours), 3, pen, colours)
    return (*first, f"{last}{number}")


def _whole(sheet: Sheet, counts: Counts) -> list[Region]:
    colours, total = sheet.colours, sum(count for _, count in counts)
    x, regions, tall = 0.0, [], sheet.colours.sized(BAR)
    room = sheet.width - SPACE * max(0, len(counts) - 1)
    for standing, count in counts:
        width = room * count / total
        segment(sheet, (x, 1, width, tall), standing)
        regions.append(Region(str(int(standing)), f"{count} {WORDS[standing]}", x, 1, width, tall))
        x += width + SPACE
    for standing, count, left, line in _legend(counts, sheet.width, colours):
        _count(sheet, left, colours.sized(BAR + LINE * (line + 0.75)), standing, count)
    return regions


def _core(sheet: Sheet, plan: _Plan, core: GapLine, total: int) -> list[Region]:
    """The core in the unit of the whole, so that one is seen to be a part of the other."""
    colours, counts, k = sheet.colours, present(core.rows), sheet.colours.sized(1)
    middle, bar = plan.core_top + 10 * k, plan.core_top + 24 * k
    words, pen = f"{core.name} · {len(core.rows)}", Pen(13, colours.ink, bold=True)
    sheet.text(0, middle, words, pen)
    spot = (0.0, middle - 9 * k, measured(words, pen, colours), 18 * k)
    found = draw_bar(sheet, (0, bar, CORE_BAR * k), sheet.width / total, counts, ())
    return [Region(core.key, f"{core.name}, {said(counts)}", *spot), *_parts(core, counts, found)]


def _group(sheet: Sheet, one: _Line, plan: _Plan) -> list[Region]:
    colours, (left, top) = sheet.colours, one.bar
    words = colours.sized(STEP) * len(one.name)
    middle = one.top + (words if left == 0 else one.tall) / 2
    sheet.text(0, middle, "\n".join(one.name), Pen(13, colours.ink)).set_linespacing(1.1)
    wide = max(measured(line, Pen(13, colours.ink), colours) for line in one.name)
    spot = (0.0, middle - words / 2, wide if left == 0 else left - colours.sized(12), words)
    found = draw_bar(sheet, (left, top, colours.sized(GROUP_BAR)), plan.unit, one.counts, plan.told)
    name = Region(one.line.key, f"{one.line.name}, {said(one.counts)}", *spot)
    return [name, *_parts(one.line, one.counts, found)]


def _parts(line: GapLine, counts: Counts, places: Sequence[tuple[Standing, Place]]) -> list[Region]:
    many = dict(counts)
    return [
        Region(line.part_key(standing), f"{line.name}, {many[standing]} {WORDS[standing]}", *place)
        for standing, place in places
    ]


def _legend(counts: Counts, width: float, colours: Colours) -> list[tuple[Standing, int, float, int]]:
    """Where each count goes: standing, count, left edge, line."""
    x, line, places = 0.0, 0, []
    for standing, count in counts:
        wide = sum(_widths(standing, count, colours))
        if x and x + wide > width:
            x, line = 0.0, line + 1
        places.append((standing, count, x, line))
        x += wide + colours.sized(13)
    return places


def _legend_height(counts: Counts, width: float, colours: Colours) -> float:
    lines = max((line for *_, line in _legend(counts, width, colours)), default=0)
    return colours.sized(BAR + LINE * (lines + 1) + 8)


def _widths(standing: Standing, count: int, colours: Colours) -> tuple[float, float, float]:
    number, word = Pen(16, colours.ink, bold=True), Pen(13, colours.ink, bold=True)
    return measured(str(count), number, colours) + 5, colours.sized(19), measured(WORDS[standing], word, colours)


def _count(sheet: Sheet, x: float, middle: float, standing: Standing, count: int) -> None:
    colours = sheet.colours
    number, mark, _ = _widths(standing, count, colours)
    sheet.text(x, middle, str(count), Pen(16, colours.ink, bold=True))
    sheet.mark(x + number, middle, colours.sized(15), standing)
    sheet.text(x + number + mark, middle, WORDS[standing], Pen(13, colours.of(standing), bold=True))
