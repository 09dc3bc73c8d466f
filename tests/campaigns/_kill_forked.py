"""Kills of forked children: drawn, carried out, judged; and the same in desks where a bug was planted."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Final

from desktop.vault import derive
from tests.campaigns._deeds import Deed, Expected, resume
from tests.campaigns._desk import Desk
from tests.campaigns._frame import Campaign
from tests.campaigns._judge import Fault, Verdict, judged
from tests.campaigns._kill_child import Failed, Instant, Known, Life, lived
from tests.campaigns._kill_planted import PLANTED
from tests.campaigns._kill_work import Kind, Scene, Scenes, after, working
from tests.campaigns._share import Part

TWICE: Final = 0.15  # how often what opens again after a kill is killed too
OPENING: Final = 0.05  # seconds that it takes, about
LATER: Final = 1.1  # an instant is drawn up to that much beyond the length of a life without a kill
KINDS: Final = tuple(Kind)


@dataclass(slots=True)
class Bench:
    """A warm parent: scenes, derivations, and how long each kind of work lasts without a kill."""

    folder: Path
    scenes: Scenes
    known: Known
    whole: dict[tuple[Kind, type[Desk]], Life] = field(default_factory=dict)

    @property
    def home(self) -> Path:
        """Where a copy of a scene is worked in."""
        return self.folder / "home"


@dataclass(frozen=True, slots=True)
class Killed:
    """A kill and what came of it: whether work was under way, how many were needed, the fault or None."""

    cut: bool
    kills: int
    verdict: Verdict | None


def bench(folder: Path, random: Random) -> Bench:
    """Made anew under ``folder``."""
    return Bench(folder, Scenes(folder, random), remembered())


def remembered() -> Known:
    """From now on this process, and the children that it forks, derive each key once."""
    known = Known()
    vars(derive)["hash_secret_raw"] = known
    return known


def kind_of(point: int) -> Kind:
    """Kinds take turns."""
    return KINDS[point % len(KINDS)]


def share(campaign: Campaign, points: range, part: Part) -> None:
    """The kills of these points, each in a fresh copy of a scene."""
    with campaign.folder() as folder:
        made = bench(folder, campaign.random("scenes", points.start))
        for point in points:
            if campaign.point in (None, point):
                one = attempt(made, kind_of(point), campaign.random(point))
                _count(part, kind_of(point), one)
                if one.verdict:
                    part.faults.append((point, f"{kind_of(point)} : {one.verdict.fault} : {one.verdict.detail}"))


def plants(campaign: Campaign, names: Sequence[str], most: int) -> int:
    """How many of these planted bugs show, each within so many kills."""
    with campaign.folder() as folder:
        made = bench(folder, campaign.random("scenes", *names))
        return sum(_shows(campaign, made, name, most) for name in names)


def _shows(campaign: Campaign, made: Bench, name: str, most: int) -> bool:
    """A false alarm does not count: what is planted causes a loss."""
    plant = PLANTED[name]
    for number in range(most):
        found = attempt(made, plant.kind, campaign.random(name, number), plant.desk).verdict
        if found and found.fault is not Fault.ALARM:
            campaign.say(f"bogue planté trouvé en {number + 1} arrêts : {name} ({found.fault})")
            return True
    campaign.say(f"bogue planté NON trouvé : {name}")
    return False


def attempt(made: Bench, kind: Kind, random: Random, planted: type[Desk] | None = None) -> Killed:
    """One kill, or two; then the desk is opened and judged as it is, without the bug."""
    sound = made.scenes.of(kind, random)
    scene = replace(sound, desk=planted) if planted else sound
    _measure(made, kind, scene)
    deeds = scene.deeds(kind, random)
    instant = drawn(made.whole[kind, scene.desk], random)
    scene.laid(made.home)
    try:
        life = _lived(made, scene, deeds, instant)
        secrets, possible = after(scene, deeds, life)
        kills = 1
        if not planted and random.random() < TWICE and any(one.passphrase for one in possible):
            kills, secrets = 2, _again(made, replace(scene, secrets=secrets), possible, random)
        failed = [line.why for line in life.lines if isinstance(line, Failed)]
        verdict = Verdict(Fault.UNREADABLE, failed[0]) if failed else None
        return Killed(life.cut, kills, verdict or judged(made.home, secrets, possible, sound.desk))
    finally:
        shutil.rmtree(made.home)


def _again(made: Bench, scene: Scene, possible: list[Expected], random: Random) -> dict[tuple[str, str], str] | None:
    """The desk is opened again by a child that is killed at it; what the keyring then holds."""
    deeds = (resume(possible),)
    life = _lived(made, scene, deeds, Instant(0, random.uniform(0, OPENING)))
    return after(scene, deeds, life)[0]


def _measure(made: Bench, kind: Kind, scene: Scene) -> None:
    """One life without a kill, for each kind: when it tells what; it is judged as well."""
    if (kind, scene.desk) in made.whole:
        return
    deeds = scene.deeds(kind, Random(0))  # noqa: S311  # only its length counts
    scene.laid(made.home)
    life = _lived(made, scene, deeds, Instant(1 << 30))
    secrets, possible = after(scene, deeds, life)
    found = judged(made.home, secrets, possible, scene.desk)
    shutil.rmtree(made.home)
    if life.cut or found or any(isinstance(line, Failed) for line in life.lines):
        raise RuntimeError(f"{kind} is not done without a kill: {found or life.lines[-1:]}")
    made.whole[kind, scene.desk] = life


def drawn(whole: Life, random: Random) -> Instant:
    """Half of them anywhere in time; half in any of the stretches between two things told, however short."""
    if random.random() < 0.5:
        return Instant(0, random.uniform(0, whole.times[-1] * LATER))
    line = random.randrange(len(whole.times))
    begins = whole.times[line - 1] if line else 0.0
    return Instant(line, random.uniform(0, (whole.times[line] - begins) * LATER))


def _lived(made: Bench, scene: Scene, deeds: tuple[Deed, ...], instant: Instant) -> Life:
    life = lived(partial(working, scene, made.home, deeds, made.known), instant)
    made.known.learn(life.lines)
    return life


def _count(part: Part, kind: Kind, one: Killed) -> None:
    part.add("arrêts", one.kills)
    part.add("arrêts pendant le travail", int(one.cut))
    part.add(f"arrêts : {kind}")
    if one.kills > 1:
        part.add("arrêts : réouverture", one.kills - 1)
    if one.verdict:
        part.add(one.verdict.fault)
