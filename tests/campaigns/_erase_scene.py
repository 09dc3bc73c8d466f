"""A desk that has lived: people received, one who will go, everything that may be written about them, and copies.

Copies are what a thief, a snapshot or another program's backup took of the whole home before the erasure.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final
from uuid import UUID, uuid5

from sqlcipher3 import dbapi2

from desktop.models.access import Access, Basis
from desktop.models.clock import now
from desktop.models.erasure import Reason
from desktop.models.journal import Event
from desktop.models.note import Delivery, Item, Kind
from desktop.models.passport import Fact, Holder, Origin, Passport, Section
from tests.campaigns._canary_forms import Needle, of_bytes, of_identifier, of_word
from tests.campaigns._erase_seat import PASSPHRASE, Machine, Seat, Stubborn
from tests.campaigns._erase_town import ITEMS, Person, Town, drawn_id, drawn_mark
from tests.sync.faults import altered

UNSENT: Final = (Delivery.DRAFT, Delivery.WAITING, Delivery.REFUSED, Delivery.CONFLICT)
LONG: Final = 700  # days of sharing of those who stay
NEIGHBOUR: Final = 4096  # ids tried to find somebody whose key is wrapped by the same key of the rack


@dataclass(slots=True)
class Scene:
    """One desk, its town, and what is expected once ``target`` is gone."""

    folder: Path
    random: Random
    town: Town
    seat: Seat
    target: Person
    others: list[Person]
    reason: Reason = Reason.WITHDRAWN
    shared: bool = True
    unsent: dict[str, str] = field(default_factory=dict)  # text by item: what must reach the gateway, sealed
    kept: dict[str, str] = field(default_factory=dict)  # text by item: what is written about the others
    copies: list[Path] = field(default_factory=list)
    traces: list[Needle] = field(default_factory=list)  # wrapped keys and sealed columns of the target
    consents: list[str] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)  # those that must hold nothing at the end
    receipts: int = 1
    whole: bool = True  # False when passports are awaited, after a restoration
    stages: dict[str, int] = field(default_factory=dict)  # what earlier copies opened before a second try

    def needles(self) -> tuple[Needle, ...]:
        """What must be found nowhere."""
        named = [of_word("un mot", self.target.mark), of_identifier("un identifiant", self.target.id)]
        return tuple(named + [of_identifier("un consentement", one) for one in self.consents])

    def copy_home(self) -> None:
        """Take the whole home as it is now, in the middle of work."""
        copy = self.folder / f"copie-{len(self.copies)}"
        shutil.copytree(self.seat.home, copy, ignore=shutil.ignore_patterns("*-shm"))
        self.copies.append(copy)

    def note_traces(self) -> None:
        """Remember every sealed byte that is about the target: none may be left on a page."""
        for table, column in (("seals", "wrapped"), ("persons", "card"), ("sections", "sealed"), ("items", "sealed")):
            with rows(self.seat.path, self.seat.watched.key) as connection:
                asked = f"SELECT {column} FROM {table} WHERE person = ?"
                found = connection.execute(asked, (self.target.id,)).fetchall()
            self.traces += [of_bytes(f"{table}.{column}", bytes(row[0])) for row in found if row[0]]


@contextmanager
def rows(path: Path, key: bytes) -> Iterator[dbapi2.Connection]:
    """The database read beside its owner; nothing is written."""
    connection = dbapi2.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=15)
    try:
        connection.set_key(b"x'" + key.hex().encode() + b"'")
        connection.execute("PRAGMA cipher_log_level=NONE")
        yield connection
    finally:
        connection.close()


@contextmanager
def scene(folder: Path, random: Random, town: Town, *, keyring: bool, shared: bool, days: int) -> Iterator[Scene]:
    """Everything has been lived; nothing has ended yet."""
    seat = Seat(folder / "bureau", Stubborn() if keyring else None, town, Machine())
    made = Scene(folder, random, town, seat, Person(drawn_id(random), drawn_mark(random)), [], shared=shared)
    made.seats.append(seat)
    try:
        seat.create(PASSPHRASE)
        seat.recovery = seat.vault.new_recovery(PASSPHRASE)
        made.others = [_neighbour(made), *(Person(drawn_id(random), drawn_mark(random)) for _ in range(3))]
        for person in made.others:
            town.admit(person, LONG)
        if shared:
            town.admit(made.target, days)
        seat.sign_in()
        _lived(made)
        yield made
    finally:
        for one in made.seats:
            one.leave()


def _lived(made: Scene) -> None:
    seat, town, target = made.seat, made.town, made.target
    seat.synchronise()
    if made.shared:
        made.consents = town.consents(target)
    else:
        _typed(seat, target)
    made.copy_home()
    seat.back_up(9)
    for person in made.others:
        item = drawn_id(made.random)
        made.kept[item] = person.word("Une note")
        seat.store.items.record(person.id, Kind.NOTE, {"text": made.kept[item]}, item=item)
    if made.shared:
        _written(made)
        town.admit(target)  # their file changes: the words of before are superseded
        town.admit(made.others[0])
        seat.synchronise()
    made.copy_home()
    seat.back_up(1)
    _half_written(made)
    seat.back_up(0)
    made.note_traces()
    made.copy_home()
    seat.close()
    made.copy_home()
    seat.unlock(PASSPHRASE)
    seat.pass_day()


def _written(made: Scene) -> None:
    """Delivered, refused, in conflict: what an exchange can make of a writing."""
    seat, target, random = made.seat, made.target, made.random
    conflict, refused = drawn_id(random), drawn_id(random)
    for kind in (Kind.NOTE, Kind.CORRECTION, Kind.OCCUPATION):
        seat.store.items.record(target.id, kind, {"text": target.word("Écrit transmis")})
    seat.store.items.record(target.id, Kind.NOTE, {"text": target.word("Première version")}, item=conflict)
    seat.synchronise()
    made.town.faults.next(ITEMS, altered(lambda answer: answer["results"][0].update(version=1)))
    seat.store.items.record(target.id, Kind.NOTE, {"text": target.word("Ailleurs")}, item=conflict)
    seat.synchronise()
    made.unsent[conflict] = target.word("Ici")
    seat.store.items.record(target.id, Kind.NOTE, {"text": made.unsent[conflict]}, item=conflict)
    seat.synchronise()
    refusal = {"outcome": "refused", "reason": "invalid"}
    made.town.faults.next(ITEMS, altered(lambda answer: answer["results"][0].update(refusal)))
    made.unsent[refused] = target.word("Note refusée")
    seat.store.items.record(target.id, Kind.NOTE, {"text": made.unsent[refused]}, item=refused)
    seat.synchronise()


def _half_written(made: Scene) -> None:
    """Waiting, a draft, a private note; a form and a place kept by a lock; the journal of who looked."""
    seat, target, random = made.seat, made.target, made.random
    for draft in (False, True):
        item = drawn_id(random)
        made.unsent[item] = target.word("Note à envoyer")
        seat.store.items.record(target.id, Kind.NOTE, {"text": made.unsent[item]}, item=item, draft=draft)
    seat.store.items.record(target.id, Kind.WORKING, {"text": target.word("Note de travail")})
    seat.store.drafts.put("place", json.dumps({"page": "file", "person": target.id, "tab": "Notes"}))
    seat.store.drafts.put("hand", json.dumps({"person": target.id, "typed": target.word("Prénom à moitié")}))
    seat.store.passports.open(target.id)
    seat.store.passports.remember_first([target.id, made.others[0].id])
    seat.store.journal.note(Event.VIEWED, target.id, "experiences")
    if not made.shared:
        made.unsent.clear()


def _typed(seat: Seat, target: Person) -> None:
    """A file made by hand, twice."""
    for _ in range(2):
        fact = Fact(str(uuid5(UUID(target.id), str(target.words))), Section.EXPERIENCES, Origin.SAID, "ENTRETIEN",
                    target.word("Soudeuse"), target.word("Chantier"))  # fmt: skip
        holder = Holder(target.word("Zéphyrine"), target.word("Quatrebarbes"), 1987, target.word("Plouézec"))
        access = Access(Basis.SAID, (Section.EXPERIENCES,), now().date())
        seat.store.passports.create(target.id, holder, access, Passport((fact,), (), (Section.EXPERIENCES,)))


def _neighbour(made: Scene) -> Person:
    """Somebody who stays, and whose key shares a place of the rack with the target's."""
    seals = made.seat.opened.seals
    wanted = seals.group(made.target.id)
    tried = (drawn_id(made.random) for _ in range(NEIGHBOUR))
    return Person(next(one for one in tried if seals.group(one) == wanted), drawn_mark(made.random))


def unsent_now(seat: Seat, person: str) -> list[Item]:
    """What of theirs has not been acknowledged."""
    return [item for item in seat.store.items.of(person) if item.delivery in UNSENT]
