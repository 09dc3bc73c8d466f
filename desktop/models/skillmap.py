"""The map of what a person can do, at one place of the tree: its children in rows, cells sized by a number of skills.

The chart and its table are drawn from the same ``SkillMap``. A map never names more than ``MOST`` things at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from typing import Final

from desktop.models.occupation import Node
from desktop.models.skill import Standing
from desktop.models.skilltree import ELSEWHERE, KNOWLEDGE, WHOLE, Place, Placed, Span, surest, trail, under
from desktop.models.text import folded

MOST: Final = 40  # names at once, rows and cells together
OTHERS: Final = "Sans sous-catégorie"
LEVELS: Final = ("domaine", "enjeu", "objectif", "macro-compétence")


class Sort(Enum):
    """What a cell is, and so what choosing it does."""

    BRANCH = auto()  # descends
    SKILL = auto()  # shows its proofs
    REST = auto()  # those that had no room: descends into their row, or leads to the table when that is here


@dataclass(frozen=True, slots=True)
class Cell:
    """The skills under one place, the surest first; ``fresh`` of them are new, ``across`` of use in many occupations.

    ``place`` is where it leads: for those that had no room, the place of their row.
    """

    place: Place
    label: str
    skills: tuple[Placed, ...]
    sort: Sort = Sort.BRANCH
    fresh: int = 0

    @property
    def key(self) -> str:
        """What tells it from the other cells of a map, the same from one reading of the file to the next."""
        return "/".join((*self.place, "…") if self.sort is Sort.REST else self.place)

    @property
    def best(self) -> Standing:
        """The standing of the surest skill."""
        return self.skills[0].standing

    @property
    def across(self) -> int:
        """How many of its skills are of use in many occupations."""
        return sum(one.transversal for one in self.skills)


@dataclass(frozen=True, slots=True)
class Row:
    """A child of the place, its cells widest first; without a name when the cells are the children themselves."""

    label: str
    cells: tuple[Cell, ...]

    @property
    def skills(self) -> tuple[Placed, ...]:
        """The skills of its cells."""
        return tuple(one for cell in self.cells for one in cell.skills)

    @property
    def size(self) -> int:
        """How many skills, cells taken together."""
        return sum(len(cell.skills) for cell in self.cells)

    @property
    def fresh(self) -> int:
        """How many of them are new."""
        return sum(cell.fresh for cell in self.cells)


@dataclass(frozen=True, slots=True)
class SkillMap:
    """What is drawn: the trail to the place, its rows, what one cell is, and the choices it was made with."""

    trail: tuple[Node, ...] = ()
    rows: tuple[Row, ...] = ()
    span: Span | None = None
    day: date = date.max
    only_across: bool = False
    skills: tuple[Placed, ...] = ()

    @property
    def place(self) -> Place:
        """The place as a path of codes."""
        return tuple(node.code for node in self.trail)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell, in reading order."""
        return tuple(cell for row in self.rows for cell in row.cells)

    @property
    def size(self) -> int:
        """How many skills."""
        return sum(row.size for row in self.rows)

    @property
    def fresh(self) -> int:
        """How many of them are new; 0 when nothing is compared."""
        return sum(row.fresh for row in self.rows)

    @property
    def level(self) -> str:
        """What a cell is, when all of the tree's cells are one thing: ``enjeu``, ``compétence``…; "" otherwise."""
        cells = [cell for cell in self.cells if cell.sort is not Sort.REST]
        if cells and all(cell.sort is Sort.SKILL for cell in cells):
            return "compétence"
        apart = (KNOWLEDGE.code, ELSEWHERE.code)
        sizes = {len(cell.place) for cell in cells if cell.sort is Sort.BRANCH and cell.place[0] not in apart}
        return LEVELS[sizes.pop() - 1] if len(sizes) == 1 else ""

    def cell(self, key: str) -> Cell | None:
        """The cell of that key."""
        return next((cell for cell in self.cells if cell.key == key), None)


def skill_map(
    skills: Sequence[Placed],
    place: Place = WHOLE,
    span: Span | None = None,
    today: date = date.max,
    only_across: bool = False,
) -> SkillMap:
    """The map at a place (the nearest above where something hangs): the deepest cells that leave few enough names.

    ``span`` tells what is new since then, by the dates of the facts; ``only_across`` keeps transversal skills alone.
    """
    kept = [one for one in skills if one.transversal or not only_across]
    nodes = trail(kept, place)
    here = tuple(node.code for node in nodes)
    inside = under(kept, here)
    day = span.day(today) if span else date.max
    rows = tuple(_dated(row, day) for row in _rows(inside, here)) if inside else ()
    return SkillMap(nodes, rows, span, day, only_across, inside)


def _rows(inside: Sequence[Placed], here: Place) -> list[Row]:
    """Rows of the deepest level with few enough names; the children alone when nothing else is possible."""
    depth = len(here)
    deepest = max(len(one.place) for one in inside)
    for size in range(deepest, depth + 1, -1):
        rows = _at(inside, depth, size)
        if len(rows) + sum(len(row.cells) for row in rows) <= MOST:
            return rows
    rows = _at(inside, depth, depth + 2) if deepest > depth + 1 else []
    return _fewer(rows, depth) if 0 < 2 * len(rows) <= MOST else _flat(inside, here)


def _at(inside: Sequence[Placed], depth: int, size: int) -> list[Row]:
    """A row a child of the place, cells cut at ``size`` codes; skills that hang there themselves make one row."""
    found: dict[Place, list[Placed]] = {}
    for one in inside:
        found.setdefault(one.place[: depth + 1] if len(one.place) > depth + 1 else WHOLE, []).append(one)
    rows = [Row(ones[0].nodes[depth].label if child else OTHERS, _cells(ones, size)) for child, ones in found.items()]
    return sorted(rows, key=lambda row: (-row.size, folded(row.label)))


def _flat(inside: Sequence[Placed], here: Place) -> list[Row]:
    """One row without a name, whose cells are the children; the last cell holds those that have no room."""
    cells = _cells(inside, len(here) + 1)
    if len(cells) > MOST:
        cells = (*cells[: MOST - 1], _rest(cells[MOST - 1 :], here))
    return [Row("", cells)]


def _fewer(rows: Sequence[Row], depth: int) -> list[Row]:
    """The same rows, their smallest cells gathered, the longest row first, until there are few enough names."""
    kept = [len(row.cells) for row in rows]
    while len(rows) + sum(kept) > MOST:
        kept[max(range(len(rows)), key=lambda at: kept[at])] -= 1
    return [_gathered(row, room, depth) for row, room in zip(rows, kept, strict=True)]


def _gathered(row: Row, room: int, depth: int) -> Row:
    if room >= len(row.cells):
        return row
    first = row.skills[0]
    child = first.place[: depth + 1] if len(first.place) > depth + 1 else first.place[:depth]
    if room < 2:
        return Row(row.label, (Cell(child, row.label, tuple(sorted(row.skills, key=surest))),))
    return Row(row.label, (*row.cells[: room - 1], _rest(row.cells[room - 1 :], child)))


def _rest(cells: Sequence[Cell], place: Place) -> Cell:
    skills = tuple(sorted((one for cell in cells for one in cell.skills), key=surest))
    return Cell(place, f"et {len(cells)} autres", skills, Sort.REST)


def _cells(skills: Iterable[Placed], size: int) -> tuple[Cell, ...]:
    found: dict[Place, list[Placed]] = {}
    for one in skills:
        found.setdefault(one.place[:size], []).append(one)
    return tuple(sorted((_cell(place, ones) for place, ones in found.items()), key=_widest_first))


def _cell(place: Place, skills: list[Placed]) -> Cell:
    sort = Sort.SKILL if len(skills[0].nodes) == len(place) else Sort.BRANCH
    return Cell(place, skills[0].nodes[len(place) - 1].label, tuple(sorted(skills, key=surest)), sort)


def _dated(row: Row, day: date) -> Row:
    """The row, with what is new since that day."""
    cells = (replace(cell, fresh=sum(one.newer(day) for one in cell.skills)) for cell in row.cells)
    return replace(row, cells=tuple(cells))


def _widest_first(cell: Cell) -> tuple[int, int, str]:
    return (-len(cell.skills), int(cell.best), folded(cell.label))
