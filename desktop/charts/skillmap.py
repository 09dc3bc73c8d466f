"""The map: a band a branch; the area of a cell is a number of skills, its edge and texture their best proof.

Nothing is told by colour alone: a mark, an edge of its own and, for what is deduced, a hatch say the standing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from desktop.charts.chart import Region
from desktop.charts.colours import Colours, mixed
from desktop.charts.shapes import Mark, Sign
from desktop.charts.sheet import Entry, Pen, Sheet, elided, legend_height, measured, wrapped
from desktop.charts.tiles import STEP, Band, Tile, aside, bands, bottom
from desktop.charts.words import WORDS
from desktop.models.skill import Standing
from desktop.models.skillmap import Cell, SkillMap, Sort
from desktop.models.skillmap_words import ACROSS, spoken
from desktop.models.text import counted

FILL: Final = 0.2  # how much of a standing's colour lies over the panel
LINE: Final = 18.0  # what stands under a label
SAID_ENOUGH, LETTERS, ROOM = 0.6, 12, 80.0  # the share of a label, its letters and its room that still mean something
Edge = tuple[float, tuple[float, ...], str]  # width, distances from the left, dashes
EDGES: Final[Mapping[Standing, Edge]] = {
    Standing.PROVEN: (5.0, (2.5,), "solid"),
    Standing.DECLARED: (1.6, (0.8, 4.0), "solid"),
    Standing.SAID: (4.0, (2.0,), "dotted"),
    Standing.DEDUCED: (4.0, (2.0,), "dashed"),
}
DASHES: Final[Mapping[str, tuple[float, ...]]] = {"solid": (), "dotted": (0.8, 0.8), "dashed": (2.4, 1.2)}


@dataclass(frozen=True, slots=True)
class Style:
    """How a label is written: letters, line, what the edges take, a line of notes and its distance."""

    size: float
    bold: bool
    step: float
    edge: float
    below: float
    after: float

    def pen(self, colours: Colours) -> Pen:
        """Its letters."""
        return Pen(self.size, colours.ink, self.bold)


STYLES: Final = (
    Style(12, True, STEP, 10, LINE, 2), Style(12, False, STEP, 10, LINE, 2), Style(11, False, 13.5, 6, 16.5, 1),
)  # fmt: skip
Note = tuple[Mark, str]  # a mark and its words, under a label


def draw(axes: Axes, shown: SkillMap, colours: Colours) -> tuple[Region, ...]:
    """The regions' keys are those of the cells, in reading order."""
    sheet = Sheet(axes, colours)
    made = bands(shown, sheet.width, colours)
    tiles = [tile for band in made for tile in band.tiles]
    with sheet.together():
        for band in made:
            _name(sheet, band, aside(shown, sheet.width, colours))
        for tile in tiles:
            _tile(sheet, tile)
        sheet.legend(sheet.height - legend_height(entries(shown), sheet.width, colours), entries(shown))
    for standing in EDGES:
        _edges(sheet, standing, [tile for tile in tiles if tile.cell.best is standing])
    return tuple(Region(tile.cell.key, spoken(tile.cell), tile.x, tile.y, tile.width, tile.height) for tile in tiles)


def height(shown: SkillMap, width: float, colours: Colours) -> float:
    """The points needed at that width."""
    below = legend_height(entries(shown), width, colours)
    return bottom(bands(shown, width, colours)) + colours.sized(8) + below


def entries(shown: SkillMap) -> list[Entry]:
    """The legend: the standings there are, and the signs."""
    found: list[Entry] = [(one, WORDS[one]) for one in sorted({cell.best for cell in shown.cells})]
    if any(cell.across for cell in shown.cells):
        found.append((Sign.ACROSS, ACROSS))
    if shown.span and shown.fresh:
        found.append((Sign.NEW, f"nouvelle depuis {shown.span.words}"))
    return found


def _name(sheet: Sheet, band: Band, left: float) -> None:
    if not band.name:
        return
    colours, right = sheet.colours, left - sheet.colours.sized(14)
    y = band.top + colours.sized(12)
    for line in band.name:
        sheet.text(right, y, line, Pen(13, colours.ink, bold=True), "right")
        y += colours.sized(18)
    sheet.text(right, y, counted(band.row.size, "compétence"), Pen(12, colours.muted), "right")


def _tile(sheet: Sheet, tile: Tile) -> None:
    colours, best, k = sheet.colours, tile.cell.best, sheet.colours.sized(1)
    spot, colour = (tile.x, tile.y, tile.width, tile.height), colours.of(best)
    if best is Standing.DEDUCED:
        hatch = mixed(colour, colours.panel, 0.26)
        sheet.box(spot, mixed(colour, colours.panel, 0.12), hatch, hatch="//", weight=2.6 * k).set_gid("hatched")
    else:
        sheet.box(spot, mixed(colour, colours.panel, FILL))
    _inside(sheet, tile)


def _edges(sheet: Sheet, standing: Standing, tiles: list[Tile]) -> None:
    """The left edges of the cells of one standing, in its own dashes."""
    if not tiles:
        return
    k, (weight, places, dashes) = sheet.colours.sized(1), EDGES[standing]
    lines = [((tile.x + at * k, tile.y), (tile.x + at * k, tile.y + tile.height)) for tile in tiles for at in places]
    edge = LineCollection(
        lines, colors=sheet.colours.of(standing), linewidths=weight * k, linestyles=[(0, DASHES[dashes] or None)],
        zorder=2, capstyle="butt",
    )  # fmt: skip
    edge.set_gid(f"edge {int(standing)}")
    sheet.axes.add_collection(edge, autolim=False)


def _inside(sheet: Sheet, tile: Tile) -> None:
    """The label and what stands under it; without enough room, the number alone."""
    colours, k = sheet.colours, sheet.colours.sized(1)
    room = tile.width - 18 * k
    rows = _flowed(_notes(tile.cell), room, colours)
    for style in STYLES:
        most = int((tile.height - (style.edge + len(rows) * style.below) * k) / (style.step * k))
        lines = _label(tile.cell.label, room, most, style.pen(colours), colours)
        if lines:
            break
    else:
        _number(sheet, tile)
        return
    y = tile.y + (style.edge / 2 + style.step / 2) * k
    for line in lines:
        sheet.text(tile.x + 11 * k, y, line, style.pen(colours))
        y += style.step * k
    for row in rows:
        _write(sheet, row, tile.x + 11 * k, y + style.after * k, tile.cell.best)
        y += style.below * k
    if tile.cell.sort is Sort.SKILL and y + 12 * k <= tile.y + tile.height:
        small, title = Pen(11, colours.ink), tile.cell.skills[0].held.evidence[0].title
        sheet.text(tile.x + 11 * k, y + 2 * k, elided(title, room, small, colours), small)


def _label(label: str, room: float, most: int, pen: Pen, colours: Colours) -> tuple[str, ...]:
    """Its lines if the whole of it fits; in small letters, as much of it as can still be understood; else none."""
    if most < 1 or room <= 0:
        return ()
    lines = wrapped(label, room, most, pen, colours)
    if " ".join(lines) == " ".join(label.split()):
        return lines
    broken = any(line.endswith("-") for line in lines) or room < colours.sized(ROOM)
    enough = sum(len(line) for line in lines) >= max(LETTERS, SAID_ENOUGH * len(label))
    return lines if pen.size == STYLES[-1].size and enough and not broken else ()


def _notes(cell: Cell) -> list[Note]:
    single = cell.sort is Sort.SKILL
    found: list[Note] = [(cell.best, WORDS[cell.best] if single else str(len(cell.skills)))]
    if cell.fresh:
        found.append((Sign.NEW, "nouvelle" if single else f"+{cell.fresh}"))
    if cell.across:
        found.append((Sign.ACROSS, "" if single else str(cell.across)))
    return found


def _flowed(notes: list[Note], room: float, colours: Colours) -> list[list[Note]]:
    """The notes on as few lines as it takes; words that no line could hold are left to the mark."""
    rows: list[list[Note]] = [[]]
    reached = 0.0
    for mark, words in notes:
        words = words if _wide(words, colours) <= room or words.lstrip("+").isdigit() else ""
        wide = _wide(words, colours)
        if rows[-1] and reached + wide > room:
            rows.append([])
            reached = 0.0
        rows[-1].append((mark, words))
        reached += wide
    return rows


def _wide(words: str, colours: Colours) -> float:
    return colours.sized(27) + (measured(words, Pen(12, colours.ink), colours) if words else 0.0)


def _write(sheet: Sheet, notes: list[Note], x: float, y: float, best: Standing) -> None:
    colours, k = sheet.colours, sheet.colours.sized(1)
    behind = mixed(colours.of(best), colours.panel, FILL)
    for mark, words in notes:
        sheet.mark(x, y, 13 * k, mark, behind)
        if words:
            sheet.text(x + 17 * k, y, words, Pen(12, colours.ink, bold=isinstance(mark, Sign)))
        x += _wide(words, colours)


def _number(sheet: Sheet, tile: Tile) -> None:
    """How many, in a cell too small for its label, with the marks that there is room for; beside them, the label."""
    colours, k, cell = sheet.colours, sheet.colours.sized(1), tile.cell
    signs: list[Mark] = [cell.best, *([Sign.NEW] if cell.fresh else []), *([Sign.ACROSS] if cell.across else [])]
    words, pen, small = str(len(cell.skills)), Pen(12, colours.ink, bold=True), Pen(11, colours.ink)
    wide, y = measured(words, pen, colours), tile.y + min(tile.height / 2, 14 * k)
    signs = signs[: max(0, int((tile.width - 12 * k - wide) // (15 * k)))]
    if signs or wide <= tile.width - 6 * k:
        x, align = (tile.x + 9 * k, "left") if signs else (tile.x + tile.width / 2 + 2 * k, "center")
        sheet.text(x, y, words, pen, align)
    behind = mixed(colours.of(cell.best), colours.panel, FILL)
    x = tile.x + wide + 12 * k
    for mark in signs:
        sheet.mark(x, y, 12 * k, mark, behind)
        x += 15 * k
    if lines := _label(cell.label, tile.x + tile.width - x - 8 * k, 1, small, colours):
        sheet.text(x + 3 * k, y, lines[0], small)
