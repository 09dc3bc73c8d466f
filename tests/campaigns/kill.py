"""SIGKILL at any instant of everything that writes; then the real vault and the real store open what is left.

Most kills are of children forked from a warm parent, at work in a copy of a desk; the others are of the whole program,
its window and a gateway. The same is done to desks in which a bug was planted. A run is cut in shares by its seed.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from math import ceil
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
MOST: Final = 60, 400  # kills in which a planted bug must show
TABLES: Final = 2  # shares of planted bugs
UNIT: Final = "arrêts"


def run(campaign: Campaign) -> Iterator[Figure]:
    """Forked children, whole programs, planted bugs: by shares, the long ones first."""
    started = time.monotonic()
    shares = [
        number
        for number in range(_count(campaign))
        if campaign.point is None or campaign.point in _points(campaign, number)
    ]
    whole = shared(campaign, part, [*shares, *_plants(campaign)], UNIT)
    lasted = time.monotonic() - started
    counts = whole.counts
    if campaign.point is None:
        yield at_least("arrêts brutaux", counts.get(UNIT, 0), campaign.count(126, 10_000))
    for name in sorted(name for name in counts if name.startswith(UNIT) and name != UNIT):
        yield told(f"  {name}", counts[name])
    for fault in Fault:
        yield none(f"dont {fault}", counts.get(fault, 0))
    yield told("arrêts par seconde et par cœur", counts.get(UNIT, 0) / max(whole.seconds, 0.001))
    yield told("arrêts par seconde", counts.get(UNIT, 0) / lasted)
    if campaign.point is None:
        yield every("bogues plantés trouvés", counts.get("plantés", 0), len(PLANTED))


def part(campaign: Campaign, number: int) -> Part:
    """One share: of children, of programs, or a planted bug."""
    begun, done = time.monotonic(), Part()
    if number < _count(campaign):
        share(campaign, _points(campaign, number), done)
        done.seconds = time.monotonic() - begun
    else:
        done.add("plantés", plants(campaign, [*PLANTED][number - _count(campaign) :: TABLES], campaign.count(*MOST)))
    return done


def _count(campaign: Campaign) -> int:
    return ceil(campaign.count(*FORKED) / campaign.count(*SIZE))


def _points(campaign: Campaign, number: int) -> range:
    size = campaign.count(*SIZE)
    return range(number * size, min((number + 1) * size, campaign.count(*FORKED)))


def _plants(campaign: Campaign) -> range:
    first = _count(campaign)
    return range(first, first + TABLES) if campaign.point is None else range(0)
