"""A text of an interview as parts of a document: its headings under those of the document, its lists as lists."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from desktop.documents.parts import Part, heading, points, text
from desktop.models.markdown import Block, Sort, blocks

LISTS: Final = (Sort.ITEM, Sort.STEP, Sort.CHECK)


def note_parts(said: str, level: int) -> Iterator[Part]:
    """The text, every word of it; its own headings are all of that level, so that none is ever skipped."""
    for sort, found in groupby(blocks(said), key=lambda block: Sort.ITEM if block.sort in LISTS else block.sort):
        lines = [line for block in found if (line := _line(block).strip())]
        if sort is Sort.HEADING:
            yield from (heading(line, level) for line in lines)
        elif sort is Sort.ITEM and lines:
            yield points(lines)
        elif lines:
            yield text("\n".join(lines))


def _line(block: Block) -> str:
    """The words of a line; a number or a box to tick is said in words."""
    if block.sort is Sort.STEP:
        return f"{block.number}. {block.text}"
    if block.sort is Sort.CHECK:
        return f"{'Fait' if block.checked else 'À faire'} : {block.text}"
    return block.text
