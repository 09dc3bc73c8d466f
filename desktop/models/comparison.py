"""Two or three occupations side by side: every skill that one of them asks for, and where it stands for each.

Lists are compared, never a share nor a score, and nothing is said of the person: only of what is left to talk about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.models.gap import Gap, core_rows
from desktop.models.occupation import Importance, Node, Occupation, Skill
from desktop.models.skill import Standing
from desktop.models.text import counted, folded, in_words, joined


@dataclass(frozen=True, slots=True)
class Compared:
    """One skill, and its row in the gap of each target, None where it is not asked for."""

    skill: Skill
    cells: tuple[Gap | None, ...]

    @property
    def rows(self) -> tuple[Gap, ...]:
        """The rows there are, one a target that asks for it."""
        return tuple(cell for cell in self.cells if cell is not None)

    @property
    def standing(self) -> Standing:
        """The surest; it is the same everywhere when the gaps are those of one person."""
        return min(row.standing for row in self.rows)

    @property
    def core(self) -> int:
        """At the core of how many targets."""
        return sum(row.importance is Importance.CORE for row in self.rows)

    @property
    def asked_by(self) -> tuple[int, ...]:
        """The numbers of the targets that ask for it."""
        return tuple(number for number, cell in enumerate(self.cells) if cell is not None)


@dataclass(frozen=True, slots=True)
class ComparedGroup:
    """The skills that the same targets ask for, under their heading."""

    name: str
    asked_by: tuple[int, ...]
    rows: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The targets in the order they were given, and the groups: asked by all, then by two, then by one."""

    targets: tuple[Node, ...] = ()
    groups: tuple[ComparedGroup, ...] = ()

    @property
    def rows(self) -> tuple[Compared, ...]:
        """Every skill, once."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def columns(self) -> tuple[tuple[Gap, ...], ...]:
        """What each target asks for."""
        rows = self.rows
        return tuple(
            tuple(cell for row in rows if (cell := row.cells[number]) is not None)
            for number in range(len(self.targets))
        )

    @property
    def common(self) -> tuple[Compared, ...]:
        """What all the targets ask for, strengths first."""
        return tuple(row for row in self.rows if len(row.asked_by) == len(self.targets))

    @property
    def shared(self) -> tuple[Compared, ...]:
        """What all ask for and is there already, or to be confirmed."""
        return tuple(row for row in self.common if row.standing.held)

    @property
    def useful(self) -> tuple[Compared, ...]:
        """What all ask for and is left to explore or to acquire: of use whichever is chosen."""
        return tuple(row for row in self.common if not row.standing.held)


def compare(targets: Sequence[tuple[Occupation, tuple[Gap, ...]]]) -> Comparison:
    """The gaps of the targets aligned; inside a group strengths first, then what is core to most, then by label."""
    nodes = tuple(Node(occupation.code, occupation.label) for occupation, _ in targets)
    by_code = [{row.skill.code: row for row in rows} for _, rows in targets]
    skills = {code: row.skill for rows in reversed(by_code) for code, row in rows.items()}
    groups: dict[tuple[int, ...], list[Compared]] = {}
    for code, skill in skills.items():
        row = Compared(skill, tuple(rows.get(code) for rows in by_code))
        groups.setdefault(row.asked_by, []).append(row)
    made = (ComparedGroup(_heading(by, nodes), by, tuple(sorted(rows, key=_order))) for by, rows in groups.items())
    return Comparison(nodes, tuple(sorted(made, key=lambda group: (-len(group.asked_by), group.asked_by))))


def all_words(number: int) -> str:
    """``les deux``, ``les trois``."""
    return f"les {in_words(number)}"


def finding(comparison: Comparison) -> str:
    """The title: for which target the fewest skills are left, of the core if each target has one."""
    with_core = all(core_rows(column) for column in comparison.columns)
    columns = [core_rows(column) if with_core else column for column in comparison.columns]
    if not any(row.standing.held for column in columns for row in column):
        return f"{in_words(len(columns)).capitalize()} métiers à explorer ensemble"
    left = [[row for row in column if not row.standing.held] for column in columns]
    sizes = [len(rows) for rows in left]
    first = [number for number, size in enumerate(sizes) if size == min(sizes)]
    what, rest = "compétence du cœur" if with_core else "compétence", [size for size in sizes if size != min(sizes)]
    how = _still(row for rows in left for row in rows)
    who = " comme pour ".join(comparison.targets[number].label for number in first)
    others = f" pour {'l’autre' if len(rest) == 1 else 'les autres'}"
    if not min(sizes):
        return _nothing_left(who, with_core, [counted(size, what, _many(what)) for size in rest], how, others)
    verb = "reste" if min(sizes) < 2 else "restent"
    begin = f"pour chacun des {in_words(len(sizes))} métiers" if not rest else f"pour {who}"
    told = f"{begin}, {counted(min(sizes), what, _many(what))} {verb} {how}"
    against = f", contre {joined(tuple(map(str, rest)))}{others}" if rest else ""
    return told[0].upper() + told[1:] + against


def reading(comparison: Comparison) -> str:
    """What the drawing shows: how many skills in all, by how many targets they are asked, what all have in common."""
    rows, number = comparison.rows, len(comparison.targets)
    by = [sum(len(row.asked_by) == many for row in rows) for many in range(number, 0, -1)]
    fewer = [f"par {in_words(many)}" for many in range(number - 1, 1, -1)]
    names = [f"par {all_words(number)} métiers", *fewer, "par un seul"]
    asked = f" demandée{'s' if by[0] > 1 else ''}"
    numbers = (in_words(by[0], feminine=True) + asked, *(in_words(count, feminine=True) for count in by[1:]))
    parts = tuple(f"{count} {name}" for count, name in zip(numbers, names, strict=True))
    text = f"En tout, {counted(len(rows), 'compétence')} : {joined(parts)}."
    if not comparison.common:
        return text
    return f"{text} {_in_common(comparison)}"


def _in_common(comparison: Comparison) -> str:
    common, known = len(comparison.common), len(comparison.shared)
    each = f"De {'celle' if common < 2 else 'celles'} que {all_words(len(comparison.targets))} demandent"
    verb = "est déjà là ou à confirmer" if known < 2 else "sont déjà là ou à confirmer"
    left = common - known
    after = f" et {in_words(left, feminine=True)} {'reste' if left < 2 else 'restent'} {_still_rows(comparison.useful)}"
    negation = "n’" if not known else ""
    return f"{each}, {in_words(known, feminine=True)} {negation}{verb}{after if left else ''}."


def _nothing_left(who: str, with_core: bool, rest: Sequence[str], how: str, others: str) -> str:
    known = f"tout{' le cœur du métier' if with_core else ''} est déjà là ou à confirmer"
    if not rest:
        return f"Pour chacun des métiers, {known}"
    return f"Pour {who}, {known} ; {joined(tuple(rest))} {how}{others}"


def _many(what: str) -> str:
    return what.replace("compétence", "compétences")


def _still(rows: Iterable[Gap]) -> str:
    return "à explorer ou à acquérir" if any(row.standing is Standing.TO_ACQUIRE for row in rows) else "à explorer"


def _still_rows(rows: Iterable[Compared]) -> str:
    return _still(cell for row in rows for cell in row.rows)


def _heading(asked_by: tuple[int, ...], targets: Sequence[Node]) -> str:
    labels = tuple(targets[number].label for number in asked_by)
    if len(labels) == 1:
        return f"Seulement par {labels[0]}"
    if len(labels) == len(targets):
        return f"Demandées par {all_words(len(labels))} métiers"
    return f"Demandées par {in_words(len(labels))} métiers : {joined(labels)}"


def _order(row: Compared) -> tuple[int, int, str, str]:
    return int(row.standing), -row.core, folded(row.skill.label), row.skill.code
