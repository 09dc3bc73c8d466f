"""SIGKILL at any instant of everything that writes; then the real vault and the real store open what is left.

Most kills are of children forked from a warm parent, at work in a copy of a desk; the others are of the whole program,
its window and a gateway. The same is done to desks in which a bug was planted. A run is cut in shares by its seed.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Final

from tests.campaigns._frame import Campaign, Figure, at_least, every, none, told
from tests.campaigns._judge import Fault
from tests.campaigns._kill_forked import plants, share
from tests.campaigns._kill_planted import PLANTED
from tests.campaigns._share import Part, shared

FORKED: Final = 120, 9_500  # points, short and long
PROGRAM: Final = 6, 500
SIZE: Final = 60, 250  # points of a share
PROGRAM_SIZE: Final = 6, 50
MOST: Final = 120, 400  # kills in which a planted bug must show: the shyest shows once in some twenty
TABLES: Final = 2  # shares of planted bugs
UNIT: Final = "arrêts"
CHILDREN: Final = "arrêts d’enfants"


def run(campaign: Campaign) -> Iterator[Figure]:
    """Forked children, whole programs, planted bugs."""
    started = time.monotonic()
    whole = shared(campaign, part, _numbers(campaign), UNIT)
    lasted = time.monotonic() - started
    counts = whole.counts
    if campaign.point is None:
        yield at_least(
            "arrêts brutaux", counts.get(UNIT, 0), campaign.count(sum(pair[0] for pair in (FORKED, PROGRAM)), 10_000)
        )
    for name in sorted(name for name in counts if name.startswith((UNIT, "notes")) and name not in (UNIT, CHILDREN)):
        yield told(f"  {name}", counts[name])
    for fault in Fault:
        yield none(f"dont {fault}", counts.get(fault, 0))
    yield told("arrêts d’enfants par seconde de processeur", counts.get(CHILDREN, 0) / max(whole.seconds, 0.001))
    yield told("arrêts par seconde", counts.get(UNIT, 0) / lasted)
    if campaign.point is None:
        yield every("bogues plantés trouvés", counts.get("plantés", 0), len(PLANTED))


def part(campaign: Campaign, number: int) -> Part:
    """One share: of children, of programs, or of planted bugs."""
    done, ranges = Part(), _ranges(campaign)
    if number >= len(ranges):
        done.add("plantés", plants(campaign, [*PLANTED][number - len(ranges) :: TABLES], campaign.count(*MOST)))
    elif ranges[number].start < campaign.count(*FORKED):
        with done.measured():
            share(campaign, ranges[number], done)
        done.add(CHILDREN, done.counts.get(UNIT, 0))
    else:
        from tests.campaigns._kill_program import programs  # with Qt, which the others do without

        programs(campaign, ranges[number], done)
    return done


def _ranges(campaign: Campaign) -> list[range]:
    """The points of each share: of forked children, then of whole programs."""
    forked, program = campaign.count(*FORKED), campaign.count(*PROGRAM)
    return [*_cut(0, forked, campaign.count(*SIZE)), *_cut(forked, forked + program, campaign.count(*PROGRAM_SIZE))]


def _cut(first: int, end: int, size: int) -> Iterator[range]:
    return (range(at, min(at + size, end)) for at in range(first, end, size))


def _numbers(campaign: Campaign) -> list[int]:
    """Of the shares to do: those of programs first, which last longest."""
    ranges = _ranges(campaign)
    if campaign.point is not None:
        return [number for number, points in enumerate(ranges) if campaign.point in points]
    order = sorted(range(len(ranges)), key=lambda number: ranges[number].start < campaign.count(*FORKED))
    return [*order, *range(len(ranges), len(ranges) + TABLES)]
