"""Bars of standings: segments in the order of the legend, each as long as its number, its count inside or after it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.charts.colours import Colours
from desktop.charts.sheet import Pen, Sheet, measured
from desktop.charts.words import WORDS
from desktop.models.gap import Gap, tally
from desktop.models.skill import Standing
from desktop.models.text import counted

SPACE: Final = 2.0  # between two segments
MARK: Final = 12.0  # the largest side of a mark in a segment
WIDEST: Final = 64.0  # of one row in a bar
LEAST: Final = 6.0  # in points: a smaller mark would be a speck
HATCHED: Final = (Standing.DEDUCED, Standing.TO_EXPLORE)  # told by their hatch; the others by their mark
MOST_LABELS: Final = 40  # of a chart
Counts = Sequence[tuple[Standing, int]]
Place = tuple[float, float, float, float]
Told = Collection[Standing]
EVERY: Final = frozenset(Standing)
TOLD: Final = (EVERY, EVERY - {Standing.TO_EXPLORE}, frozenset[Standing]())  # whose counts are written: what fits first


@dataclass(frozen=True, slots=True)
class Span:
    """A segment along a bar; ``inside`` tells whether its count fits in it."""

    standing: Standing
    count: int
    start: float
    width: float
    inside: bool


def present(rows: Iterable[Gap]) -> Counts:
    """The standings that have rows, and how many."""
    return [(standing, count) for standing, count in tally(rows).items() if count]


def size(counts: Counts) -> int:
    """How many rows in all."""
    return sum(count for _, count in counts)


def said(counts: Counts) -> str:
    """``9 compétences : 3 prouvée, 6 à explorer``."""
    return f"{counted(size(counts), 'compétence')} : {', '.join(f'{count} {WORDS[one]}' for one, count in counts)}"


def segment(sheet: Sheet, place: Place, standing: Standing, marked: bool = True) -> None:
    """A box in the colour and the hatch of a standing; without hatch its mark stands in the middle, if it has room."""
    colour, panel, k = sheet.colours.of(standing), sheet.colours.panel, sheet.colours.sized(1)
    x, y, width, tall = place
    if standing is Standing.DEDUCED:
        sheet.box(place, panel, colour, hatch="//", weight=2.6 * k).set_gid("hatched")
    elif standing is Standing.TO_EXPLORE:
        sheet.box(place, panel, colour, hatch="||", weight=1.2 * k).set_gid("hatched")
    else:
        sheet.box(place, colour)
        side = _side(width, tall, k)
        if marked and side:
            sheet.mark(x + (width - side) / 2, y + tall / 2, side, standing, colour, panel)


def spans(counts: Counts, unit: float, colours: Colours) -> list[Span]:
    """Where each segment stands along a bar of ``unit`` points a row."""
    x, found, pen = 0.0, [], _pen(colours)
    for standing, count in counts:
        whole = count * unit
        width = whole - min(SPACE, whole * 0.3)
        mark = 0.0 if standing in HATCHED else MARK + 3
        fits = measured(str(count), pen, colours) + colours.sized(8 + mark) <= width
        found.append(Span(standing, count, x, width, fits))
        x += whole
    return found


def after(counts: Counts, unit: float, told: Told, colours: Colours) -> float:
    """The room that the counts which do not fit inside take after the end of the bar."""
    apart = _apart(counts, told)
    outside = [one.count for one in spans(counts, unit, colours) if one.standing in apart and not one.inside]
    return sum(_beside(count, colours) for count in outside)


def common_unit(bars: Sequence[Counts], room: float, told: Told, colours: Colours) -> float:
    """The points a row takes in every one of these bars, so that each fits in ``room`` with its counts."""
    unit = min(room / max(size(bar) for bar in bars), colours.sized(WIDEST))
    while (found := min((room - after(bar, unit, told, colours)) / size(bar) for bar in bars)) < unit:
        if found <= 0:
            return 0.0
        unit = found
    return unit


def counts_told(bars: Sequence[Counts], room: float, spare: int, colours: Colours) -> tuple[Told, float]:
    """Whose counts are written on these bars, at most ``spare`` of them, and the unit that leaves them room.

    Those to explore give way first. The name of each bar tells how many rows there are in all.
    """
    longest = common_unit(bars, room, (), colours)
    for told in TOLD:
        unit = common_unit(bars, room, told, colours)
        if sum(len(_apart(bar, told)) for bar in bars) <= spare and unit >= longest * 0.6:
            break
    return told, unit


def draw_bar(
    sheet: Sheet, place: tuple[float, float, float], unit: float, counts: Counts, told: Told
) -> list[tuple[Standing, Place]]:
    """A bar at ``(x, y, height)`` with the counts of ``told``; where each segment stands."""
    colours, (x, y, tall) = sheet.colours, place
    end, middle, found, apart = x + size(counts) * unit, y + tall / 2, [], _apart(counts, told)
    for one in spans(counts, unit, colours):
        box = (x + one.start, y, one.width, tall)
        told_inside = one.inside and one.standing in apart
        segment(sheet, box, one.standing, marked=not told_inside)
        found.append((one.standing, box))
        if one.standing not in apart:
            continue
        if told_inside:
            _inside(sheet, box, one)
        else:
            end += colours.sized(8)
            sheet.mark(end, middle, colours.sized(13), one.standing)
            sheet.text(end + colours.sized(16), middle, str(one.count), Pen(12, colours.ink, bold=True))
            end += _beside(one.count, colours) - colours.sized(8)
    return found


def _apart(counts: Counts, told: Told) -> Told:
    """The counts to write: none on a bar of a single standing, which its name tells already."""
    return [standing for standing, _ in counts if standing in told] if len(counts) > 1 else ()


def _inside(sheet: Sheet, box: Place, one: Span) -> None:
    """The count in the middle: beside the mark on a solid colour, on a small ground that no hatch crosses otherwise."""
    colours, (x, y, width, tall) = sheet.colours, box
    k, wide = colours.sized(1), measured(str(one.count), _pen(colours), colours)
    middle = y + tall / 2
    if one.standing in HATCHED:
        sheet.box((x + (width - wide) / 2 - 3 * k, y + 1, wide + 6 * k, tall - 2), colours.panel)
        sheet.text(x + width / 2, middle, str(one.count), _pen(colours), "center")
        return
    left = x + (width - wide - (MARK + 3) * k) / 2
    sheet.mark(left, middle, MARK * k, one.standing, colours.of(one.standing), colours.panel)
    sheet.text(left + (MARK + 3) * k, middle, str(one.count), Pen(12, colours.panel, bold=True))


def _side(width: float, tall: float, k: float) -> float:
    """The side of a mark in a segment, 0 when there is no room for one."""
    side = min(MARK * k, tall - 2 * k, width - 2)
    return side if side >= LEAST else 0.0


def _beside(count: int, colours: Colours) -> float:
    return colours.sized(24) + measured(str(count), _pen(colours), colours)


def _pen(colours: Colours) -> Pen:
    return Pen(12, colours.ink, bold=True)
