"""The lines that the chart of the gap draws, and the rows that each thing on it stands for.

The chart, its table and the list beneath show the rows of ``listed``: what is pointed at in one is in the others too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from desktop.models.gap import OTHER_KNOWLEDGE, SOFT_SKILLS, Gap, GapGroup, core_rows, groups
from desktop.models.occupation import SkillKind
from desktop.models.skill import Standing
from desktop.models.text import counted

MOST_LINES: Final = 12
DOING: Final = (SkillKind.DETAILED, SkillKind.MACRO)
KNOWING: Final = (SkillKind.KNOWLEDGE,)
BEING: Final = (SkillKind.SOFT,)
CORE_KEY, GROUP_KEY, PART_KEY = "c:", "g:", "s:"  # of a line; ``part_key`` makes that of one of its segments


@dataclass(frozen=True, slots=True)
class GapLine:
    """A bar of the chart: its key, its name, and its rows in the order of the list."""

    key: str
    name: str
    rows: tuple[Gap, ...]

    def part_key(self, standing: Standing) -> str:
        """The key of the segment of that standing."""
        return f"{PART_KEY}{int(standing)}:{self.key}"


def listed(rows: Iterable[Gap]) -> tuple[Gap, ...]:
    """The rows in the order in which list and table show them: group after group."""
    return tuple(row for group in groups(rows) for row in group.rows)


def core_line(rows: Sequence[Gap]) -> GapLine | None:
    """The core of the occupation, None when it is the whole, or when the referential names none."""
    core = core_rows(listed(rows))
    return GapLine(CORE_KEY, "Au cœur du métier", core) if 0 < len(core) < len(rows) else None


def group_lines(rows: Iterable[Gap], most: int = MOST_LINES) -> tuple[GapLine, ...]:
    """A line a group, at most ``most`` (three or more); none when there is a single group.

    When there are too many, the savoirs share one line; then the last savoir-faire share one, and the others stay.
    """
    found = groups(rows)
    if len(found) < 2:
        return ()
    if len(found) <= most:
        return tuple(_line(group.name, (group,)) for group in found)
    doing, knowing, being = ([group for group in found if group.kind in kinds] for kinds in (DOING, KNOWING, BEING))
    others = [_line(name, ones) for name, ones in ((OTHER_KNOWLEDGE, knowing), (SOFT_SKILLS, being)) if ones]
    room = most - len(others)
    alone = doing if len(doing) <= room else doing[: room - 1]
    lines = [_line(group.name, (group,)) for group in alone]
    if rest := doing[len(alone) :]:
        words = f"et {counted(len(rest), 'autre groupe', 'autres groupes')}"
        lines.append(replace(_line(words, rest), key=GROUP_KEY))
    return (*lines, *others)


def pointed_at(rows: Sequence[Gap], key: str) -> tuple[Gap, ...]:
    """The rows that a region of the chart stands for, in the order of the list; none for a key that is not there."""
    if key.isdecimal():
        return _standing(listed(rows), key)
    if key.startswith(PART_KEY):
        number, _, line = key.removeprefix(PART_KEY).partition(":")
        return _standing(pointed_at(rows, line), number)
    core = core_line(rows)
    lines = (*group_lines(rows), *((core,) if core else ()))
    return next((line.rows for line in lines if line.key == key), ())


def _line(name: str, together: Iterable[GapGroup]) -> GapLine:
    return GapLine(f"{GROUP_KEY}{name}", name, tuple(row for group in together for row in group.rows))


def _standing(rows: Iterable[Gap], number: str) -> tuple[Gap, ...]:
    return tuple(row for row in rows if int(row.standing) == int(number))
