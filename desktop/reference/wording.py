"""How the texts of the ROME are cleaned for display, and folded for search."""

from __future__ import annotations

import re
import unicodedata

from desktop.models.text import folded

MAX_TERMS = 12
MAX_TEXT = 200  # characters of a query that are read

_APOSTROPHES = re.compile("['’\x92]+")
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200d\u2060\ufeff]")
_BLANKS = re.compile("[ \t\r\n]+")
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(
    {"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "qu", "s", "un", "une"}
)


def tidy(text: str) -> str:
    """The text with typographic apostrophes, without invisible characters, doubled apostrophes or runs of blanks.

    Two publications of one version differ only by their apostrophes: tidied, they are the same.
    """
    straight = _INVISIBLE.sub("", _APOSTROPHES.sub("’", text))
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", straight).strip())


def fold(text: str) -> str:
    """The words of the text, lower case, without accents, ligatures or punctuation, separated by one space."""
    return " ".join(_WORD.findall(folded(text)))


def terms(text: str) -> tuple[str, ...]:
    """The folded words worth looking for: articles dropped, a final s dropped, at most ``MAX_TERMS``."""
    words = fold(text[:MAX_TEXT]).split()
    telling = [word for word in words if word not in _SMALL] or words
    return tuple(word[:-1] if len(word) > 4 and word.endswith("s") else word for word in telling[:MAX_TERMS])
