"""The map: rows of the ROME's domains, cells whose width is a number of skills and whose edge is their best proof."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from desktop.charts.chart import Region
from desktop.charts.colours import Colours, mixed
from desktop.charts.sheet import Pen, Sheet, legend_height, wrapped
from desktop.charts.words import WORDS
from desktop.models.skill import Standing
from desktop.models.skillmap import Cell, Row
from desktop.models.text import counted

GAP, BETWEEN = 4.0, 10.0
ALONE, AMONG = 100.0, 72.0  # the least width of one skill where single ones abound, and where they are rare
SIDE = 176.0  # the column of the domains' names
STEP, MOST_LINES = 16.0, 3  # of a cell's label


@dataclass(frozen=True, slots=True)
class _Place:
    row: int
    column: int
    cell: Cell
    x: float
    y: float
    width: float
    height: float


def draw(axes: Axes, rows: Sequence[Row], colours: Colours) -> tuple[Region, ...]:
    """The regions' keys are ``row.cell`` numbers into ``rows``, in reading order."""
    sheet = Sheet(axes, colours)
    regions = []
    for place in _places(rows, sheet.width, colours):
        if place.column == 0:
            _domain(sheet, rows[place.row], place.y)
        _cell(sheet, place)
        words = f"{place.cell.label} : {counted(len(place.cell.skills), 'compétence')}, {WORDS[place.cell.best]}"
        regions.append(Region(f"{place.row}.{place.column}", words, place.x, place.y, place.width, place.height))
    sheet.legend(sheet.height - legend_height(_entries(rows), sheet.width, colours), _entries(rows))
    return tuple(regions)


def height(rows: Sequence[Row], width: float, colours: Colours) -> float:
    """The points needed at that width."""
    bottom = 0.0
    for place in _places(rows, width, colours):
        named = _named(rows[place.row], width, colours) if place.column == 0 else 0.0
        bottom = max(bottom, place.y + max(place.height, named))
    return bottom + colours.sized(8) + legend_height(_entries(rows), width, colours)


def _entries(rows: Sequence[Row]) -> list[tuple[Standing, str]]:
    return [(standing, WORDS[standing]) for standing in sorted({cell.best for row in rows for cell in row.cells})]


def _places(rows: Sequence[Row], width: float, colours: Colours) -> Iterator[_Place]:
    """Cells flow into lines; one skill has one width everywhere, a cell too wide for a line takes several."""
    left = _side(width, colours)
    across = max(1, int((width - left) / colours.sized(_least(rows))))
    unit, y = (width - left) / across, 0.0
    for r, row in enumerate(rows):
        top = y
        for line in _lines(row, across):
            tall = max(_tall(row.cells[c], unit, across, colours) for c in line)
            x = left
            for c in line:
                wide = unit * min(len(row.cells[c].skills), across)
                yield _Place(r, c, row.cells[c], x, y, wide - GAP, tall)
                x += wide
            y += tall + GAP
        y = max(y - GAP, top + _named(row, width, colours)) + colours.sized(BETWEEN)


def _least(rows: Sequence[Row]) -> float:
    sizes = [len(cell.skills) for row in rows for cell in row.cells]
    return ALONE if sizes.count(1) * 4 > len(sizes) else AMONG


def _lines(row: Row, across: int) -> list[list[int]]:
    """The cells' numbers, line by line: each goes to the first line with room."""
    lines: list[list[int]] = []
    rooms: list[int] = []
    for c, cell in enumerate(row.cells):
        units = min(len(cell.skills), across)
        found = next((i for i, room in enumerate(rooms) if room >= units), len(rooms))
        if found == len(rooms):
            lines.append([])
            rooms.append(across)
        lines[found].append(c)
        rooms[found] -= units
    return lines


def _tall(cell: Cell, unit: float, across: int, colours: Colours) -> float:
    lines = -(-len(cell.skills) // across)
    words = len(_label(cell, unit * min(len(cell.skills), across) - GAP, colours)[0])
    return max(colours.sized(30 + STEP * max(1, words)), lines * (colours.sized(46) + GAP) - GAP)


def _label(cell: Cell, width: float, colours: Colours) -> tuple[tuple[str, ...], Pen]:
    """The lines of a label: bold where the whole of it fits, in lighter letters that take less room elsewhere."""
    room = width - colours.sized(14)
    for pen in (Pen(12, colours.ink, bold=True), Pen(12, colours.ink), Pen(11, colours.ink)):
        lines = wrapped(cell.label, room, MOST_LINES, pen, colours)
        if " ".join(lines).replace("- ", "") == " ".join(cell.label.split()):
            break
    return lines, pen


def _side(width: float, colours: Colours) -> float:
    return min(colours.sized(SIDE), width * 0.3)


def _domain_lines(row: Row, width: float, colours: Colours) -> tuple[str, ...]:
    return wrapped(row.label, _side(width, colours) - colours.sized(14), 5, Pen(13, colours.ink, bold=True), colours)


def _named(row: Row, width: float, colours: Colours) -> float:
    """The height of a domain's name and count."""
    return colours.sized(8 + 18 * (1 + len(_domain_lines(row, width, colours))))


def _domain(sheet: Sheet, row: Row, top: float) -> None:
    colours = sheet.colours
    right, y = _side(sheet.width, colours) - colours.sized(14), top + colours.sized(12)
    for line in _domain_lines(row, sheet.width, colours):
        sheet.text(right, y, line, Pen(13, colours.ink, bold=True), "right")
        y += colours.sized(18)
    sheet.text(right, y, counted(row.size, "compétence"), Pen(12, colours.muted), "right")


def _cell(sheet: Sheet, place: _Place) -> None:
    colours, best = sheet.colours, place.cell.best
    colour = colours.of(best)
    spot = (place.x, place.y, place.width, place.height)
    faint = mixed(colour, colours.panel, 0.12)
    if best is Standing.DEDUCED:
        sheet.box(spot, faint, mixed(colour, colours.panel, 0.26), hatch="//", weight=colours.sized(2.6)).set_gid(
            "hatched"
        )
    else:
        sheet.box(spot, mixed(colour, colours.panel, 0.2))
    sheet.axes.add_patch(Rectangle((place.x, place.y), colours.sized(4), place.height, facecolor=colour, linewidth=0))
    _inside(sheet, place)


def _inside(sheet: Sheet, place: _Place) -> None:
    colours, x = sheet.colours, place.x + sheet.colours.sized(11)
    y = place.y + colours.sized(13)
    lines, pen = _label(place.cell, place.width, colours)
    for line in lines:
        sheet.text(x, y, line, pen)
        y += colours.sized(STEP)
    y = max(y, place.y + colours.sized(29)) + colours.sized(3)
    behind = mixed(colours.of(place.cell.best), colours.panel, 0.2)
    sheet.mark(x, y, colours.sized(13), place.cell.best, behind)
    sheet.text(x + colours.sized(18), y, str(len(place.cell.skills)), Pen(13, colours.ink))
