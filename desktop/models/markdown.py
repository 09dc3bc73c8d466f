"""The few marks of a note: ``# `` and ``## ``, ``- ``, ``1. ``, ``- [ ]`` and ``- [x]``, ``**bold**``.

A line is a block: nobody has to know a rule to be read. What is not one of these marks is shown as it was typed, so
nothing of a text is lost on its way to a page. Every function is linear in the length of what it reads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

BOLD: Final = "**"
DEEPEST: Final = 4  # levels of a list
MARK: Final = re.compile(
    r"(?P<heading>#{1,2})[ ]+(?=\S)"
    r"|(?P<indent>[ ]{0,16})(?:[-*][ ](?P<check>\[[ xX]\])(?:[ ]|$)|(?P<bullet>[-*])[ ]|(?P<number>[0-9]{1,3})[.)][ ])"
)


class Sort(StrEnum):
    """What a line is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    STEP = "step"  # of a numbered list
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Span:
    """Some words of a line, of one weight."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One line: ``level`` is 1 or 2 for a heading, the depth in a list from 0; ``number`` is that of a step."""

    sort: Sort
    spans: tuple[Span, ...]
    level: int = 0
    number: int = 0
    checked: bool = False

    @property
    def text(self) -> str:
        """The words, without their weights."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Shape:
    """How a line begins: ``mark`` characters of it are the mark, indent included."""

    sort: Sort
    mark: int = 0
    level: int = 0
    number: int = 0
    checked: bool = False


def blocks(text: str) -> tuple[Block, ...]:
    """The lines that say something, in order; as many as the lines of the text at most, and never a failure."""
    return tuple(_block(line) for line in text.splitlines() if line.strip())


def plain(text: str) -> str:
    """The words of a text without its marks, line by line: for lists, titles and screen readers."""
    return "\n".join(block.text for block in blocks(text))


def shown(text: str) -> str:
    """The lines as they are shown where there is no markup: points, numbers and boxes stay, the other marks go.

    An empty line before a heading keeps the parts of a note apart.
    """
    said = "\n".join(f"{_sign(block)}{block.text}" for block in blocks(text))
    return said.lstrip("\n")


def words_of(line: str) -> str:
    """The words of one line without its marks."""
    return _block(line).text


def shape(line: str) -> Shape:
    """How a line begins; a paragraph when it has no mark."""
    found = MARK.match(line)
    if found is None:
        return Shape(Sort.PARAGRAPH)
    if found["heading"]:
        return Shape(Sort.HEADING, found.end(), len(found["heading"]))
    depth = min(len(found["indent"]) // 2, DEEPEST - 1)
    if found["check"]:
        return Shape(Sort.CHECK, found.end(), depth, checked=found["check"][1] != " ")
    if found["bullet"]:
        return Shape(Sort.ITEM, found.end(), depth)
    return Shape(Sort.STEP, found.end(), depth, int(found["number"]))


def bold_places(line: str) -> tuple[tuple[int, int], ...]:
    """Where bold words stand, from their first mark to the end of their last one."""
    pieces, places, at, open_one = line.split(BOLD), list[tuple[int, int]](), 0, False
    for number, piece in enumerate(pieces):
        if open_one and number < len(pieces) - 1 and piece and piece == piece.strip():
            places.append((at - len(BOLD), at + len(piece) + len(BOLD)))
            open_one = False
        else:
            open_one = True
        at += len(piece) + len(BOLD)
    return tuple(places)


def _sign(block: Block) -> str:
    signs = {
        Sort.HEADING: "\n",
        Sort.ITEM: "• ",
        Sort.STEP: f"{block.number}. ",
        Sort.CHECK: "☑ " if block.checked else "☐ ",
    }
    return signs.get(block.sort, "")


def _block(line: str) -> Block:
    found = shape(line)
    spans = _spans(line[found.mark :].strip())
    return Block(found.sort, spans, found.level, found.number, found.checked)


def _spans(words: str) -> tuple[Span, ...]:
    spans, done = list[Span](), 0
    for start, end in bold_places(words):
        spans += [Span(words[done:start]), Span(words[start + len(BOLD) : end - len(BOLD)], bold=True)]
        done = end
    spans.append(Span(words[done:]))
    return tuple(span for span in spans if span.text)
