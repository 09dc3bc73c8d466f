"""Free job titles matched with the appellations of the ROME: written by employers, in capitals, cut short, feminine.

Each appellation is read in its two forms (``Cueilleur / Cueilleuse de fruits`` → ``cueilleur de fruits``, ``cueilleuse
de fruits``) as a set of telling words. A word that few appellations have weighs more than ``agent``; a misspelt one
counts for as much as it looks like. The score only sorts: it is shown to nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from math import log
from threading import Lock
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process

from desktop.models.occupation import Node
from desktop.models.proposal import Match
from desktop.reference.spelling import clauses, words

if TYPE_CHECKING:
    from desktop.reference.opened import Reference

ALIKE: Final = 84  # of 100: a misspelt word
LEAST: Final = 0.35  # under that, an appellation has too little in common to be proposed
BESIDE: Final = 0.6  # of the best score: what is less likely than that is not shown beside it
SHORTEST: Final = 3  # letters up to which a word is only ever itself
STEM: Final = 6  # letters that ``hospitalier`` and ``hospitalières`` share
PART: Final = 0.94  # what an appellation found in a part of the title is worth beside one found in the whole
RANKS: Final = (1.0, 0.99, 0.96)  # the occupation’s own name, another one, one rarely used
FIRST: Final = 1.6  # how much more the trade weighs than what it is about
HARDLY: Final = 0.5  # what a word that fits any trade weighs, and how far it stands for another of them
AROUND: Final = 0.5  # what a word counts that only the sector or the activity says
GENERAL: Final = frozenset(
    "agent agente aide employe employee equipier equipiere operateur operatrice ouvrier ouvriere personnel".split()  # noqa: SIM905
)
QUERY: Final = (
    "SELECT title.ogr, title.label, title.rank, occupation.code, occupation.label FROM title"
    " JOIN occupation ON occupation.code = title.occupation ORDER BY title.ogr"
)


@dataclass(frozen=True, slots=True)
class _Form:
    """One form of an appellation: its words, how much each tells, and the place of the appellation."""

    weights: Mapping[str, float]
    total: float
    title: int


class Titles:
    """The appellations of one edition, ready to be searched; may be asked from any thread."""

    def __init__(self, reference: Reference) -> None:
        """Reads every appellation: for the pool."""
        self._titles = [(str(ogr), label, RANKS[rank], Node(code, name))
                        for ogr, label, rank, code, name in reference.rows(QUERY)]  # fmt: skip
        spelt = [(words(form), place) for place, (_, label, *_) in enumerate(self._titles) for form in forms(label)]
        spelt = [one for one in dict.fromkeys(spelt) if one[0]]
        self._having: dict[str, list[int]] = defaultdict(list)
        for number, (found, _) in enumerate(spelt):
            for word in found:
                self._having[word].append(number)
        self._forms = [_Form(told := self._told(found), sum(told.values()), place) for found, place in spelt]
        self._vocabulary = [word for word in self._having if len(word) > SHORTEST]

    def matches(self, title: str, around: str = "", limit: int = 5) -> tuple[Match, ...]:
        """The occupations whose appellations look most like a free title, the best first; each once.

        ``around`` is what else is known (the employer’s sector, the activity): it only chooses between likely ones.
        """
        best: dict[str, tuple[float, int]] = {}
        nearby = {word[:STEM] for word in words(around)}
        for number, clause in enumerate(clauses(title)):
            for found, place in self._scored(clause, nearby):
                code, score = self._titles[place][3].code, found * PART**number
                if score > best.get(code, (0.0, 0))[0]:
                    best[code] = (score, place)
        ranked = sorted(best.items(), key=lambda one: (-one[1][0], one[0]))[:limit]
        likely = [one for one in ranked if one[1][0] >= BESIDE * ranked[0][1][0]]
        return tuple(self._match(title, score, place) for _, (score, place) in likely)

    def _match(self, asked: str, score: float, place: int) -> Match:
        ogr, label, _, occupation = self._titles[place]
        return Match(occupation, ogr, label, round(score, 3), asked)

    def _scored(self, asked: tuple[str, ...], nearby: Set[str]) -> Iterator[tuple[float, int]]:
        """(score from 0 to 1, place of the appellation) of everything that shares a word with what is asked."""
        told = self._told(asked)
        shared: dict[int, dict[str, tuple[float, float]]] = defaultdict(dict)
        for word in sorted(told, key=GENERAL.__contains__):
            for twin, alike in self._twins(word):
                among = shared if word in GENERAL and shared else self._having[twin]
                for number in among:
                    if twin in self._forms[number].weights:
                        shared[number].setdefault(twin, (alike * told[word], alike))
        total = sum(told.values())
        for number, found in shared.items():
            form = self._forms[number]
            covered = sum(weight for weight, _ in found.values()) / total
            own = sum(form.weights[twin] * alike for twin, (_, alike) in found.items())
            around = sum(w for word, w in form.weights.items() if word not in found and word[:STEM] in nearby)
            filled = (own + AROUND * around) / form.total
            score = 2 * covered * filled / (covered + filled) * self._titles[form.title][2]
            if score >= LEAST:
                yield score, form.title

    def _twins(self, word: str) -> Iterable[tuple[str, float]]:
        """The words of the appellations that a word stands for: itself, or those it looks like when it is unknown."""
        if word in GENERAL:
            return [(twin, 1.0 if twin == word else HARDLY) for twin in GENERAL if twin in self._having]
        if word in self._having:
            return ((word, 1.0),)
        if len(word) <= SHORTEST:
            return ()
        near = process.extract(word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=4)
        return [(twin, score / 110) for twin, score, _ in near]

    def _told(self, found: tuple[str, ...]) -> dict[str, float]:
        """How much each word tells: the trade most, then what few appellations have; ``agent`` hardly anything."""
        trade = next((word for word in found if word not in GENERAL), "")
        return {word: self._rarity(word) * (FIRST if word == trade else HARDLY if word in GENERAL else 1.0)
                for word in found}  # fmt: skip

    def _rarity(self, word: str) -> float:
        return log(1 + len(self._titles) / (1 + len(self._having.get(word, ()))))


class LatestTitles:
    """The appellations of the referential in use, read on first need and again when another one is put in use."""

    def __init__(self, reference: Callable[[], Reference]) -> None:
        """Nothing is read yet."""
        self._reference = reference
        self._lock = Lock()
        self._of: Reference | None = None
        self._titles: Titles | None = None

    def __call__(self) -> Titles:
        """For the pool: the first call reads every appellation."""
        with self._lock:
            in_use = self._reference()
            if self._titles is None or self._of is not in_use:
                self._of, self._titles = in_use, Titles(in_use)
            return self._titles


def forms(label: str) -> tuple[str, ...]:
    """The masculine and feminine forms of an appellation, each whole: what follows the feminine belongs to both."""
    left, slash, right = label.partition(" / ")
    if not slash:
        return (label,)
    masculine, feminine = left.split(), right.split()
    return " ".join(masculine + feminine[len(masculine) :]), right
