"""Canaries: marked words go through every feature of the whole program, then they are looked for everywhere else.

Everywhere: every file at each step, every byte written (to deleted files too), names, streams, logs, arguments and
variables of every process, documents' metadata, and the memory of the process that comes after a lock. Keys, tokens
and the recovery key are looked for in the same places. Only the documents that the counsellor chose to save may hold
words.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from tests.campaigns._canary_watch import Life, Watched, Where
from tests.campaigns._erase_town import Person, drawn_id, drawn_mark, town
from tests.campaigns._frame import Campaign, Figure, at_least, every, none, not_run, told

WORDS: Final = 40  # typed, searched, provoked; those of the passports come on top
PEOPLE: Final = 2
PLANTED: Final = 1_000_000  # the number of the life in which bugs are planted
SHOWN_BY: Final = {
    "un fichier temporaire": Where.WRITES,
    "un journal technique": Where.LOGS,
    "un argument": Where.ARGUMENTS,
    "les métadonnées d’un PDF": Where.METADATA,
    "un processus qui ne se remplace pas": Where.MEMORY,
}


def run(campaign: Campaign) -> Iterator[Figure]:
    """Lives without a fault, then one in which five are planted."""
    lives: list[Life] = []
    with campaign.folder() as folder, ThreadPoolExecutor(2) as pool:
        planted = pool.submit(_lived, campaign, folder, PLANTED, keyring=True, plants=tuple(SHOWN_BY))
        for point in campaign.points(short=1, long=20):
            life = _lived(campaign, folder, point, keyring=point % 2 == 0)
            lives.append(life)
            for where, what in life.found.items():
                campaign.fault(point, f"{where} : {', '.join(sorted(set(what))[:4])}")
            if life.code or not life.form:
                campaign.fault(point, f"la vie s’est arrêtée (code {life.code}) : {life.told}")
        spoilt = planted.result()
    yield at_least("mots marqués", min(_marked(life) for life in lives), 50)
    yield none("vies interrompues", sum(life.code != 0 or not life.form for life in lives))
    found = Counter({where: sum(len(life.found.get(where, ())) for life in lives) for where in Where})
    for where in Where:
        if where is Where.MEMORY and os.geteuid():
            yield not_run(where, "il faut être root")
        elif where is Where.WRITES and any(life.deleted < 0 for life in lives):
            yield not_run(where, "strace absent")
        else:
            yield none(where, found[where])
    yield from _told(campaign, lives)
    for plant in (missing := [one for one, where in SHOWN_BY.items() if not _shows(spoilt, one, where)]):
        campaign.say(f"bogue planté NON trouvé : {plant} ({spoilt.found}, code {spoilt.code})")
    yield every("bogues plantés trouvés", len(SHOWN_BY) - len(missing), len(SHOWN_BY))


def _lived(campaign: Campaign, folder: Path, point: int, *, keyring: bool, plants: tuple[str, ...] = ()) -> Life:
    random = campaign.random(point)
    mark, home = drawn_mark(random), folder / str(point)
    home.mkdir()
    typing = Person("", mark)
    words = [typing.word("Mot") for _ in range(WORDS)]
    people = [Person(drawn_id(random), mark, 100 * (place + 1)) for place in range(PEOPLE)]
    life = Life(mark, words, people, plants, {} if keyring else None)
    with town(home) as served:
        for person in people:
            served.admit(person)
        Watched(home, served, life).live()
    return life


def _marked(life: Life) -> int:
    return len(life.words) + sum(person.words % 100 for person in life.people)


def _shows(life: Life, plant: str, where: Where) -> bool:
    """Whether the word of that plant is among what was found there; a memory holds others too."""
    number = life.planted.get(plant, "").rpartition("ç")[2]
    return any(where is Where.MEMORY or number in what for what in life.found.get(where, ()))


def _told(campaign: Campaign, lives: list[Life]) -> Iterator[Figure]:
    yield told(
        "clés, jetons et clés de récupération cherchés", min(len(life.secrets) + len(life.texts) for life in lives)
    )
    yield at_least("documents où les mots sont, dans le texte", min(life.readable for life in lives), 3)
    yield told("étapes", sum(life.steps for life in lives))
    yield told("fichiers, flux et processus lus", sum(life.files for life in lives))
    yield told("Mo lus", sum(life.size for life in lives) / 1e6)
    yield told("Mo de mémoire lus après un verrou", sum(life.memory for life in lives) / 1e6)
    yield told("fichiers effacés en route, suivis", sum(max(0, life.deleted) for life in lives))
    yield told("fichiers écrits hors des dossiers prévus", sum(life.outside for life in lives))
    chosen = sorted({name for life in lives for name in life.exports if name.startswith("lu : ")})
    campaign.say("documents choisis, où les mots peuvent être : " + ", ".join(name[5:] for name in chosen))
    yield told("documents choisis, où les mots peuvent être", len(chosen))
