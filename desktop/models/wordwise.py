"""What changed from one text to another, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

WORDS: Final = re.compile(r"\w+|\s|[^\w\s]")  # every character is in exactly one piece
LINES: Final = re.compile(r"[^\n]*\n|[^\n]+")
MOST: Final = 6_000  # pieces that differ, both texts together: beyond, lines are compared


class Change(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


Compared = tuple[tuple[Change, str], ...]


def compared(old: str, new: str) -> Compared:
    """The pieces in the order in which one reads them, what was removed before what was added in its place.

    Exact: SAME and REMOVED joined give ``old``, SAME and ADDED give ``new``. Beyond ``MOST`` words it is told by lines,
    beyond as many lines as one block.
    """
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    middle = _differing(old[start : len(old) - end], new[start : len(new) - end])
    pieces = ((Change.SAME, old[:start]), *middle, (Change.SAME, old[len(old) - end :]))
    return tuple(_joined(pieces))


def _differing(old: str, new: str) -> Iterator[tuple[Change, str]]:
    for pattern in (WORDS, LINES):
        before, after = pattern.findall(old), pattern.findall(new)
        if len(before) + len(after) <= MOST:
            yield from _matched(before, after)
            return
    yield from ((Change.REMOVED, old), (Change.ADDED, new))


def _matched(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[Change, str]]:
    for tag, i, j, k, m in SequenceMatcher(None, before, after).get_opcodes():
        if tag == "equal":
            yield Change.SAME, "".join(before[i:j])
        else:
            yield Change.REMOVED, "".join(before[i:j])
            yield Change.ADDED, "".join(after[k:m])


def _shared(old: str, new: str) -> int:
    """How long a beginning both texts share, up to the end of a word of both."""
    both = min(len(old), len(new))
    length = next((at for at in range(both) if old[at] != new[at]), both)
    while length > 0 and any(length < len(text) and _inside(text, length) for text in (old, new)):
        length -= 1
    return length


def _inside(text: str, at: int) -> bool:
    return text[at - 1].isalnum() and text[at].isalnum()


def _joined(pieces: Sequence[tuple[Change, str]]) -> Iterator[tuple[Change, str]]:
    """Neighbours of the same nature become one piece; empty ones go."""
    kept: list[tuple[Change, str]] = []
    for change, text in pieces:
        if not text:
            continue
        if kept and kept[-1][0] is change:
            kept[-1] = change, kept[-1][1] + text
        else:
            kept.append((change, text))
    return iter(kept)
