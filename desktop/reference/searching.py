"""Searching the compiled words: beginnings, plurals, initials, and misspellings when nothing else matches.

Only the first few hundred labels of the static order are looked at closely: whole words before beginnings, names before
appellations, what begins like the query before the rest.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Any, Final, NamedTuple, Protocol

from desktop.models.occupation import Found
from desktop.reference.indexing import LEAST_INITIALS, MOST_INITIALS
from desktop.reference.wording import MAX_TEXT, fold, folds, numbers, terms, tokens

CUT: Final = 200  # labels that are ranked closely
READINGS: Final = 12  # ways to read a misspelt query that are tried
LEAST_LETTERS: Final = 4  # of a word that is taken for a misspelt one
VOCABULARY: Final = 100_000  # words that a misspelt one is compared with: ten times those of the whole ROME
LEAST_BEGUN: Final = 6  # of a word that is taken for the misspelt beginning of one


class Ask(Protocol):
    """How the compiled file is asked."""

    def __call__(self, query: str, *values: str | int) -> list[tuple[Any, ...]]:
        """The rows of the query."""


class Entry(NamedTuple):
    """One label among the answers; ``shown`` is its occupation's label, ``title`` its OGR when it is not that label."""

    number: int
    code: str | int
    title: int | None
    label: str
    shown: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Labels, best first; ``corrected`` is how the query was read when nothing matched as it was typed."""

    entries: tuple[Entry, ...]
    corrected: str = ""


class Words:
    """The words of one index (``word`` or ``skill_word``), read from the compiled file as they are asked for."""

    def __init__(self, ask: Ask, table: str, entries: str) -> None:
        """``entries`` is the query that answers an ``Entry`` for each number of a JSON array."""
        self._ask = ask
        self._table = table
        self._entries = entries
        self._known: Mapping[str, int] = {}
        self._begun: dict[int, dict[str, str]] = {}

    def search(self, text: str) -> Answer:
        """What answers the text, or, when nothing does, the text with its words as they are probably spelt."""
        text = _abbreviation(text)
        words = terms(text)
        found = self._ranked(text, words) if words else []
        if found or not words:
            return Answer(tuple(found))
        for reading in islice(self._readings(words), READINGS):
            if found := self._ranked(" ".join(reading), reading):
                return Answer(tuple(found), _respelt(text, words, reading, found))
        return Answer(())

    def _ranked(self, text: str, words: Sequence[str]) -> list[Entry]:
        whole = self._numbers(words, "")
        begun = self._numbers(words, "*") if len(whole) < CUT else []
        tiers = dict.fromkeys(self._initials(text), 2) | dict.fromkeys(begun, 1) | dict.fromkeys(whole, 0)
        found = [Entry(*row) for row in self._ask(self._entries, json.dumps(list(tiers)))]
        exact, folded = _accented(text), fold(text)
        plain = folds([entry.label for entry in found], kept="/")
        places = {
            entry.number: (
                _misspelt(exact, entry.label) if exact else 0,
                tiers[entry.number],
                not _is_named(folded, label),
                entry.title is not None,
                _beginning(folded, words[0], label),
                entry.number,
            )
            for entry, label in zip(found, plain, strict=True)
        }
        return sorted(found, key=lambda entry: places[entry.number])

    def _numbers(self, words: Sequence[str], star: str) -> list[int]:
        match = " AND ".join("(" + " OR ".join(f'"{form}"{star}' for form in numbers(word)) + ")" for word in words)
        query = f"SELECT rowid FROM {self._table} WHERE {self._table} MATCH ? ORDER BY rowid LIMIT {CUT}"  # noqa: S608
        return [row[0] for row in self._ask(query, match)]

    def _initials(self, text: str) -> list[int]:
        letters = fold(text)
        if self._table != "word" or not LEAST_INITIALS <= len(letters) <= MOST_INITIALS or " " in letters:
            return []
        query = "SELECT entry FROM initials WHERE letters = ? ORDER BY entry LIMIT ?"
        return [row[0] for row in self._ask(query, letters, CUT)]

    def _readings(self, words: Sequence[str]) -> Iterator[tuple[str, ...]]:
        if len(words) > 1 and self._numbers(joined := ("".join(words),), ""):
            yield joined  # électro mécanicien
        choices = [[word] if self._numbers((word,), "*") else self._nearest(word) for word in words]
        yield from (reading for reading in product(*choices) if reading != tuple(words))

    def _nearest(self, word: str) -> list[str]:
        """The known words that differ by few letters, or else those that begin almost so; the likeliest first."""
        from rapidfuzz import process  # nobody who spells well waits for it
        from rapidfuzz.distance import OSA

        known = self._vocabulary()
        most = _allowed(len(word))
        if not most:
            return []
        near = process.extract(word, known.keys(), scorer=OSA.distance, score_cutoff=most, limit=READINGS)
        if not near and len(word) >= LEAST_BEGUN:
            beginnings = self._begun[len(word)] = self._begun.get(len(word)) or _beginnings(known, len(word))
            begun = process.extract(word, beginnings.keys(), scorer=OSA.distance, score_cutoff=most, limit=READINGS)
            near = [(beginnings[start], distance, 0) for start, distance, _ in begun]
        ranked = sorted((distance, -_ends(word, term), -known[term], term) for term, distance, _ in near)
        return [term for *_, term in ranked]

    def _vocabulary(self) -> Mapping[str, int]:
        """Every word of the index and how many labels hold it; read once, and only when a word is misspelt."""
        if not self._known:
            query = f"SELECT term, doc FROM {self._table}_known WHERE length(term) >= ? LIMIT ?"  # noqa: S608
            self._known = dict(self._ask(query, LEAST_LETTERS - 1, VOCABULARY))
        return self._known


def occupations(ask: Ask, words: Words, text: str, limit: int) -> tuple[Found, ...]:
    """The occupations that answer, each once; the one whose exact code was typed first."""
    answer = words.search(text)
    found: dict[str, Found] = {}
    for code, label in ask("SELECT code, label FROM occupation WHERE code = ?", text.strip().upper()):
        found[code] = Found(code, label)
    for entry in answer.entries:
        if len(found) == limit:
            break
        through = (entry.label, str(entry.title)) if entry.title is not None else ("", "")
        found.setdefault(str(entry.code), Found(str(entry.code), entry.shown, *through, answer.corrected))
    return tuple(found.values())[:limit]


def _allowed(letters: int) -> int:
    """How many letters may be wrong in a word of that length."""
    return (letters >= LEAST_LETTERS) + (letters >= 7) + (letters >= 11)


def _ends(word: str, other: str) -> int:
    """How many letters two words have in common at both ends: what a hurried hand gets right."""
    return sum(
        next((place for place, (one, two) in enumerate(pairs) if one != two), 0)
        for pairs in (
            zip(f"{word}<", f"{other}>", strict=False),
            zip(f"<{word}"[::-1], f">{other}"[::-1], strict=False),
        )
    )


def _abbreviation(text: str) -> str:
    """``S.A.V.`` as ``sav``; any other text as it is."""
    letters = fold(text[:MAX_TEXT]).split()
    return "".join(letters) if len(letters) > 1 and max(map(len, letters)) == 1 else text


def _beginnings(known: Mapping[str, int], letters: int) -> dict[str, str]:
    """The beginnings of that many letters, each with the most usual of the words that have it."""
    found: dict[str, str] = {}
    for term, count in known.items():
        start = term[:letters]
        if len(term) > letters and (start not in found or known[found[start]] < count):
            found[start] = term
    return found


def _accented(text: str) -> list[str]:
    """The words of the query that were typed with an accent or a ligature, without the mark of the plural."""
    words = tokens(unicodedata.normalize("NFC", text[:MAX_TEXT]))
    return [word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in words if not word.isascii()]


def _misspelt(exact: Iterable[str], label: str) -> int:
    """How many of these words no word of the label begins with, accents included."""
    spelt = tokens(label)
    return sum(not any(word.startswith(one) for word in spelt) for one in exact)


def _is_named(folded: str, label: str) -> bool:
    """Whether the query is one whole form of the name, and nothing follows the forms (``… / Cuisinière de bord``)."""
    forms = [form.split() for form in label.split("/")]
    return folded.split() in forms and len(forms[-1]) == len(folded.split())


def _beginning(folded: str, first: str, label: str) -> int:
    """0 when one form of the name begins like the query, 1 when with its first telling word, else 2."""
    forms = [form.strip() for form in label.split("/")]
    if any(form.startswith(folded) for form in forms):
        return 0
    return 1 if any(form.startswith(first) for form in forms) else 2


def _respelt(text: str, words: Sequence[str], reading: Sequence[str], found: Sequence[Entry]) -> str:
    """The query with its misspelt words as the labels found write them."""
    written: dict[str, str] = {}
    for entry in found[:CUT]:
        for token in tokens(entry.label):
            word = fold(token)
            if word not in written or (written[word].isascii() and not token.isascii()):
                written[word] = token
    if len(words) != len(reading):
        return " ".join(written.get(word, word) for word in reading)
    read = dict(zip(words, reading, strict=True))
    typed = [token for token in tokens(text[:MAX_TEXT]) if token != "/"]  # noqa: S105 - a sign between words
    plain = [read.get(fold(token), fold(token)) for token in typed]
    changed = zip(typed, plain, strict=True)
    return " ".join(token if fold(token) == word else written.get(word, word) for token, word in changed)


OCCUPATIONS: Final = (
    "SELECT entry.id, entry.code, title, entry.label, occupation.label FROM json_each(?)"
    " JOIN entry ON entry.id = value JOIN occupation ON occupation.code = entry.code"
)
SKILLS: Final = (
    "SELECT skill_entry.id, ogr, NULL, label, '' FROM json_each(?)"
    " JOIN skill_entry ON skill_entry.id = value JOIN skill ON skill.rowid = place"
)
