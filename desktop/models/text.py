"""Words for searching and for counting, the French way."""

from __future__ import annotations

import unicodedata
from typing import Final

MARKS: Final = (("’", " "), ("'", " "), ("-", " "), ("–", " "), ("œ", "oe"), ("Œ", "oe"), ("æ", "ae"), ("Æ", "ae"))
SMALL: Final = (
    "aucun", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
)  # fmt: skip


def parted(text: str) -> str:
    """Without ligatures, a space for each apostrophe and hyphen (``str.translate`` takes a hundred times as long)."""
    for mark, plain in MARKS:
        text = text.replace(mark, plain)
    return text


def folded(text: str) -> str:
    """Lower case, without accents, ligatures, apostrophes or hyphens: what two spellings of a name share."""
    plain = parted(unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()))
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


def matches(wanted: str, folded_text: str) -> bool:
    """Whether every word of ``wanted`` begins a word of a text that is already folded."""
    padded = f" {folded_text}"
    return all(f" {word}" in padded for word in folded(wanted).split())


def counted(number: int, one: str, many: str = "") -> str:
    """``1 note``, ``3 notes``; French counts zero as singular."""
    return f"{number} {one if abs(number) < 2 else many or one + 's'}"


def begun(words: str) -> str:
    """The same words, as a sentence begins; the rest keeps its capitals."""
    return words[:1].upper() + words[1:]


def in_words(number: int, feminine: bool = False) -> str:
    """A small number in letters, digits above twelve; ``aucune`` and ``une`` on demand."""
    if not 0 <= number < len(SMALL):
        return str(number)
    return SMALL[number] + "e" if feminine and number < 2 else SMALL[number]


def joined(words: tuple[str, ...], last: str = "et") -> str:
    """``a, b et c``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""
