"""Words as they are looked for: found whatever their accents, told apart by them, shown where they stand in a text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from desktop.models.text import folded, parted

WORD: Final = re.compile(r"[^\W_]+")
ACCENTED: Final = re.compile(r"(?<![^\W_])[a-zA-Z0-9]*+[^\W_\x00-\x7f][^\W_]*")  # linear, however long a word is
MARK: Final = 0xE000  # private letters: an accent kept apart from its letter still belongs to the word
ACCENTS: Final = tuple((chr(one), chr(MARK + one)) for one in (0x300, 0x301, 0x302, 0x308, 0x327))  # of French
OTHERS: Final = re.compile("[\u0303-\u036f]")
LATIN: Final = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))  # letters with accents
LIGATURES: Final = (("oe", "œ"), ("ae", "æ"))
AROUND: Final = 40  # letters before the first word that was found
LENGTH: Final = 150  # letters of an extract
LONGEST_READ: Final = 60_000  # letters of a text that are looked at
MOST_WORDS: Final = 12  # of what is typed


@dataclass(frozen=True, slots=True)
class Extract:
    """A part of a text on one line, and where the words that were found stand in it: (first letter, length)."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()

    @property
    def found(self) -> tuple[str, ...]:
        """The words that are marked, each once, as they are written."""
        return tuple(dict.fromkeys(self.text[at : at + length] for at, length in self.marks))


def words(text: str) -> list[str]:
    """The words of a text, a dozen at most: letters and figures without what stands between them."""
    return WORD.findall(unicodedata.normalize("NFC", text))[:MOST_WORDS]


def spelt(wanted: str) -> list[str]:
    """The words of ``wanted`` that bear an accent, as ``accented`` writes them."""
    return [_apart(word) for word in words(parted(wanted)) if not word.isascii()]


def accented(text: str) -> str:
    """The words of a text that bear an accent, each accent as a letter of its own: ``côté`` is not ``coté``."""
    if text.isascii():
        return ""
    return _apart(" ".join(ACCENTED.findall(parted(unicodedata.normalize("NFC", text)))))


def extract(text: str, wanted: str) -> Extract:
    """The part of a text around the first word found, those found marked whole; its beginning when none is."""
    line = " ".join(unicodedata.normalize("NFC", text[:LONGEST_READ]).split())
    pattern = _pattern(folded(wanted))
    first = pattern.search(line) if pattern else None
    at = first.start() if first else 0
    start = line.rfind(" ", 0, at - AROUND) + 1 if at > AROUND else 0
    end = start + LENGTH if start + LENGTH < len(line) else len(line)
    before = "… " if start else ""
    shown = f"{before}{line[start:end]}{' …' if end < len(line) else ''}"
    found = pattern.finditer(line, start, end) if pattern else ()
    return Extract(shown, tuple((one.start() - start + len(before), len(one[0])) for one in found))


def _apart(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.lower())
    for accent, letter in ACCENTS:
        letters = letters.replace(accent, letter)
    return OTHERS.sub(lambda found: chr(MARK + ord(found[0])), letters)


@lru_cache(maxsize=1)  # the same words are marked in every answer
def _pattern(wanted: str) -> re.Pattern[str] | None:
    """What finds a whole word that begins like one of the wanted ones, whatever its accents.

    It begins with a plain set of letters, where ``re`` is quick to go from one to the next: hence no IGNORECASE.
    """
    begun = sorted(WORD.findall(wanted)[:MOST_WORDS], key=len, reverse=True)
    if not begun:
        return None
    starts = [start for word in begun for start in _starts(word)]
    heads = "".join(dict.fromkeys("".join(head for head, _ in starts)))
    ways = "|".join(f"(?<=[{head}]){_spellings(rest)}" for head, rest in starts)
    return re.compile(rf"[{heads}](?<![^\W_].)(?:{ways})[^\W_]*", re.DOTALL)


def _starts(word: str) -> list[tuple[str, str]]:
    """How a word may begin: the forms of its first letter, and what follows."""
    joined = [(f"{one}{one.upper()}", word[2:]) for letters, one in LIGATURES if word.startswith(letters)]
    return [(_forms(word[0]), word[1:]), *joined]


def _spellings(word: str) -> str:
    pattern = "".join(f"[{_forms(letter)}]" for letter in word)
    for letters, ligature in LIGATURES:
        both = "".join(f"[{_forms(letter)}]" for letter in letters)
        pattern = pattern.replace(both, f"(?:{both}|[{ligature}{ligature.upper()}])")
    return pattern


def _forms(letter: str) -> str:
    return f"{letter}{letter.upper()}{_variants().get(letter, '')}"


@lru_cache(maxsize=1)
def _variants() -> dict[str, str]:
    """The accented forms of each letter."""
    found: dict[str, str] = {}
    for code in LATIN:
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if base.isascii() and base.isalpha():
            found[base] = found.get(base, "") + chr(code)
    return found
