"""What a campaign is: a number of attempts drawn from a seed, and figures held against goals.

A campaign is a module of this folder with ``run(campaign: Campaign) -> Iterable[Figure]``, and nothing else to declare:

    def run(campaign: Campaign) -> Iterator[Figure]:
        with campaign.folder() as folder:
            lost = sum(attempt(campaign.random(point), folder) for point in campaign.points(short=200, long=10_000))
        yield none("notes perdues", lost)
        yield every("bogues plantés trouvés", found, planted)

It draws everything from ``campaign.random(…)``, numbers its attempts by ``campaign.points``, and says each failure with
``campaign.fault(point, …)``, which prints how to replay that attempt alone. It must be shown able to fail: bugs are
planted, and finding every one of them is one of its figures.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SAID: Final = 20  # faults printed for one campaign: the others are only counted
MEMORY: Final = Path("/dev/shm")  # noqa: S108  # where it is: nobody's power fails here, only a model's
MARKS: Final[Mapping[bool | None, str]] = {True: "atteint", False: "MANQUÉ", None: "—"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the final table; ``met`` is None when there is no goal, or when it could not be run."""

    label: str
    count: str
    goal: str = ""
    met: bool | None = None


def told(label: str, count: object) -> Figure:
    """A figure without a goal."""
    return Figure(label, _counted(count))


def none(label: str, count: int) -> Figure:
    """Met when there was not a single one."""
    return Figure(label, _counted(count), "0", count == 0)


def every(label: str, found: int, planted: int) -> Figure:
    """Met when all were found, and there was something to find."""
    return Figure(label, f"{_counted(found)}/{_counted(planted)}", "tous", found == planted > 0)


def at_least(label: str, count: float, goal: float) -> Figure:
    """Met from ``goal`` on."""
    return Figure(label, _counted(count), f"≥ {_counted(goal)}", count >= goal)


def not_run(label: str, why: str) -> Figure:
    """What this machine does not allow: said, never counted as met."""
    return Figure(label, f"non exécuté : {why}")


class Campaign:
    """One run: its length, its seed, and the one attempt to replay if there is one."""

    def __init__(self, name: str, seed: int, long: bool = False, point: int | None = None, *, workers: int = 1) -> None:
        """``point``: that attempt only; ``workers``: how many of them a campaign may share its attempts between."""
        self.name = name
        self.seed = seed
        self.long = long
        self.point = point
        self.workers = workers
        self.faults = 0

    def random(self, *about: object) -> random.Random:
        """A source of chance that depends on the seed and on ``about`` alone: attempts can be replayed one by one."""
        words = "|".join(map(str, (self.name, self.seed, *about)))
        return random.Random(words)  # noqa: S311  # chance for tests, to be drawn again at will

    def points(self, short: int, long: int) -> Sequence[int]:
        """The numbers of the attempts to make."""
        whole = range(long if self.long else short)
        return whole if self.point is None else [self.point]

    def count(self, short: int, long: int) -> int:
        """One of two sizes."""
        return long if self.long else short

    def say(self, text: str) -> None:
        """Progress, at once."""
        print(f"· {text}", flush=True)

    def fault(self, point: int, what: str) -> None:
        """Count a failure; the first ones are printed, with the command that replays them."""
        self.faults += 1
        if self.faults <= SAID:
            again = f"{self.name}{' --long' if self.long else ''} --seed {self.seed} --point {point}"
            print(f"✗ {what}\n  python3 dev.py campaign {again}", flush=True)

    @contextmanager
    def folder(self) -> Iterator[Path]:
        """A folder for the run, gone at its end; in memory where the system offers it, unless TMPDIR says where."""
        place = MEMORY if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK) else None
        made = Path(tempfile.mkdtemp(prefix=f"escale-{self.name}-", dir=place)).resolve()
        try:
            yield made
        finally:
            shutil.rmtree(made, ignore_errors=True)


def table(figures: Sequence[Figure]) -> str:
    """The figures, a line each, aligned."""
    rows = [("chiffre", "compte", "but", ""), *((one.label, one.count, one.goal, MARKS[one.met]) for one in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join((lines[0], "-" * len(max(lines, key=len)), *lines[1:]))


def missed(figures: Sequence[Figure]) -> bool:
    """Whether a goal was missed, or nothing at all was held against a goal."""
    return any(one.met is False for one in figures) or not any(one.met for one in figures)


def _counted(count: object) -> str:
    if isinstance(count, int) and not isinstance(count, bool):
        return f"{count:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
    return f"{count:.1f}".replace(".", ",") if isinstance(count, float) else str(count)
