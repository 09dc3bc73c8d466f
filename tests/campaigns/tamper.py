"""Every class of tampering with the files of a real vault and store: noticed, said in French, and nothing written.

A life is lived once, with a keyring and without, and copied at several moments. Each attempt is one of these copies
with one thing changed, opened as the application opens it. What nothing local can notice is measured too, and said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

from argon2.low_level import hash_secret_raw

from desktop.vault import derive
from tests.campaigns._deeds import FIRST_PASSPHRASE
from tests.campaigns._frame import Campaign, Figure, every, none, told
from tests.campaigns._tamper_attempts import LONG, SHORT, attempts
from tests.campaigns._tamper_judge import Attempt, Fault, untouched
from tests.campaigns._tamper_planted import PLANTED, Bug
from tests.campaigns._tamper_scene import HEADER, LOG, SECOND, Scene, Shot, scene

CLOSELY: Final = 60  # attempts of each class that a planted bug is looked for with


def run(campaign: Campaign) -> Iterator[Figure]:
    """The attempts by class, the copies that nobody touched, the limits, then the planted bugs."""
    with remembered_keys(), campaign.folder() as folder:
        rounds = campaign.count(1, 6)
        life = scene(folder / "keyring", keyring=True, rounds=rounds)
        lone = scene(folder / "lone", keyring=False, rounds=rounds)
        whole = list(attempts(life, lone, campaign.random(), LONG if campaign.long else SHORT))
        home = folder / "found"
        faults, found, tried = _tried(campaign, life, whole, home)
        for kind in tried:
            yield every(kind, found[kind], tried[kind])
        for fault in (Fault.NAKED, Fault.SILENT, Fault.WRITABLE, Fault.CHANGED):
            yield none(f"dont {fault}", faults[fault])
        if campaign.point is None:
            yield from _untouched(campaign, (life, lone), home)
            yield from _limits(life, lone, home)
            shown = [name for name, bug in PLANTED.items() if _shows(campaign, name, bug, life, whole, home)]
            yield every("bogues plantés trouvés", len(shown), len(PLANTED))


def _tried(
    campaign: Campaign, life: Scene, whole: Sequence[Attempt], home: Path
) -> tuple[Counter[Fault], Counter[str], Counter[str]]:
    """Faults; and by class, those that went well and those made."""
    faults, found, tried = Counter[Fault](), Counter[str](), Counter[str]()
    for point in campaign.points(len(whole), len(whole)):
        attempt = whole[point]
        fault = attempt.way(life, attempt.make(), home)
        tried[attempt.kind] += 1
        if fault is None:
            found[attempt.kind] += 1
        else:
            faults[fault] += 1
            campaign.fault(point, f"{fault} : {attempt.kind}, {attempt.what}")
    return faults, found, tried


def _untouched(campaign: Campaign, lives: Sequence[Scene], home: Path) -> Iterator[Figure]:
    """Copies as a cut leaves them, some with a transaction half written at the end of the log."""
    faults, made = Counter[Fault](), 0
    for life in lives:
        shots = [life.ancient, life.old, life.early, life.closed, life.live, life.late, *life.crashes]
        shots += [_torn(campaign.random("torn", at), shot) for at, shot in enumerate(life.crashes) if LOG in shot.files]
        for number, shot in enumerate(shots):
            made += 1
            if fault := untouched(life, shot, home):
                faults[fault] += 1
                campaign.fault(0, f"{fault} : copie {number} de {len(shots)}")
    yield told("copies intactes ouvertes, coupures comprises", made)
    yield none(str(Fault.ALARM), faults[Fault.ALARM])
    yield none(str(Fault.LOST), faults[Fault.LOST])


def _torn(random: Random, shot: Shot) -> Shot:
    """The power went while a transaction was being written: part of it stands at the end of the log."""
    log = shot.files[LOG]
    return shot.put(log=log + log[32 : 32 + random.randrange(1, 9000)])


def _limits(life: Scene, lone: Scene, home: Path) -> Iterator[Figure]:
    """What nothing on this machine can tell from the truth: only the gateway's countersignature does."""
    past = {name: life.old.files[name] for name in (HEADER, SECOND)}
    for what, whose, shot, passphrase in (
        ("disque et trousseau remis ensemble en arrière", life, life.old, ""),
        ("dernière note, que l’ancre ne connaît pas encore", life, life.late.put(log=life.live.files[LOG]), ""),
        ("en-tête d’avant, avec la phrase de passe d’avant", life, life.closed.over(past), FIRST_PASSPHRASE),
        ("sans trousseau, tout le dossier remis en arrière", lone, lone.old, ""),
        ("sans trousseau, journal WAL retiré", lone, lone.live.put(log=None), ""),
    ):
        seen = untouched(whose, shot, home, passphrase) is not None
        yield told(f"limite connue : {what}", "détecté" if seen else "non détecté")


def _shows(campaign: Campaign, name: str, bug: Bug, life: Scene, whole: Sequence[Attempt], home: Path) -> bool:
    """Whether the planted bug makes one of the attempts go wrong."""
    for kind in bug.shows:
        mine = [attempt for attempt in whole if attempt.kind.startswith(kind)]
        for attempt in reversed(mine[:: max(1, len(mine) // CLOSELY)]):
            shot = attempt.make()
            with bug.planted():
                fault = attempt.way(life, shot, home)
            if fault:
                campaign.say(f"bogue planté trouvé : {name} ({fault} : {attempt.kind})")
                return True
    campaign.say(f"bogue planté NON trouvé : {name}")
    return False


@contextmanager
def remembered_keys() -> Iterator[None]:
    """The same few keys are derived hundreds of times: each once."""
    right = vars(derive)["hash_secret_raw"]
    vars(derive)["hash_secret_raw"] = cache(hash_secret_raw)
    try:
        yield
    finally:
        vars(derive)["hash_secret_raw"] = right
