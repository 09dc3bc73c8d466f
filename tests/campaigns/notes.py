"""SIGKILL at any instant of typing in the real page of notes; then the store is opened, and its text held to the keys.

At a human pace and without any pause, in both inks, with locks in the middle; half the kills are aimed at a writing,
just after it began. Lost is every key that was pressed and is not in the store; a loss is as long as the first of them
had been waiting when the kill came. The same is done to some editors in which a bug was planted.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

from desktop.models.note import Kind
from tests.campaigns._frame import Campaign, Figure, at_least, every, none, told
from tests.campaigns._notes_killed import End, Life, Loss, copied, judged, laid, lived
from tests.campaigns._notes_planted import PLANTED, Plant
from tests.campaigns._notes_typist import Script
from tests.campaigns._share import Part, shared

KILLS: Final = 25, 500
SIZE: Final = 5, 25  # kills of a share
LONGEST: Final = 1.0  # seconds
LIFE: Final = 0.1, 2.6  # seconds of typing before the kill
PLANT_LIFE: Final = 1.6, 3.4  # a planted bug is given the time to show
MOST: Final = 40  # kills in which a planted bug must show
AIM: Final = 0.02  # seconds after a writing began
TABLES: Final = 2  # shares of planted bugs
UNIT: Final = "arrêts"


def run(campaign: Campaign) -> Iterator[Figure]:
    """Kills, then planted bugs."""
    whole = shared(campaign, part, _numbers(campaign), UNIT)
    counts = whole.counts
    if campaign.point is None:
        yield at_least("arrêts brutaux", counts.get(UNIT, 0), campaign.count(*KILLS))
    for name in (
        "arrêts visés sur une écriture",
        "frappes",
        "frappes sans pause",
        "verrouillages en cours de frappe",
        "frappes perdues",
    ):
        yield told(name, counts.get(name, 0))
    yield told("frappes perdues au plus, en une fois", _most(counts, "frappes : "))
    longest = _most(counts, "perte : ") / 1000
    yield Figure("plus longue perte (s)", f"{longest:.2f}".replace(".", ","), "≤ 1", longest <= LONGEST)
    yield none("coffres illisibles ou textes jamais écrits", counts.get("faux", 0))
    if campaign.point is None:
        yield every("bogues plantés trouvés", counts.get("plantés", 0), len(PLANTED))


def part(campaign: Campaign, number: int) -> Part:
    """One share: of kills, or of planted bugs."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    done, ranges = Part(), _ranges(campaign)
    with campaign.folder() as folder:
        model = laid(folder)
        if number >= len(ranges):
            done.add("plantés", _plants(campaign, model, number - len(ranges)))
            return done
        for point in ranges[number]:
            if campaign.point in (None, point):
                _kill(campaign, model, point, done)
    return done


def _kill(campaign: Campaign, model: Path, point: int, done: Part) -> None:
    """One kill, counted; the largest values travel as names, since parts only add."""
    life, loss = _attempt(model, point, campaign.random(point), LIFE, None)
    done.add(UNIT)
    done.add("frappes", len(life.keys))
    done.add("frappes sans pause", 0 if _human(point) else len(life.keys))
    done.add("arrêts visés sur une écriture", _aimed(point))
    done.add("verrouillages en cours de frappe", life.locks)
    if loss.wrong:
        done.add("faux")
        done.faults.append((point, loss.wrong))
    done.add("frappes perdues", loss.keys)
    done.add(f"frappes : {loss.keys}")
    done.add(f"perte : {round(loss.seconds * 1000)}")
    if loss.seconds > LONGEST:
        done.faults.append((point, f"{loss.keys} frappes perdues, la première {loss.seconds:.2f} s avant l’arrêt"))


def _plants(campaign: Campaign, model: Path, table: int) -> int:
    return sum(_shows(campaign, model, name, PLANTED[name]) for name in [*PLANTED][table::TABLES])


def _shows(campaign: Campaign, model: Path, name: str, plant: Plant) -> bool:
    for number in range(MOST):
        _, loss = _attempt(model, number, campaign.random(name, number), PLANT_LIFE, plant)
        if loss.wrong or loss.seconds > LONGEST:
            said = loss.wrong or f"{loss.seconds:.1f} s perdues"
            campaign.say(f"bogue planté trouvé en {number + 1} arrêts : {name} ({said})")
            return True
    campaign.say(f"bogue planté NON trouvé : {name}")
    return False


def _attempt(
    model: Path, point: int, random: Random, life: tuple[float, float], plant: Plant | None
) -> tuple[Life, Loss]:
    home = copied(model, model.with_name("essai"))
    script = Script(random.randrange(1 << 30), _human(point), random.choice((Kind.NOTE, Kind.WORKING)),
                    locks=random.choice((0.0, 0.02)))  # fmt: skip
    end = End(random.uniform(*life), random.uniform(0, AIM) if _aimed(point) else None)
    lifetime = lived(home, script, end, plant)
    return lifetime, judged(home, lifetime)


def _human(point: int) -> bool:
    """Every other life."""
    return point % 2 == 1


def _aimed(point: int) -> bool:
    """Two lives of four, of both paces."""
    return point // 2 % 2 == 1


def _most(counts: dict[str, int], prefix: str) -> int:
    return max((int(name.removeprefix(prefix)) for name in counts if name.startswith(prefix)), default=0)


def _ranges(campaign: Campaign) -> list[range]:
    """The points of each share."""
    kills, size = campaign.count(*KILLS), campaign.count(*SIZE)
    return [range(at, min(at + size, kills)) for at in range(0, kills, size)]


def _numbers(campaign: Campaign) -> list[int]:
    """Of the shares to do: planted bugs first, which last longest."""
    ranges = _ranges(campaign)
    if campaign.point is not None:
        return [number for number, points in enumerate(ranges) if campaign.point in points]
    return [*range(len(ranges), len(ranges) + TABLES), *range(len(ranges))]
