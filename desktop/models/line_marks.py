"""What a gesture makes of the mark of a line: the words after it never change.

A line is given whole; the answer is the mark that it should have instead of its first ``shape(line).mark`` characters.
"""

from __future__ import annotations

from typing import Final

from desktop.models.markdown import Shape, Sort, shape

LISTS: Final = (Sort.ITEM, Sort.STEP, Sort.CHECK)
LAST_STEP: Final = 999


def next_mark(line: str) -> str | None:
    """The mark of the line that follows: "" ends the list, for an item that says nothing; None outside a list."""
    found = shape(line)
    if found.sort not in LISTS:
        return None
    if not line[found.mark :].strip():
        return ""
    if found.sort is Sort.STEP:
        return f"{_indent(line)}{min(found.number + 1, LAST_STEP)}. "
    return f"{_indent(line)}- {'[ ] ' if found.sort is Sort.CHECK else ''}"


def heading_mark(line: str) -> str:
    """A heading, then a smaller one, then a line like the others."""
    found = shape(line)
    if found.sort is not Sort.HEADING:
        return "# "
    return "## " if found.level == 1 else ""


def item_mark(line: str) -> str:
    """An item of a list, or a line like the others again."""
    return "" if shape(line).sort is Sort.ITEM else f"{_indent(line)}- "


def check_mark(line: str) -> str:
    """A box to tick; ticked, or not any more, when there is one."""
    found = shape(line)
    box = "[x]" if found.sort is Sort.CHECK and not found.checked else "[ ]"
    return f"{_indent(line)}- {box} "


def box_place(line: str) -> tuple[int, int] | None:
    """Where the box to tick of a line stands; None when it has none."""
    at = len(_indent(line)) + 2
    return (at, at + 3) if shape(line).sort is Sort.CHECK else None


def without_bold(words: str) -> str | None:
    """The words without the marks around them; None when they are not bold from end to end."""
    inner = words[2:-2]
    return inner if len(words) > 4 and words == f"**{inner}**" and "**" not in inner else None


def _indent(line: str) -> str:
    found: Shape = shape(line)
    return line[: len(line) - len(line.lstrip(" "))] if found.sort in LISTS else ""
