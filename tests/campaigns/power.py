"""Power failures: what a working desk asked of the disk is replayed up to a random instant, and opened again.

A session is a real process with a real vault and a real store, whose every request to the disk is logged. A point is
one power failure in a session: one of the disks that ``_crash`` says may be left, opened as the application would.
Sessions alternate with and without a keyring. The same is done to desks in which a bug was planted.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import msgspec
from argon2.low_level import hash_secret_raw

from desktop.vault import derive
from tests.campaigns._crash import Disk
from tests.campaigns._deeds import ORDINARY, Expected, session
from tests.campaigns._frame import Campaign, Figure, at_least, every, none, told
from tests.campaigns._iolog import Begun, Done, Event, load
from tests.campaigns._judge import Fault, Verdict, judged
from tests.campaigns._planted import PLANTED
from tests.campaigns._writer import Order

PER_SESSION: Final = 500
LENGTH: Final = 80


@dataclass(frozen=True, slots=True)
class Logged:
    """A session: its events, whether it had a keyring, and what it is called when chance is drawn."""

    name: str
    events: tuple[Event, ...]
    keyring: bool


def run(campaign: Campaign) -> Iterator[Figure]:
    """Sessions of the real desk, then planted bugs."""
    vars(derive)["hash_secret_raw"] = cache(hash_secret_raw)  # judges derive the same few keys thousands of times
    points = campaign.points(short=200, long=10_000)
    started = time.monotonic()
    with campaign.folder() as folder:
        faults = _real(campaign, folder, points)
        lasted = time.monotonic() - started
        found = [name for name in PLANTED if campaign.point is None and _found(campaign, folder, name)]
    if campaign.point is None:
        yield at_least("coupures de courant rejouées", len(points), campaign.count(200, 10_000))
    for fault in Fault:
        yield none(f"dont {fault}", faults[fault])
    yield told("coupures par seconde", len(points) / lasted)
    if campaign.point is None:
        yield every("bogues plantés trouvés", len(found), len(PLANTED))


def _real(campaign: Campaign, folder: Path, points: Sequence[int]) -> Counter[Fault]:
    faults: Counter[Fault] = Counter()
    per_session = min(PER_SESSION, campaign.count(100, PER_SESSION))
    for number in sorted({point // per_session for point in points}):
        logged = _logged(campaign, folder, f"session-{number}", keyring=number % 2 == 0)
        campaign.say(f"session {number} : {len(logged.events)} demandes au disque")
        mine = [point for point in points if point // per_session == number]
        for point, verdict in _cuts(campaign, folder, logged, mine):
            faults[verdict.fault] += 1
            campaign.fault(point, f"{verdict.fault} : {verdict.detail}")
    return faults


def _found(campaign: Campaign, folder: Path, plant: str) -> bool:
    """Whether a planted bug shows within as many points as a session has."""
    for attempt in range(3):
        logged = _logged(campaign, folder, f"{plant}-{attempt}", keyring=attempt % 2 == 0, plant=plant)
        verdicts = _cuts(campaign, folder, logged, range(campaign.count(100, PER_SESSION)))
        if first := next(verdicts, None):
            campaign.say(f"bogue planté trouvé : {plant} ({first[1].fault})")
            return True
    campaign.say(f"bogue planté NON trouvé : {plant}")
    return False


def _logged(campaign: Campaign, folder: Path, name: str, *, keyring: bool, plant: str = "") -> Logged:
    """A session lived by a process of its own."""
    home, order, log = folder / "home", folder / "order.json", folder / "log"
    home.mkdir()
    weights = {**ORDINARY, **(PLANTED[plant].weights if plant else {})}
    deeds = list(session(campaign.random(name), LENGTH, weights))
    order.write_bytes(msgspec.json.encode(Order(str(home), deeds, keyring, plant)))
    command = [sys.executable, "-m", "tests.campaigns._writer", str(order), str(log)]
    subprocess.run(command, check=True, cwd=Path(__file__).parents[2])
    events = load(log)
    _check_whole(events, home)
    shutil.rmtree(home)
    return Logged(name, events, keyring)


def _check_whole(events: Sequence[Event], home: Path) -> None:
    """RuntimeError when the log does not tell the folder to the byte: something was not overheard."""
    disk = Disk()
    for event in events:
        disk.follow(event)
    here = {path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*") if path.is_file()}
    told = disk.seen()
    if different := sorted(name for name in here.keys() | told.keys() if here.get(name) != told.get(name)):
        raise RuntimeError(f"the log does not tell what became of {', '.join(different)}")


def _cuts(campaign: Campaign, folder: Path, logged: Logged, points: Sequence[int]) -> Iterator[tuple[int, Verdict]]:
    """The faults found at these points; the log is followed once, from its beginning."""
    disk, at, promised, begun = Disk(), 0, Expected(), None
    instants = {point: campaign.random(logged.name, point).randrange(len(logged.events) + 1) for point in points}
    for point in sorted(points, key=lambda one: instants[one]):
        for event in logged.events[at : instants[point]]:
            disk.follow(event)
            if isinstance(event, Begun):
                begun = promised.after(event.deed)
            elif isinstance(event, Done):
                promised, begun = promised.after(event.deed), None
        at = instants[point]
        if verdict := _cut(campaign, folder, logged, point, disk, [promised] if begun is None else [promised, begun]):
            yield point, verdict


def _cut(
    campaign: Campaign, folder: Path, logged: Logged, point: int, disk: Disk, possible: Sequence[Expected]
) -> Verdict | None:
    home = folder / "found"
    home.mkdir(mode=0o700)
    try:
        found = disk.found(campaign.random(logged.name, point, "found"))
        found.write(home)
        return judged(home, found.secrets if logged.keyring else None, possible)
    finally:
        shutil.rmtree(home)
