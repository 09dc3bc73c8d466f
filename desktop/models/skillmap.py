"""The map of what a person can do: the ROME tree, where size is a number of skills and edge the best proof.

The chart and its table are drawn from the same ``Row`` values, widest domain first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.models.occupation import Skill, SkillKind, SkillPath
from desktop.models.skill import Held, Standing
from desktop.models.text import counted, folded


@dataclass(frozen=True, slots=True)
class Cell:
    """One macro-compétence (or one sort of knowledge) and the skills held in it, the surest first."""

    code: str
    label: str
    skills: tuple[Held, ...]

    @property
    def best(self) -> Standing:
        """The standing of the surest skill."""
        return self.skills[0].standing


@dataclass(frozen=True, slots=True)
class Row:
    """One domain of the tree, its cells widest first."""

    label: str
    cells: tuple[Cell, ...]

    @property
    def size(self) -> int:
        """How many skills, cells taken together."""
        return sum(len(cell.skills) for cell in self.cells)


def skill_map(held: Mapping[str, Held], skills: Mapping[str, Skill], paths: Mapping[str, SkillPath]) -> tuple[Row, ...]:
    """Rows for every held skill; one that the referential does not know stands under "Hors du référentiel"."""
    rows: dict[str, dict[tuple[str, str], list[Held]]] = {}
    for code, one in held.items():
        domain, cell = _place(skills.get(code), paths)
        rows.setdefault(domain, {}).setdefault(cell, []).append(one)
    made = (Row(domain, tuple(sorted(map(_cell, cells.items()), key=_widest_first))) for domain, cells in rows.items())
    return tuple(sorted(made, key=lambda row: (-row.size, folded(row.label))))


def finding(rows: Iterable[Row]) -> str:
    """The title of the chart: the domains that carry at least half of the skills, in words."""
    rows = tuple(rows)
    total = sum(row.size for row in rows)
    if not total:
        return "La carte se dessinera avec les premières compétences"
    first = rows[0].label
    if rows[0].size * 2 >= total or len(rows) == 1:
        return f"« {first} » porte {'tout le' if len(rows) == 1 else 'la moitié du'} parcours"
    return f"« {first} » vient d’abord, puis « {rows[1].label} »"


def reading(rows: Iterable[Row]) -> str:
    """The sentence under the title."""
    total = sum(row.size for row in rows)
    return f"{counted(total, 'compétence')}, de la plus sûre à la moins sûre. Choisir une case montre ses preuves."


def _place(skill: Skill | None, paths: Mapping[str, SkillPath]) -> tuple[str, tuple[str, str]]:
    if skill is None:
        return "Hors du référentiel", ("", "À rattacher au ROME")
    if skill.kind is SkillKind.KNOWLEDGE:
        return "Savoirs", (skill.category, skill.category or "Autres savoirs")
    path = paths.get(skill.macro)
    if path is None:
        label = "Savoir-être professionnels" if skill.kind is SkillKind.SOFT else "Autres savoir-faire"
        return label, (skill.macro, label)
    return path.domain.label, (path.macro.code, path.macro.label)


def _cell(entry: tuple[tuple[str, str], list[Held]]) -> Cell:
    (code, label), held = entry
    return Cell(code, label, tuple(sorted(held, key=lambda one: (one.standing, folded(one.label)))))


def _widest_first(cell: Cell) -> tuple[int, int, str]:
    return (-len(cell.skills), int(cell.best), folded(cell.label))
