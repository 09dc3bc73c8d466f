"""How the texts of the ROME are cleaned for display, and folded for search."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from desktop.models.text import folded, parted

MAX_TERMS = 12
MAX_TEXT = 200  # characters of a query that are read
SMALL = frozenset(
    {"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "qu", "s", "un", "une"}
)

_APOSTROPHES = re.compile("['’\x92]+")
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200d\u2060\ufeff]")
_BLANKS = re.compile("[ \t\r\n]+")
_WORD = re.compile(r"[^\W_]+")
_TOKEN = re.compile(r"[^\W_]+|/")


def tidy(text: str) -> str:
    """The text with typographic apostrophes, without invisible characters, doubled apostrophes or runs of blanks.

    Two publications of one version differ only by their apostrophes: tidied, they are the same.
    """
    plain = text.replace("''", "'").replace("'", "’")
    bare = plain.isprintable() and plain[:1] != " " and plain[-1:] != " "
    if bare and "’’" not in plain and "  " not in plain and unicodedata.is_normalized("NFC", plain):
        return plain  # nearly every text of the kit
    straight = _INVISIBLE.sub("", _APOSTROPHES.sub("’", text))
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", straight).strip())


def tidied(texts: Sequence[str]) -> list[str]:
    """``tidy`` of many texts at once: most are tidy but for their apostrophes."""
    whole = "\n".join(texts).replace("''", "'").replace("'", "’")
    plain = whole.split("\n")
    if len(plain) != len(texts):
        return list(map(tidy, texts))
    if not unicodedata.is_normalized("NFC", whole):
        return list(map(tidy, plain))
    return [
        text
        if text.isprintable() and "  " not in text and "’’" not in text and text[:1] != " " and text[-1:] != " "
        else tidy(text)
        for text in plain
    ]


def fold(text: str) -> str:
    """The words of the text, lower case, without accents, ligatures or punctuation, separated by one space."""
    return " ".join(_WORD.findall(folded(text)))


def folds(texts: Sequence[str], kept: str = "") -> list[str]:
    """``fold`` of many tidy texts at once, but for letters that are not Latin; ``kept`` is one sign that stays."""
    if not texts:
        return []
    lower = parted(unicodedata.normalize("NFKD", "\n".join(texts)).casefold())
    blanks = bytes(sign if chr(sign).isalnum() or chr(sign) in f"\n{kept}" else 32 for sign in range(128)) + b" " * 128
    plain = lower.encode("ascii", "ignore").translate(blanks).decode()
    return [" ".join(line.split()) for line in plain.split("\n")]


def tokens(text: str) -> list[str]:
    """The words of a tidy text in lower case with their accents; ``/`` stands between the forms of a name."""
    return _TOKEN.findall(text.lower())


def terms(text: str) -> tuple[str, ...]:
    """The folded words worth looking for: articles dropped when something else is left, at most ``MAX_TERMS``."""
    words = fold(text[:MAX_TEXT]).split()
    return tuple([word for word in words if word not in SMALL] or words)[:MAX_TERMS]


def numbers(word: str) -> tuple[str, ...]:
    """The folded word, then what it may be in the singular or in the plural; a search by beginnings does the rest.

    ``animaux`` is also ``animal``, ``travail`` also ``travaux``, ``jeux`` also ``jeu``.
    """
    if len(word) <= 3:
        return (word,)
    forms = [word]
    if word.endswith(("s", "x")):
        forms.append(word[:-1])
    if word.endswith("aux"):
        forms += [f"{word[:-3]}al", f"{word[:-3]}ail"]
    if word.endswith("al"):
        forms.append(f"{word[:-2]}aux")
    if word.endswith("ail"):
        forms.append(f"{word[:-3]}aux")
    return tuple(forms)
