"""Power failures: what a working desk asked of the disk is replayed up to a random instant, and opened again.

A session is a real process with a real vault and a real store, whose every request to the disk is logged. A point is
one power failure in a session: one of the disks that ``_crash`` says may be left, opened as the application would.
Sessions alternate with and without a keyring, one in three migrates an old store; a fifth of the points are failures
while the desk is opened again after a first failure. The same is done to desks in which a bug was planted.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import msgspec
from argon2.low_level import hash_secret_raw

from desktop.vault import derive
from tests.campaigns._crash import Disk, Found, Secrets
from tests.campaigns._deeds import ORDINARY, Expected, resume, session
from tests.campaigns._desk import Desk
from tests.campaigns._frame import Campaign, Figure, at_least, every, none, told
from tests.campaigns._iolog import Begun, Done, Event, load
from tests.campaigns._judge import Fault, Verdict, judged
from tests.campaigns._kill_work import ancient_scene
from tests.campaigns._planted import PLANTED
from tests.campaigns._share import Part, shared
from tests.campaigns._writer import Order
from tests.store.people import ANNE

POINTS: Final = 120, 10_000  # short and long
PER_SESSION: Final = 40, 500
ANCIENT: Final = 3  # one session in so many is a migration
PER_RETURN: Final = 50  # points in what follows a first failure
LENGTH: Final = 40, 80  # deeds of a session
PLANTED_LENGTH: Final = 20, 80
PLANTED_POINTS: Final = 80, 500  # of each session in which a planted bug must show
TABLES: Final = 2  # shares of planted bugs
UNIT: Final = "coupures"


@dataclass(frozen=True, slots=True)
class Logged:
    """A session: its events, the first instant that counts, and what may be found then."""

    name: str
    events: tuple[Event, ...]
    keyring: bool
    start: int
    possible: tuple[Expected, ...] = (Expected(),)
    desk: type[Desk] = Desk


@dataclass(frozen=True, slots=True)
class Cut:
    """A failure at one instant: what is on the disk, and what may be found there."""

    point: int
    found: Found
    possible: tuple[Expected, ...]


def run(campaign: Campaign) -> Iterator[Figure]:
    """Sessions of the real desk, then planted bugs."""
    started = time.monotonic()
    whole = shared(campaign, part, _numbers(campaign), UNIT)
    lasted, counts = time.monotonic() - started, whole.counts
    if campaign.point is None:
        yield at_least("coupures de courant rejouées", counts.get(UNIT, 0), campaign.count(*POINTS))
    for fault in Fault:
        yield none(f"dont {fault}", counts.get(fault, 0))
    yield told("coupures par seconde de processeur", counts.get(UNIT, 0) / max(whole.seconds, 0.001))
    yield told("coupures par seconde", counts.get(UNIT, 0) / lasted)
    if campaign.point is None:
        yield every("bogues plantés trouvés", counts.get("plantés", 0), len(PLANTED))


def part(campaign: Campaign, number: int) -> Part:
    """One share: a session, or some of the planted bugs."""
    vars(derive)["hash_secret_raw"] = cache(hash_secret_raw)  # judges derive the same few keys thousands of times
    done, sessions = Part(), _sessions(campaign)
    with campaign.folder() as folder:
        if number >= sessions:
            names = [*PLANTED][number - sessions :: TABLES]
            done.add("plantés", sum(_shows(campaign, folder, name) for name in names))
        else:
            with done.measured():
                _real(campaign, folder, number, done)
    return done


def _sessions(campaign: Campaign) -> int:
    return campaign.count(*POINTS) // campaign.count(*PER_SESSION)


def _numbers(campaign: Campaign) -> Sequence[int]:
    if campaign.point is not None:
        return [campaign.point // campaign.count(*PER_SESSION)]
    return range(_sessions(campaign) + TABLES)


def _real(campaign: Campaign, folder: Path, number: int, done: Part) -> None:
    """The points of one session, the last fifth of which comes after a first failure."""
    size = campaign.count(*PER_SESSION)
    ancient, name = number % ANCIENT == ANCIENT - 1, f"session-{number}"
    logged = _migrated(folder, name) if ancient else _lived(campaign, folder, name, keyring=number % 2 == 0)
    campaign.say(f"session {number} : {len(logged.events)} demandes au disque")
    mine = [point for point in campaign.points(*POINTS) if point // size == number]
    first = [point for point in mine if point % size < size * 4 // 5]
    done.add(UNIT, len(mine))
    for point, verdict in (*_judged(campaign, folder, logged, first), *_after(campaign, folder, logged, mine, size)):
        done.add(verdict.fault)
        done.faults.append((point, f"{verdict.fault} : {verdict.detail}"))


def _after(
    campaign: Campaign, folder: Path, logged: Logged, points: Sequence[int], size: int
) -> Iterator[tuple[int, Verdict]]:
    """Failures while the desk is opened again after a failure: the remaining points, by ``PER_RETURN``."""
    step = min(PER_RETURN, size // 5)
    for begin in range(size * 4 // 5, size, step):
        mine = [point for point in points if begin <= point % size < begin + step]
        if mine:
            (cut,) = _cuts(campaign, logged, [begin])
            yield from _judged(campaign, folder, _returned(folder, logged, cut), mine)


def _shows(campaign: Campaign, folder: Path, plant: str) -> bool:
    """Whether a planted bug shows within a few sessions."""
    for attempt in range(3):
        logged = _lived(campaign, folder, f"{plant}-{attempt}", keyring=attempt % 2 == 0, plant=plant)
        judged_there = _judged(campaign, folder, logged, range(campaign.count(*PLANTED_POINTS)))
        shown = (one.fault for _, one in judged_there if (one.fault is Fault.ALARM) == PLANTED[plant].alarms)
        if first := next(shown, None):
            campaign.say(f"bogue planté trouvé : {plant} ({first})")
            return True
    campaign.say(f"bogue planté NON trouvé : {plant}")
    return False


def _lived(campaign: Campaign, folder: Path, name: str, *, keyring: bool, plant: str = "") -> Logged:
    """A session lived by a process of its own, from nothing."""
    weights = {**ORDINARY, **(PLANTED[plant].weights if plant else {})}
    length = campaign.count(*(PLANTED_LENGTH if plant else LENGTH))
    deeds = list(session(campaign.random(name), length, weights))
    home = folder / "home"
    home.mkdir(mode=0o700)
    events = _logged(folder, Order(str(home), deeds, keyring, plant))
    return Logged(name, events, keyring, _start(events))


def _migrated(folder: Path, name: str) -> Logged:
    """A session that opens a store of the first schema, and writes in it."""
    scene = ancient_scene(folder / f"{name}-before")
    home = folder / "home"
    scene.laid(home)
    notes = [{"do": "note", "item": f"{name}-{at}", "person": ANNE, "text": f"Note {at}"} for at in range(6)]
    deeds = [resume([scene.expected]), *notes[:3], {"do": "reopen"}, *notes[3:]]
    order = Order(str(home), deeds, keyring=True, ancient=True, secrets=_listed(scene.secrets or {}))
    events = _logged(folder, order)
    return Logged(name, events, True, _start(events), (scene.expected,), scene.desk)


def _listed(secrets: Secrets) -> list[tuple[str, str, str]]:
    return [(service, item, secret) for (service, item), secret in secrets.items()]


def _returned(folder: Path, logged: Logged, cut: Cut) -> Logged:
    """The desk opened again, by a process of its own, on what a failure left."""
    home = folder / "home"
    home.mkdir(mode=0o700)
    cut.found.write(home)
    ancient, secrets = logged.desk is not Desk, _listed(cut.found.secrets)
    order = Order(str(home), [resume(cut.possible)], logged.keyring, ancient=ancient, secrets=secrets)
    events = _logged(folder, order)
    return Logged(f"{logged.name}-{cut.point}", events, logged.keyring, _start(events), cut.possible, logged.desk)


def _logged(folder: Path, order: Order) -> tuple[Event, ...]:
    """What a process that obeyed the order asked of the disk; RuntimeError if the log does not tell it to the byte."""
    written, log, home = folder / "order.json", folder / "log", Path(order.home)
    written.write_bytes(msgspec.json.encode(order))
    command = [sys.executable, "-m", "tests.campaigns._writer", str(written), str(log)]
    subprocess.run(command, check=True, cwd=Path(__file__).parents[2])
    events, disk = load(log), Disk()
    for event in events:
        disk.follow(event)
    told = disk.seen()
    here = {path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*") if path.is_file()}
    if different := sorted(name for name in here.keys() | told.keys() if here.get(name) != told.get(name)):
        raise RuntimeError(f"the log does not tell what became of {', '.join(different)}")
    shutil.rmtree(home)
    return events


def _start(events: Sequence[Event]) -> int:
    return next(at for at, event in enumerate(events) if isinstance(event, Begun))


def _cuts(campaign: Campaign, logged: Logged, points: Sequence[int]) -> Iterator[Cut]:
    """The failures at these points, in the order of their instants: the log is followed once, from its beginning."""
    disk, at, sure, may = Disk(), 0, logged.possible, logged.possible
    ends = logged.start, len(logged.events)
    instants = {point: campaign.random(logged.name, point).randint(*ends) for point in points}
    for point in sorted(points, key=lambda one: instants[one]):
        for event in logged.events[at : instants[point]]:
            disk.follow(event)
            if isinstance(event, Begun):
                may = (*sure, *(one.after(event.deed) for one in sure))
            elif isinstance(event, Done):
                sure = may = tuple(one.after(event.deed) for one in sure)
        at = instants[point]
        yield Cut(point, disk.found(campaign.random(logged.name, point, "found")), may)


def _judged(campaign: Campaign, folder: Path, logged: Logged, points: Sequence[int]) -> Iterator[tuple[int, Verdict]]:
    """The faults found at these points."""
    home = folder / "found"
    for cut in _cuts(campaign, logged, points):
        home.mkdir(mode=0o700)
        cut.found.write(home)
        verdict = judged(home, cut.found.secrets if logged.keyring else None, cut.possible, logged.desk)
        shutil.rmtree(home)
        if verdict:
            yield cut.point, verdict
