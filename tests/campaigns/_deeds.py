"""What a counsellor does in a campaign, and what must be found of it afterwards: one model for writer and judge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from random import Random
from typing import Final

from desktop.models.access import Access, Basis
from desktop.models.news import News, Received, Withdrawal
from desktop.models.passport import Fact, HeldSkill, Holder, Origin, Passport, Section

Deed = dict[str, str]
FIRST_PASSPHRASE: Final = "sept mots tout à fait ordinaires pour un essai 0"
PEOPLE: Final = 12
SKILLS: Final = 12  # of each passport
INSTANT: Final = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
SECTIONS: Final = (Section.EXPERIENCES, Section.SKILLS)
# How often each thing is done, in an ordinary session; others weigh differently.
ORDINARY: Final[Mapping[str, int]] = {
    "note": 48, "edit": 10, "page": 12, "erase": 5, "reopen": 6, "passphrase": 4, "recovery": 3, "recover": 3,
    "rotate": 4, "rotate_later": 2, "backup": 4, "restore": 2,
}  # fmt: skip
UNKNOWN: Final = "?"  # a recovery key that may stand already, and that nobody has read yet


@dataclass(frozen=True, slots=True)
class Expected:
    """What must be found: the passphrase that opens ("" before there is a vault), and every word."""

    passphrase: str = ""
    cursor: str = ""
    versions: Mapping[str, int] = field(default_factory=dict)  # of the files, by person; 0: awaited
    notes: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # person and text, by item
    receipts: int = 0  # of erasures
    handed: int = 0  # notes sealed for the gateway when their sharing ended
    gone: frozenset[str] = frozenset()  # whose sharing ended
    backup: str = ""  # the name of the last one
    saved: Expected | None = None  # what the last backup holds
    recovery: str = ""  # the key of the last sheet; "" when there is none

    def after(self, deed: Deed) -> Expected:
        """The same once this was done too."""
        kind = deed["do"]
        if kind in ("create", "passphrase", "recover"):
            return replace(self, passphrase=deed["to"])
        if kind in ("note", "edit"):
            return replace(self, notes={**self.notes, deed["item"]: (deed["person"], deed["text"])})
        if kind == "page":
            version = int(deed["cursor"][1:])
            fresh = dict.fromkeys(deed["people"].split(), version)
            return replace(self, cursor=deed["cursor"], versions={**self.versions, **fresh})
        if kind == "erase":
            return self._without(deed["person"], deed["cursor"])
        if kind == "backup":
            return replace(self, backup=deed.get("name", self.backup), saved=replace(self, saved=None))
        if kind == "restore":
            return self._restored(self.saved or self)
        return replace(self, recovery=deed.get("key", UNKNOWN)) if kind == "recovery" else self

    def _without(self, person: str, cursor: str) -> Expected:
        versions = {one: version for one, version in self.versions.items() if one != person}
        notes = {item: note for item, note in self.notes.items() if note[0] != person}
        handed, gone = self.handed + len(self.notes) - len(notes), self.gone | {person}
        ended = replace(self, cursor=cursor, versions=versions, notes=notes, handed=handed, gone=gone)
        return replace(ended, receipts=self.receipts + 1)

    def _restored(self, saved: Expected) -> Expected:
        """Everybody of the backup is awaited, but those who have ended since; what was written after it is gone.

        What outlives persons (receipts, what is sealed for the gateway) is kept.
        """
        versions = dict.fromkeys((one for one in saved.versions if one not in self.gone), 0)
        notes = {item: note for item, note in saved.notes.items() if note[0] not in self.gone}
        return replace(self, cursor="", versions=versions, notes=notes)

    @property
    def shown(self) -> dict[str, tuple[str, str]]:
        """The notes that can be read: those of awaited files wait with them."""
        return {item: note for item, note in self.notes.items() if self.versions.get(note[0])}


def create() -> Deed:
    """The first of all."""
    return {"do": "create", "to": FIRST_PASSPHRASE}


def resume(possible: Iterable[Expected]) -> Deed:
    """Opening again what one of these may have left."""
    passphrases = dict.fromkeys(one.passphrase for one in possible if one.passphrase)
    return {"do": "resume", "passphrases": "|".join(passphrases)}


def session(random: Random, length: int, weights: Mapping[str, int] = ORDINARY) -> Iterator[Deed]:
    """A vault made, a first page, then ``length`` deeds drawn by their weights."""
    plan = Plan(random)
    yield create()
    yield plan.page()
    for _ in range(length):
        (kind,) = random.choices([*weights], [*weights.values()])
        yield plan.deed(kind)


class Plan:
    """Draws deeds that can be done where the former ones led."""

    def __init__(self, random: Random) -> None:
        """Nothing was done yet."""
        self._random = random
        self._here: dict[str, list[str]] = {}  # items, by person
        self._gone: set[str] = set()
        self._sheet = False
        self._saved: dict[str, list[str]] | None = None  # what the last backup holds
        self._cursor = self._items = self._passphrases = self._days = 0

    def again(self, random: Random) -> Plan:
        """From where this one stands, with other chances."""
        other = deepcopy(self)
        other._random = random
        return other

    def deed(self, kind: str) -> Deed:
        """The next one of that kind; something that makes it possible when it is not."""
        if kind == "page" or (kind in ("note", "edit", "erase") and len(self._here) < 3):
            return self.page()
        if kind == "recovery" or (kind == "recover" and not self._sheet):
            self._sheet = True
            return {"do": "recovery"}
        if kind in ("passphrase", "recover"):
            self._passphrases += 1
            return {"do": kind, "to": f"{FIRST_PASSPHRASE[:-1]}{self._passphrases}"}
        if kind in ("note", "edit"):
            return self._note(kind)
        if kind == "backup" or (kind == "restore" and self._saved is None):
            return self._backup()
        if kind == "restore":
            return self._restore(self._saved or {})
        return self._erase() if kind == "erase" else {"do": kind}

    def page(self) -> Deed:
        """A page of an exchange: three people, new or known."""
        cursor = self._next_cursor()
        known = [one for one in map(person_id, range(PEOPLE)) if one not in self._gone]
        newcomer = person_id(PEOPLE + int(cursor[1:]))
        people = self._random.sample(known, k=3) if len(known) >= 3 else [newcomer]
        for person in people:
            self._here.setdefault(person, [])
        return {"do": "page", "cursor": cursor, "people": " ".join(people)}

    def _note(self, kind: str) -> Deed:
        person = self._random.choice([*self._here])
        known = self._here[person]
        if kind == "note" or not known:
            known.append(f"item-{len(self._here)}-{self._items}")
        self._items += 1
        item = known[-1] if kind == "note" else self._random.choice(known)
        words = f"Note {self._items} " + "é" * self._random.choice((0, 200, 3000))
        return {"do": kind, "item": item, "person": person, "text": words}

    def _backup(self) -> Deed:
        self._days += 1
        self._saved = {person: [*known] for person, known in self._here.items()}
        return {"do": "backup", "day": str(self._days)}

    def _restore(self, saved: dict[str, list[str]]) -> Deed:
        self._here = {person: [*known] for person, known in saved.items() if person not in self._gone}
        return {"do": "restore"}

    def _erase(self) -> Deed:
        person = self._random.choice([*self._here])
        del self._here[person]
        self._gone.add(person)
        return {"do": "erase", "cursor": self._next_cursor(), "person": person}

    def _next_cursor(self) -> str:
        self._cursor += 1
        return f"c{self._cursor}"


def person_id(number: int) -> str:
    """Somebody who does not exist."""
    return f"4f0e2c7a-0000-4000-8000-{number:012d}"


def news(deed: Deed) -> News:
    """The page of an exchange that a deed stands for."""
    files = tuple(_received(person, int(deed["cursor"][1:])) for person in deed.get("people", "").split())
    ended = (Withdrawal(deed["person"], _consent(deed["person"]), INSTANT, "withdrawn"),) if "person" in deed else ()
    return News("epoch-1", ended, files, (), deed["cursor"], False, 0)


def town(person: str, version: int) -> str:
    """A word that only this version of this person's file holds."""
    return f"Plouézec-{person[-3:]}-{version}"


def _received(person: str, version: int) -> Received:
    access = Access(Basis.PUBLICATION, SECTIONS, date(2026, 1, 2), date(2099, 1, 1), _consent(person))
    fact = Fact("f1", Section.EXPERIENCES, Origin.DECLARED, "TITULAIRE", "Soudeuse", town(person, version))
    skills = tuple(
        HeldSkill(f"s{at}", str(100 + at), f"Souder {at}", Origin.GUARANTEED, "AFPA") for at in range(SKILLS)
    )
    holder = Holder("Zéphyrine", "Quatrebarbes", 1987, town(person, version))
    return Received(person, version, INSTANT, holder, access, Passport((fact,), skills, SECTIONS))


def _consent(person: str) -> str:
    return person.replace("4f0e2c7a", "c0000000")
