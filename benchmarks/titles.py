"""Free job titles matched with the appellations of the whole ROME: how long one takes, and how many are found."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from time import perf_counter
from typing import Final

from benchmarks.free_titles import FREE_TITLES
from benchmarks.ground import Ground
from benchmarks.measure import Measure, timed
from benchmarks.official import whole
from desktop.reference.titles import Titles

ALLOWED: Final = 100.0  # ms a title
FIRST: Final = 3


def measures(ground: Ground) -> Iterator[Measure]:
    """Needs the shared data; says so and measures nothing without it."""
    with whole(ground, "titles") as reference:
        if reference is None:
            return
        began = perf_counter()
        ready = Titles(reference)
        loaded = (perf_counter() - began) * 1000
        each, hits = [], 0
        for title, around, codes in FREE_TITLES:
            each.append(timed(lambda: ready.matches(title, around)))  # noqa: B023 - called at once
            hits += bool({one.occupation.code for one in ready.matches(title, around)[:FIRST]} & {*codes.split("|")})
    yield Measure("un titre d’emploi, médiane", median(each), ALLOWED, "ce qui est permis", 1.0)
    yield Measure("un titre d’emploi, le plus lent", max(each), ALLOWED, "ce qui est permis", 1.0)
    yield Measure("lire les appellations, une fois", loaded, ALLOWED, "un titre")
    yield Measure("métier attendu parmi les trois premiers", hits, len(FREE_TITLES), "titres vérifiés", unit="titres")
