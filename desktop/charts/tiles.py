"""Where the cells of the map stand: one band a row, and in it an area for each cell that says how many skills it holds.

One skill has the same area all over a map, but in a band so small that its cells could not be seen. Where every cell
is a single skill they are all as wide, and as tall as the labels of their line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.charts.colours import Colours
from desktop.charts.sheet import Pen, measured, wrapped
from desktop.models.skillmap import Cell, Row, SkillMap

SIDE: Final = 176.0  # the column of the rows' names
GAP, BETWEEN = 4.0, 10.0
LEAST, SEEN = 58.0, 44.0  # the least height of a band, and the least width of what is in it
TALLEST: Final = 740.0  # what bands may grow to, so that labels have room
WIDE: Final = (1.0, 1.7, 2.6)  # how many times wider than tall cells may aim to be: labels are written across
NARROW, BROAD, FEW = 166.0, 300.0, 12  # the least and most width of a single skill; so few show their proof too
SCALES: Final = tuple(700 * 1.22**step for step in range(19))  # points² for one skill
STEP, FOOT, INSET = 16.0, 30.0, 20.0  # a line of a label, what stands beneath it, what is at its sides
Box = tuple[float, float, float, float]  # x, y, width, height


@dataclass(frozen=True, slots=True)
class Tile:
    """A cell and the box it fills."""

    cell: Cell
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Band:
    """A row: the lines of its name at the left, its tiles at the right."""

    row: Row
    top: float
    height: float
    name: tuple[str, ...]
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class _Need:
    """What a label needs: its length on one line, and its longest word."""

    whole: float
    word: float

    def fits(self, width: float, height: float, k: float) -> bool:
        """Whether the label would stand in a box of that size."""
        room = width - INSET * k
        return self.word <= room and (self.whole * 1.12 // room + 1) * STEP * k + FOOT * k <= height


def bands(shown: SkillMap, width: float, colours: Colours) -> tuple[Band, ...]:
    """The bands at the smallest scale that gives every label its room, as far as they stay low enough."""
    if shown.level == "compétence":
        return _gridded(shown, width, colours)
    pen = Pen(12, colours.ink, bold=True)
    needs = {cell.key: _need(cell.label, pen, colours) for cell in shown.cells}
    names = [_name(row, width, colours) for row in shown.rows]
    best: tuple[Band, ...] = ()
    for scale in SCALES:
        made = tuple(_bands(shown, names, needs, scale, width, colours))
        if best and bottom(made) > colours.sized(TALLEST):
            break
        best = made
        if all(needs[t.cell.key].fits(t.width, t.height, colours.sized(1)) for band in made for t in band.tiles):
            break
    return best


def bottom(made: Sequence[Band]) -> float:
    """Where the last band ends."""
    return made[-1].top + made[-1].height if made else 0.0


def aside(shown: SkillMap, width: float, colours: Colours) -> float:
    """The width of the column of names; none when no row has one."""
    return min(colours.sized(SIDE), width * 0.3) if any(row.label for row in shown.rows) else 0.0


def _bands(
    shown: SkillMap, names: Sequence[tuple[str, ...]], needs: dict[str, _Need], scale: float, width: float,
    colours: Colours,
) -> Iterator[Band]:  # fmt: skip
    k, left, top = colours.sized(1), aside(shown, width, colours), 0.0
    for row, name in zip(shown.rows, names, strict=True):
        room, area = width - left, scale * k * k * row.size
        named = (8 + 18 * (1 + len(name))) * k if name else 0.0
        tall = max(LEAST * k, named, area / room)
        wide = min(room, max(SEEN * k, area / tall))
        tiles = _tiles(row, (left, top, wide, tall), needs, k)
        yield Band(row, top, tall, name, tiles)
        top += tall + BETWEEN * k


def _gridded(shown: SkillMap, width: float, colours: Colours) -> tuple[Band, ...]:
    """Single skills, line after line."""
    k, left, top, made = colours.sized(1), aside(shown, width, colours), 0.0, []
    most = max(len(row.cells) for row in shown.rows)
    across = max(1, min(most, int((width - left) / (NARROW * k))))
    wide = min((width - left) / across, BROAD * k)
    proof = STEP if shown.size <= FEW else 0.0
    for row in shown.rows:
        name, tiles, y = _name(row, width, colours), [], top
        for start in range(0, len(row.cells), across):
            line = row.cells[start : start + across]
            tall = max(_lines(cell, wide, colours) for cell in line) * STEP * k + (FOOT + proof) * k
            places = (left + wide * at for at in range(len(line)))
            tiles += [Tile(cell, x, y, wide - GAP, tall) for cell, x in zip(line, places, strict=True)]
            y += tall + GAP
        named = (8 + 18 * (1 + len(name))) * k if name else 0.0
        made.append(Band(row, top, max(y - GAP - top, named), name, tuple(tiles)))
        top += made[-1].height + BETWEEN * k
    return tuple(made)


def _lines(cell: Cell, wide: float, colours: Colours) -> int:
    room, pen = wide - GAP - colours.sized(18), Pen(12, colours.ink, bold=True)
    words = 2 if cell.fresh or cell.across else 1  # a line of signs, or two
    return len(wrapped(cell.label, room, 6, pen, colours)) + words - 1


def _tiles(row: Row, box: Box, needs: dict[str, _Need], k: float) -> tuple[Tile, ...]:
    """Side by side or in squares of some shape: whichever shows more labels and no slivers."""
    sizes = [len(cell.skills) for cell in row.cells]
    ways = [_in_line(sizes, box), *(squarified(sizes, box, shape) for shape in WIDE)]

    def good(boxes: Sequence[Box]) -> tuple[int, float]:
        pairs = zip(row.cells, boxes, strict=True)
        shown = sum(needs[cell.key].fits(place[2] - GAP, place[3] - GAP, k) for cell, place in pairs)
        return shown, min(min(place[2], place[3]) for place in boxes)

    best = max(ways, key=good)
    return tuple(Tile(cell, x, y, max(w - GAP, 6.0), max(h - GAP, 6.0))
                 for cell, (x, y, w, h) in zip(row.cells, best, strict=True))  # fmt: skip


def _in_line(sizes: Sequence[int], box: Box) -> list[Box]:
    x, y, width, height = box
    made, total = [], sum(sizes)
    for size in sizes:
        wide = width * size / total
        made.append((x, y, wide, height))
        x += wide
    return made


def squarified(sizes: Sequence[int], box: Box, shape: float) -> list[Box]:
    """Boxes whose areas are as the sizes (largest first), each about ``shape`` times wider than tall (a treemap)."""
    x, y, width, height = box
    unit = width * height / sum(sizes)
    made: list[Box] = []
    left = list(sizes)
    while left:
        across = width >= height * shape  # the next strip is a column, at the left; else a line, at the top
        side = height if across else width
        count = 1
        worst = [_worst(left[: size + 1], unit, side, across, shape) for size in range(len(left))]
        while count < len(left) and worst[count] <= worst[count - 1]:
            count += 1
        strip, left = left[:count], left[count:]
        thick = sum(strip) * unit / side
        at = 0.0
        for size in strip:
            length = size * unit / thick
            made.append((x, y + at, thick, length) if across else (x + at, y, length, thick))
            at += length
        x, y, width, height = (x + thick, y, width - thick, height) if across else (x, y + thick, width, height - thick)
    return made


def _worst(strip: Sequence[int], unit: float, side: float, across: bool, shape: float) -> float:
    """How far the worst box of a strip is from its shape (1 is there)."""
    thick = sum(strip) * unit / side
    shapes = [(thick, size * unit / thick) if across else (size * unit / thick, thick) for size in strip]
    return max(max(w / (h * shape), h * shape / w) for w, h in shapes)


def _need(label: str, pen: Pen, colours: Colours) -> _Need:
    return _Need(measured(label, pen, colours), max(measured(word, pen, colours) for word in label.split() or [""]))


def _name(row: Row, width: float, colours: Colours) -> tuple[str, ...]:
    room = min(colours.sized(SIDE), width * 0.3) - colours.sized(14)
    return wrapped(row.label, room, 5, Pen(13, colours.ink, bold=True), colours) if row.label else ()
