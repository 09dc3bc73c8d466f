"""Targets side by side: a column each, its bars of standings in one unit for all, then the same group by group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from desktop.charts.bars import MOST_LABELS, Counts, Told, common_unit, counts_told, draw_bar, present, said
from desktop.charts.chart import Region
from desktop.charts.colours import Colours
from desktop.charts.sheet import Pen, Sheet, legend_height, measured, wrapped
from desktop.charts.words import WORDS
from desktop.models.comparison import Comparison
from desktop.models.gap import Gap, core_rows
from desktop.models.gaplines import MOST_LINES, GapLine, group_lines
from desktop.models.occupation import Node
from desktop.models.skill import Standing
from desktop.models.text import counted, joined

BETWEEN, NARROW = 28.0, 190.0  # between two columns; narrower columns stand one below the other
STEP, BLOCK, BAR, CORE_BAR = 19.0, 48.0, 18.0, 14.0  # a line of a name; a bar with its words; the bars
GROUP, GROUP_BAR = 40.0, 12.0  # the room of a group, its bars
FEWEST = 3  # groups worth a line each


@dataclass(frozen=True, slots=True)
class _Bar:
    """A bar to draw: what it is of, in which column, under which words, its room from the top of the column."""

    target: Node
    words: str
    counts: Counts
    x: float
    y: float
    tall: float


@dataclass(frozen=True, slots=True)
class _Group:
    """A group under the columns: its words and the bar of each target, without counts."""

    words: str
    y: float
    bars: tuple[_Bar, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where everything stands, and in what unit."""

    wide: float
    names: tuple[tuple[tuple[str, ...], float, float], ...]  # lines, x, top
    bars: tuple[_Bar, ...]
    unit: float
    told: Told
    groups: tuple[_Group, ...]
    group_unit: float
    bottom: float


def draw(axes: Axes, comparison: Comparison, colours: Colours) -> tuple[Region, ...]:
    """The regions' keys begin with the code of a target: what stands after a colon tells the bars apart."""
    sheet = Sheet(axes, colours)
    if not comparison.rows:
        return ()
    plan, pen = _plan(comparison, sheet.width, colours), Pen(15, colours.ink, bold=True)
    regions, tall = [], colours.sized(STEP)
    for target, (lines, x, top), column in zip(comparison.targets, plan.names, comparison.columns, strict=True):
        middle = top + tall * len(lines) / 2
        sheet.text(x, middle, "\n".join(lines), pen).set_linespacing(1.1)
        wide = max(measured(line, pen, colours) for line in lines)
        regions.append(Region(target.code, f"{target.label}, {said(present(column))}", x, top, wide, tall * len(lines)))
    with sheet.together():
        for number, bar in enumerate(plan.bars):
            regions += _bar(sheet, bar, number, plan)
        for group in plan.groups:
            regions += _group(sheet, group, plan)
        sheet.legend(plan.bottom, _entries(comparison))
    return tuple(regions)


def height(comparison: Comparison, width: float, colours: Colours) -> float:
    """The points needed at that width."""
    if not comparison.rows:
        return colours.sized(BAR)
    return _plan(comparison, width, colours).bottom + legend_height(_entries(comparison), width, colours)


def _plan(comparison: Comparison, width: float, colours: Colours) -> _Plan:
    number, between = len(comparison.targets), colours.sized(BETWEEN)
    wide = (width - between * (number - 1)) / number
    stacked = wide < colours.sized(NARROW)
    wide = width if stacked else wide
    names, bars, bottom = _columns(comparison, wide, 0.0 if stacked else wide + between, colours)
    spare = MOST_LABELS - number - len(bars) - len(_entries(comparison))
    told, unit = counts_told([bar.counts for bar in bars if bar.counts], wide - 1, spare, colours)
    spare -= sum(standing in told for bar in bars for standing, _ in bar.counts)
    groups = () if stacked else _groups(comparison, spare, wide + between, bottom, colours)
    lengths = [bar.counts for group in groups for bar in group.bars if bar.counts]
    group_unit = common_unit(lengths, wide - 1, (), colours) if lengths else 0.0
    bottom = groups[-1].y + colours.sized(GROUP) if groups else bottom
    return _Plan(wide, names, bars, unit, told, groups, group_unit, bottom + colours.sized(8))


def _columns(
    comparison: Comparison, wide: float, step: float, colours: Colours
) -> tuple[tuple[tuple[tuple[str, ...], float, float], ...], tuple[_Bar, ...], float]:
    """Names, bars of the whole and of the core, and where they end; without ``step`` one target below the other."""
    pen, k = Pen(15, colours.ink, bold=True), colours.sized(1)
    lines = [wrapped(target.label, wide, 4, pen, colours) for target in comparison.targets]
    tallest = max(map(len, lines))
    names, bars, top = [], [], 0.0
    for number, (target, rows) in enumerate(zip(comparison.targets, comparison.columns, strict=True)):
        x = step * number
        names.append((lines[number], x, top))
        y = top + STEP * k * (tallest if step else len(lines[number])) + 4 * k
        bars.append(_Bar(target, _words("En tout", rows, wide, colours), present(rows), x, y, BAR * k))
        if core := core_rows(rows):
            bars.append(
                _Bar(target, _words("Au cœur", core, wide, colours), present(core), x, y + BLOCK * k, CORE_BAR * k)
            )
        top = top if step else y + 2 * BLOCK * k + 10 * k
    return tuple(names), tuple(bars), max(bar.y for bar in bars) + BLOCK * k


def _words(name: str, rows: Sequence[Gap], wide: float, colours: Colours) -> str:
    """``Au cœur · 12, dont 3 connues``; without what is known where there is no room for it."""
    known = sum(row.standing.held for row in rows)
    whole = f"{name} · {len(rows)}, dont {counted(known, 'connue')}"
    return whole if measured(whole, Pen(13, colours.muted), colours) <= wide else f"{name} · {len(rows)}"


def _groups(comparison: Comparison, spare: int, step: float, top: float, colours: Colours) -> tuple[_Group, ...]:
    """As many groups as there are labels left, each with a bar in every column that asks for it."""
    if spare < FEWEST:
        return ()
    rows = tuple(row.rows[0] for row in comparison.rows)
    tall, found = colours.sized(GROUP), []
    for number, line in enumerate(group_lines(rows, min(MOST_LINES, spare))):
        parts, y = _parts(comparison.columns, line), top + colours.sized(8) + tall * number
        words = f"{line.name} · {joined(tuple(str(len(part)) for part in parts))}"
        bars = tuple(
            _Bar(target, line.name, present(part), step * at, y + colours.sized(20), colours.sized(GROUP_BAR))
            for at, (target, part) in enumerate(zip(comparison.targets, parts, strict=True))
        )
        found.append(_Group(words, y, bars))
    return tuple(found)


def _parts(columns: Sequence[tuple[Gap, ...]], line: GapLine) -> list[tuple[Gap, ...]]:
    codes = {row.skill.code for row in line.rows}
    return [tuple(row for row in column if row.skill.code in codes) for column in columns]


def _bar(sheet: Sheet, bar: _Bar, number: int, plan: _Plan) -> list[Region]:
    colours, what = sheet.colours, bar.words.partition(" · ")[0].lower()
    sheet.text(bar.x, bar.y + colours.sized(10), bar.words, Pen(13, colours.muted))
    top = bar.y + colours.sized(22)
    places, many = draw_bar(sheet, (bar.x, top, bar.tall), plan.unit, bar.counts, plan.told), dict(bar.counts)
    return [
        Region(
            f"{bar.target.code}:{number}.{int(standing)}",
            f"{bar.target.label}, {what}, {many[standing]} {WORDS[standing]}", *place,
        )
        for standing, place in places
    ]  # fmt: skip


def _group(sheet: Sheet, group: _Group, plan: _Plan) -> list[Region]:
    colours, regions = sheet.colours, []
    sheet.line((0, group.y), (sheet.width, group.y), colours.line)
    sheet.text(0, group.y + colours.sized(10), group.words, Pen(13, colours.ink))
    for bar in group.bars:
        if places := draw_bar(sheet, (bar.x, bar.y, bar.tall), plan.group_unit, bar.counts, ()):
            last = places[-1][1]
            words = f"{bar.target.label}, {bar.words}, {said(bar.counts)}"
            wide = last[0] + last[2] - bar.x
            regions.append(Region(f"{bar.target.code}:{bar.words}", words, bar.x, bar.y, wide, bar.tall))
    return regions


def _entries(comparison: Comparison) -> list[tuple[Standing, str]]:
    found = {cell.standing for row in comparison.rows for cell in row.rows}
    return [(standing, WORDS[standing]) for standing in Standing if standing in found]
