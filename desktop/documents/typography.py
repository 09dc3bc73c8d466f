"""Words made ready for paper: nothing that a font cannot draw or that hides, and French spaces that never break."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from desktop.models.when import MONTHS

NARROW: Final = "\u202f"
HARD: Final = "\u00a0"
BREAK: Final = "\u200b"
LONGEST_WORD: Final = 36
LONGEST_WIDE: Final = 24  # where letters are wide or large
BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
HIDDEN: Final = frozenset(("Cc", "Cs", "Co", "Cn"))
BEFORE: Final = re.compile(r"[ \u00a0](?=[;:!?»])")
AFTER: Final = re.compile(r"(?<=«)[ \u00a0]")
DAY: Final = re.compile(rf"\b(1er|\d{{1,2}}) (?=(?:{'|'.join(MONTHS)})\b)")
TOGETHER: Final = re.compile(r"\b(R\.|L\.|art\.|article|n°) (?=[\dRL])")
THOUSANDS: Final = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")


def ready(value: object, longest: int = LONGEST_WORD) -> object:
    """A value of JSON with every text in it made ready; the keys of mappings are ours and stay."""
    if isinstance(value, str):
        return french(plain(value), longest)
    if isinstance(value, dict):
        return {key: ready(inner, longest) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [ready(inner, longest) for inner in value]
    return value


def plain(text: str) -> str:
    """The text without controls, lone surrogates, private characters or marks that turn the reading order."""
    lines = "\n".join(text.replace("\t", " ").splitlines())
    if not any(_hides(letter) for letter in set(lines)):
        return lines
    return "".join("" if _hides(letter) else letter for letter in lines)


def french(text: str, longest: int = LONGEST_WORD) -> str:
    """With narrow no-break spaces before ; : ! ? » and after «, dates that hold together, endless words cut."""
    text = AFTER.sub(NARROW, BEFORE.sub(NARROW, text))
    text = THOUSANDS.sub(NARROW, text)
    text = TOGETHER.sub(rf"\1{HARD}", DAY.sub(rf"\1{HARD}", text))
    pieces = rf"\S{{{longest}}}(?=\S)"
    return re.sub(rf"\S{{{longest + 1},}}", lambda word: re.sub(pieces, lambda one: one[0] + BREAK, word[0]), text)


def _hides(letter: str) -> bool:
    return letter != "\n" and (letter in BIDI or unicodedata.category(letter) in HIDDEN)
