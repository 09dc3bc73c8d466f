"""What a benchmark answers, how medians are taken, and how the figures are said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Final

LEAST: Final = 5  # repetitions behind a median


@dataclass(frozen=True, slots=True)
class Measure:
    """A value over the limit named beside it, in ``unit``; ``goal`` is the ratio aimed at, None when there is none."""

    name: str
    value: float
    limit: float
    against: str
    goal: float | None = None
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """Value over limit; infinite when the limit is nothing."""
        return self.value / self.limit if self.limit > 0 else float("inf")

    @property
    def verdict(self) -> str:
        """Whether the goal is met, in words."""
        if self.goal is None:
            return "pour mémoire"
        return "tenu" if self.ratio <= self.goal else "au-delà du but"


def medians(works: Sequence[Callable[[], float]], times: int) -> list[float]:
    """The median of what each work answers over ``times`` rounds, interleaved; every other round goes backwards."""
    found: list[list[float]] = [[] for _ in works]
    for turn in range(max(times, LEAST)):
        order = range(len(works)) if turn % 2 == 0 else reversed(range(len(works)))
        for place in order:
            found[place].append(works[place]())
    return [median(values) for values in found]


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that ``work`` took."""
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def said(value: float, unit: str) -> str:
    """``12,3 ms``, with a comma and three significant figures or all the whole ones."""
    figures = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{figures}f} {unit}".replace(",", "\u202f").replace(".", ",")


def line(measure: Measure) -> str:
    """One measure in one sentence."""
    goal = f", but {said(measure.goal, '×')}" if measure.goal is not None else ""
    return (
        f"{measure.name} : {said(measure.value, measure.unit)} ; {measure.against} : "
        f"{said(measure.limit, measure.unit)} ; rapport {said(measure.ratio, '×')}{goal} : {measure.verdict}"
    )


def table(measures: Sequence[Measure]) -> str:
    """Every measure, in aligned columns."""
    rows = [("Mesure", "Valeur", "Limite", "Rapport", "But", "Verdict")]
    for one in measures:
        goal = said(one.goal, "×") if one.goal is not None else "-"
        rows.append((one.name, said(one.value, one.unit), said(one.limit, one.unit), said(one.ratio, "×"), goal,
                     one.verdict))  # fmt: skip
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(text.ljust(width) if column in (0, 5) else text.rjust(width)
                  for column, (text, width) in enumerate(zip(row, widths, strict=True))).rstrip()
        for row in rows
    )  # fmt: skip
