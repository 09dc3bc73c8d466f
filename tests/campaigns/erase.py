"""Erasures: a person leaves in every way that exists, with a real gateway, and every byte of them is looked for.

Each attempt lives a whole desk (files, writings of every kind, backups in two folders, copies of the home taken
before), lets one person go, and searches: files as bytes, pages decrypted, columns opened with every key that is left;
then the copies of before, with everything that is known today. Attempts alternate with and without a keyring.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from argon2.low_level import hash_secret_raw

from desktop.errors import EscaleError
from desktop.vault import derive
from tests.campaigns._erase_judge import Counted, Trace, Verdict, judged, judged_copies, judged_words
from tests.campaigns._erase_planted import PLANTED, Plant
from tests.campaigns._erase_scene import Scene, scene
from tests.campaigns._erase_seat import temporary
from tests.campaigns._erase_town import town
from tests.campaigns._erase_ways import WAYS, Unexpected, Way
from tests.campaigns._frame import Campaign, Figure, at_least, every, none, told

EACH = [(name, keyring) for keyring in (True, False) for name, way in WAYS.items() if keyring or not way.keyring_only]
ROUNDS = 25  # of a long campaign


def run(campaign: Campaign) -> Iterator[Figure]:
    """Every way, with and without a keyring; then planted bugs."""
    points = campaign.points(short=len(EACH), long=len(EACH) * ROUNDS)
    traces: Counter[Trace] = Counter()
    counted, stages, ended = Counted(), Counter[str](), 0
    with _ground(campaign) as folder:
        for point in points:
            name, keyring = EACH[point % len(EACH)]
            label = f"{name}, {'avec' if keyring else 'sans'} trousseau"
            for trace, detail in _attempt(campaign, folder, point, WAYS[name], keyring, counted, stages):
                traces[trace] += 1
                campaign.fault(point, f"{label} : {trace} : {detail}")
            ended += 1
        found = [plant for plant in PLANTED if campaign.point is None and _shows(campaign, folder, plant)]
    if campaign.point is None:
        yield at_least("effacements menés à bout", ended, len(EACH))
    for trace in Trace:
        yield none(trace, traces[trace])
    yield told("reçus lus", counted.receipts)
    yield told("écrits non transmis, remis scellés", counted.handed)
    yield told("fichiers, pages et colonnes lus", counted.files)
    yield told("Mo lus", counted.size / 1e6)
    yield told("copies d’avant attaquées", counted.copies)
    yield told("limite dite : colonnes N ouvertes dans des copies non gérées", counted.notes)
    yield told("limite dite : colonnes P ouvertes sans trousseau", counted.passports)
    for stage, count in stages.items():
        yield told(f"limite dite : {stage}", count)
    if campaign.point is None:
        yield every("bogues plantés trouvés", len(found), len(PLANTED))


@contextmanager
def _ground(campaign: Campaign) -> Iterator[Path]:
    """A folder, temporary files in it, and a cheap derivation."""
    vars(derive)["hash_secret_raw"] = cache(hash_secret_raw)
    before = os.environ.get("TMPDIR")
    with campaign.folder() as folder:
        temporary(folder / "temporaire")
        try:
            yield folder
        finally:
            temporary(Path(before or "/tmp"))  # noqa: S108 (where it was)


def _attempt(
    campaign: Campaign, folder: Path, point: int, way: Way, keyring: bool, counted: Counted, stages: Counter[str]
) -> list[Verdict]:
    """What one attempt found wrong."""
    home = folder / "essai"
    home.mkdir()
    try:
        with (
            town(home) as served,
            scene(home, campaign.random(point), served, keyring=keyring, shared=way.shared, days=way.days) as made,
        ):
            found = _ended(made, way, counted)
            stages.update(made.stages)
            return found
    finally:
        shutil.rmtree(home)


def _ended(made: Scene, way: Way, counted: Counted) -> list[Verdict]:
    try:
        way.happens(made)
    except Unexpected as unexpected:
        return [(Trace.BACK, str(unexpected))]
    words = (made.target.id, made.target.mark, *made.consents)
    for seat in made.seats:
        if not seat.store._closed:
            seat.care(words)
    found = [*judged(made, counted), *judged_copies(made, counted), *judged_words(made, counted)]
    seat = made.seats[-1]
    seat.close()
    seat.unlock(seat.passphrase)
    if not found:
        found += judged(made, counted)
    if made.town.faults.target == 1:  # it was cut
        made.town.serve()
    try:
        seat.synchronise()
    except EscaleError as trouble:
        return [*found, (Trace.LOST, f"l’échange qui suit échoue : {trouble}")]
    return [*found, *judged_words(made, counted)]


def _shows(campaign: Campaign, folder: Path, plant: Plant) -> bool:
    """Whether a planted bug shows, on the way where it would."""
    for attempt in range(2):
        with plant.planted():
            try:
                found = _attempt(campaign, folder, 1_000_000 + attempt, WAYS[plant.way], plant.keyring, Counted(),
                                 Counter())  # fmt: skip
            except EscaleError as trouble:
                found = [(Trace.BACK, str(trouble))]
        if found:
            campaign.say(f"bogue planté trouvé : {plant.name} ({found[0][0]})")
            return True
    campaign.say(f"bogue planté NON trouvé : {plant.name}")
    return False
