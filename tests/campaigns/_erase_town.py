"""The other side of an erasure: a real gateway on the loopback, people who do not exist, and what they do with it.

Every word of the person who will go holds one mark, and the words of the others never do: finding the mark is finding
the person. A server stands in between, which can be cut, and which writes down what it delivers.
"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID, uuid5

import msgspec
import requests
from sqlalchemy import select

from gateway.app import served
from gateway.config import Config, Rate
from gateway.counsellors import demo_counsellor
from gateway.people import PersonFile, load
from gateway.shares import withdraw
from gateway.signing import b64
from gateway.store import Store
from gateway.tables import IN_FORCE, SealedRow, ShareRow
from gateway.when import now
from tests.sync.faults import Faults, plain, standing

PAGE: Final = "/api/v1/exchange"
ITEMS: Final = "/api/v1/items"


@dataclass(slots=True)
class Person:
    """Somebody who shares; ``mark`` is in each of their words, and nowhere else."""

    id: str
    mark: str
    words: int = 0

    def word(self, text: str) -> str:
        """A text that is theirs, never the same twice."""
        self.words += 1
        return f"{text} é{self.mark}ç{self.words:02}"


@dataclass(slots=True)
class Ahead:
    """The gateway's clock, and by how much it is put forward."""

    by: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        """The instant it tells."""
        return now() + self.by


def drawn_mark(random: Random) -> str:
    """Twelve letters that no French text holds."""
    return "q" + "".join(random.choices("bcdfghjkmpqvwxz", k=10)) + "x"


def drawn_id(random: Random) -> str:
    """A UUID."""
    return str(UUID(int=random.getrandbits(128), version=4))


class Town:
    """The gateway from the inside and from the outside."""

    def __init__(self, folder: Path, faults: Faults) -> None:
        """Nobody lives there yet; ``serve`` opens it to desks."""
        self.clock, self.faults = Ahead(), faults
        self.url = faults.url
        self._config = Config(
            f"sqlite:///{folder / 'passerelle.sqlite3'}", issuer=faults.url, demo=True, clock=self.clock,
            rate=Rate(10_000, 10_000),
        )  # fmt: skip
        self.store = Store(self._config.database)
        self._running = ExitStack()

    def serve(self) -> None:
        """Desks can reach it from now on."""
        url = self._running.enter_context(served(replace(self._config)))
        self.faults.target = urlsplit(url).port or 0
        self._address = url

    def cut(self) -> None:
        """Nobody answers any more."""
        self._running.close()
        self.faults.target = 1

    def admit(self, person: Person, days: int = 84) -> None:
        """They share everything for so many days; a second time, with other words: another version."""
        with self.store.writing() as session:
            load(session, self.store.keys.signer, demo_counsellor(session).id, [_file(person, days)], self.clock())

    def end(self, person: Person, reason: str) -> None:
        """Their sharing ends, signed."""
        with self.store.writing() as session:
            share = session.scalars(select(ShareRow).where(ShareRow.person == person.id, ShareRow.state == IN_FORCE))
            withdraw(session, self.store.keys.signer, share.one(), self.clock(), reason)

    def withdrawn_by_hand(self, person: Person) -> None:
        """They press the button of the holder's page."""
        with requests.Session() as holder:
            holder.trust_env = False
            page = holder.get(f"{self._address}/titulaire/{person.id}", timeout=10).text
            fields = {name: re.search(rf'name="{name}" value="([^"]+)"', page) for name in ("jeton", "partage")}
            sent = {name: match[1] for name, match in fields.items() if match}
            holder.post(f"{self._address}/titulaire/{person.id}/retirer", data=sent, timeout=10).raise_for_status()

    def consents(self, person: Person) -> list[str]:
        """Every consent they ever gave."""
        with self.store.reading() as session:
            return list(session.scalars(select(ShareRow.consent).where(ShareRow.person == person.id)))

    def handed(self) -> dict[str, dict[str, Any]]:
        """What was handed over, opened with the gateway's key, by item."""
        with self.store.reading() as session:
            rows = session.scalars(select(SealedRow)).all()
            return {row.id: json.loads(self.store.keys.box.unseal(row.id, row.sealed)) for row in rows}

    def opened(self, item: str, sealed: bytes) -> dict[str, Any]:
        """What a desk keeps for the gateway, opened with the gateway's key."""
        found: dict[str, Any] = json.loads(self.store.keys.box.unseal(item, b64(sealed)))
        return found

    def close(self) -> None:
        """For good."""
        self._running.close()
        self.store.close()


@contextmanager
def town(folder: Path) -> Iterator[Town]:
    """A gateway, served, with a server in between."""
    with standing() as faults:
        made = Town(folder, faults)
        try:
            made.serve()
            yield made
        finally:
            made.close()


def captured(faults: Faults) -> list[dict[str, Any]]:
    """From now on, what the next exchange delivers is written down here as well."""
    kept: list[dict[str, Any]] = []

    def keep(between: Any, ask: Any) -> None:
        answer = ask()
        kept.append(json.loads(plain(answer)))
        between.give(answer)

    faults.next(PAGE, keep)
    return kept


def _file(person: Person, days: int) -> PersonFile:
    def fact(**said: str) -> dict[str, str]:
        return {
            "id": str(uuid5(UUID(person.id), str(person.words))),
            "origine": "DECLAREE",
            "source": "TITULAIRE",
            **said,
        }

    word, letters = person.word, string.ascii_lowercase[:6]
    sections = {
        "experiences": [
            fact(metierFonction=word("Soudeuse"), employeur=word("Chantier naval"), secteurActivite=word("Marine"),
                 dateDebut="2019-03-01"),
            fact(metierFonction=word("Serveuse"), employeur=word("Crêperie"), dateDebut="2021"),
        ],
        "formations": [fact(intitule=word("Formation"), organisme=word("Organisme"))],
        "engagements": [fact(typeActivite=word("Bénévole"), organisme=word("Association"))],
        "competences": [fact(codeOgr="107368", libelle=word(f"Geste {letter}")) for letter in letters],
    }  # fmt: skip
    raw = {
        "story": "Une personne inventée.",
        "share": {"end": days},
        "personne": person.id,
        "titulaire": {"prenom": word("Zéphyrine"), "nom": word("Quatrebarbes"), "anneeNaissance": 1987,
                      "commune": word("Plouézec")},
        "sections": sections,
    }  # fmt: skip
    return msgspec.convert(raw, type=PersonFile)
