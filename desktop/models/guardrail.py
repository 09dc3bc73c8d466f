"""Words of a note that may say too much of somebody: found by a lexicon on this desk, explained, never blocked.

No model, no score, nothing sent. What is cleared (the publics of a job, « syndicat mixte »…) is as much a part of the
lexicon as what is found: a hint that is wrong too often is a hint that nobody reads.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from types import MappingProxyType
from typing import Final

from desktop.models.guardrail_conduct import CONDUCT
from desktop.models.guardrail_health import HEALTH
from desktop.models.guardrail_private import PRIVATE
from desktop.models.guardrail_publics import PUBLICS
from desktop.models.guardrail_terms import WHY, Category, Group

GROUPS: Final = (*HEALTH, *PRIVATE, *CONDUCT)
AROUND: Final = 90  # characters at each side of a word that are read to understand it
MOST: Final = 40  # words found in one text
BLANK: Final = "[ '’\\-\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\n]+"  # between the words of one clause
FEW: Final = rf"(?:\w+{BLANK}){{0,4}}"
ENDINGS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({"*": ("", "s", "e", "es"), "+": ("", "s")})
LETTERS: Final = re.compile(r"[^\W\d_]+")
OF_OTHERS: Final = (Category.HEALTH, Category.BELIEF, Category.ORIGIN, Category.OFFENCE)
NIR: Final = re.compile(
    r"(?<!\d)([12] ?\d\d ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d\d|2[AaBb]) ?\d{3} ?\d{3})(?: ?(\d\d))?(?!\d)"
)
SECRET: Final = re.compile(
    r"\b(?:mots? de passe|mdp|password|code secret|code confidentiel)\s*(?:est|sont|:|=)\s*(\S{4,})", re.IGNORECASE
)
DIGITS: Final = re.compile(r"\d ?\d ?\d")
SECRETS: Final = ("passe", "mdp", "password", "code secret", "code confidentiel")
ELSEWHERE: Final = "à retrouver dans son espace personnel"


@dataclass(frozen=True, slots=True)
class Hit:
    """A word, where it stands in the text, what it may say, and a wording in its place; ``key`` names it for good."""

    start: int
    end: int
    word: str
    category: Category
    wording: str
    key: str

    @property
    def why(self) -> str:
        """Why it is asked about, in one sentence with its source."""
        return WHY[self.category]


@dataclass(frozen=True, slots=True)
class _Term:
    words: str  # as they are written in the lexicon
    group: Group


def hits(text: str, accepted: Container[str] = frozenset()) -> tuple[Hit, ...]:
    """What is found, in the order of the text, no two over the same letters; keys in ``accepted`` are passed over."""
    lower = text.lower()
    found = [*_numbers(text, lower)]
    if len(lower) == len(text):  # a few foreign capitals have no small letter of their own
        for word in set(LETTERS.findall(lower)) & lexicon().keys():
            found += _of_word(text, lower, word)
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda hit: (hit.start, -hit.end)):
        if hit.key not in accepted and (not kept or hit.start >= kept[-1].end):
            kept.append(hit)
    return tuple(kept[:MOST])


def plain(text: str) -> str:
    """Without accents, letter for letter: every place in it is the same place in the text."""
    if text.isascii():
        return text
    return "".join(letter if letter.isascii() else unicodedata.normalize("NFD", letter)[0] for letter in text)


def forms(word: str) -> tuple[str, ...]:
    """Every form of a word as it is written in the lexicon: ``dépressi(f|ve)`` gives two."""
    parts = re.split(r"\(([^()]*)\)", word)
    choices = [part.split("|") if at % 2 else [part] for at, part in enumerate(parts)]
    return tuple(form for chosen in product(*choices) for form in _ended("".join(chosen)))


def _ended(word: str) -> Iterator[str]:
    """A word with each ending that its signs stand for."""
    choices = (ENDINGS.get(letter, (letter,)) for letter in word)
    return ("".join(chosen) for chosen in product(*choices))


def listed(expressions: str) -> tuple[str, ...]:
    """The expressions that commas part."""
    return tuple(" ".join(one.split()) for one in expressions.split(",") if one.strip())


@cache
def lexicon() -> Mapping[str, tuple[_Term, ...]]:
    """By word as it is typed, the terms that it may belong to; made once, when a first text is read."""
    found: dict[str, dict[str, _Term]] = {}
    for group in GROUPS:
        for term in listed(group.terms):
            for word in _leading(term):
                found.setdefault(word, {})[term] = _Term(term, group)
    return MappingProxyType({word: tuple(terms.values()) for word, terms in found.items()})


def _leading(term: str) -> Iterator[str]:
    """The words that may lead to a term: the forms of its longest word, accents kept and taken off."""
    longest = max((forms(word) for word in _words(term)), key=lambda each: min(map(len, each)))
    for form in longest:
        last = form.split()[-1]  # a choice may hold several words
        yield last
        yield plain(last)


def _of_word(text: str, lower: str, word: str) -> Iterator[Hit]:
    """The terms that this word belongs to, wherever it stands."""
    for count, match in enumerate(re.finditer(rf"\b{word}\b", lower)):
        if count == MOST:
            return
        start = max(0, match.start() - AROUND)
        near = plain(lower[start : match.end() + AROUND])
        place = match.start() - start, match.end() - start
        for term in lexicon()[word]:
            span = next((one.span() for one in _shape(term.words).finditer(near) if _within(place, one.span())), None)
            if span and not _cleared(near, span, term.group):
                first, last = start + span[0], start + span[1]
                yield Hit(first, last, text[first:last], term.group.category, term.group.wording, term.words)


def _cleared(near: str, span: tuple[int, int], group: Group) -> bool:
    """Whether an innocent expression covers the word, or what is before it makes it speak of others."""
    if any(_within(span, one.span()) for shape in _shapes(group.unless) for one in shape.finditer(near)):
        return True
    return group.category in OF_OTHERS and any(one.search(near[: span[0]]) for one in _shapes(PUBLICS, "$"))


def _numbers(text: str, lower: str) -> Iterator[Hit]:
    """Numbers of the shape of a NIR (its key checked when it is there), and what follows « mot de passe : »."""
    for match in NIR.finditer(text) if DIGITS.search(text) else ():
        digits = match[1].replace(" ", "").upper().replace("2A", "19").replace("2B", "18")
        if not match[2] or 97 - int(digits) % 97 == int(match[2]):
            yield _number(match, 0)
    for match in SECRET.finditer(text) if any(word in lower for word in SECRETS) else ():
        yield _number(match, 1)


def _number(match: re.Match[str], part: int) -> Hit:
    return Hit(match.start(part), match.end(part), match[part], Category.NUMBER, ELSEWHERE, match[part])


@cache
def _shape(expression: str, end: str = r"\b") -> re.Pattern[str]:
    words = (FEW if word == "…" else f"(?:{_either(forms(word))}){BLANK}" for word in _words(expression))
    written = "".join(words)
    return re.compile(rf"\b{written.removesuffix(BLANK)}{end}")


@cache
def _shapes(expressions: str, end: str = r"\b") -> tuple[re.Pattern[str], ...]:
    return tuple(_shape(one, end) for one in listed(expressions))


def _words(expression: str) -> tuple[str, ...]:
    """The words of an expression: a blank inside brackets belongs to a choice."""
    return tuple(re.findall(r"(?:[^\s(]|\([^()]*\))+", expression))


def _either(every: tuple[str, ...]) -> str:
    longest = sorted({plain(form) for form in every}, key=len, reverse=True)
    return "|".join(BLANK.join(re.escape(part).replace("\\~", r"\w*").replace("~", r"\w*") for part in form.split())
                    for form in longest)  # fmt: skip


def _within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
