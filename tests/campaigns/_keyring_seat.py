"""A vault made with a good keyring, put back in a folder as often as needed, beside any keyring."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from keyring.backend import KeyringBackend

from desktop.custody.opening import Watched, open_store, resume
from desktop.errors import EscaleError
from desktop.models.doubt import Doubt
from desktop.vault import keychain
from desktop.vault.derive import FLOOR
from desktop.vault.opened import Opened
from desktop.vault.vault import Vault
from tests.campaigns._deeds import FIRST_PASSPHRASE, news, person_id
from tests.campaigns._desk import Desk, envelope
from tests.campaigns._keyring_rings import ALLOWED, Ring, in_use
from tests.campaigns._tamper_judge import FRENCH, Heard

OTHER: Final = "Violon Brume Cerise Lampe Dune Tulipe Ancre"
PEOPLE: Final = tuple(map(person_id, range(5)))
GONE: Final = person_id(4)


class Fault(StrEnum):
    """What must never come of a keyring."""

    LOST = "notes perdues"
    FALLBACK = "replis silencieux"
    UNSAID = "situations sans phrase"
    NAKED = "exceptions nues"


class Failed(Exception):  # a verdict, not an error
    """What a case found wrong."""

    def __init__(self, fault: Fault, detail: str) -> None:
        """``detail``: what shows it."""
        super().__init__(detail)
        self.fault = fault


@dataclass(frozen=True)
class Base:
    """A closed vault: its files, its keyring's items, its sheet, the texts of its notes by person."""

    files: Mapping[str, bytes]
    kept: Mapping[tuple[str, str], str]
    sheet: str
    notes: Mapping[str, tuple[str, ...]]


def made(home: Path, notes: int) -> Base:
    """A vault with five files and some notes, its recovery sheet and a backup."""
    ring = Ring({})
    home.mkdir(mode=0o700)
    written: dict[str, tuple[str, ...]] = dict.fromkeys(PEOPLE, ())
    with in_use(ring):
        desk = Desk(home, keychain.system_keychain(ALLOWED))  # type: ignore[arg-type]  # any keychain does
        desk.create(FIRST_PASSPHRASE)
        desk.do({"do": "page", "cursor": "c1", "people": " ".join(PEOPLE)})
        for number in range(notes):
            person, words = PEOPLE[number % 5], f"note {number} " + "é" * 300
            desk.do({"do": "note", "item": f"i{number}", "person": person, "text": words})
            written[person] += (words,)
        desk.do({"do": "backup", "day": "1"})
        sheet = desk.do({"do": "recovery"})["key"]
        desk.close()
        desk.unlock(FIRST_PASSPHRASE)  # another day: the store knows that its anchor is in the keyring
        desk.close()
    return Base(_files(home), ring.kept, sheet, written)


class Seat:
    """That vault again, in a fresh folder, with a keyring that holds what it held."""

    def __init__(self, base: Base, home: Path, ring: KeyringBackend | None = None) -> None:
        """``ring``: another one than a good one, given as it is."""
        shutil.rmtree(home, ignore_errors=True)
        for name, content in base.files.items():
            (home / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            (home / name).write_bytes(content)
        self.base, self.home, self.path = base, home, home / "escale.db"
        self.ring: Any = ring or Ring(dict(base.kept))

    def vault(self, *allowed: str) -> Vault:
        """As after a start: the keyring is looked for."""
        with in_use(self.ring):
            return Vault(self.home, keychain.system_keychain(allowed or ALLOWED), FLOOR)

    def open(self, vault: Vault, opened: Opened, *, expected: Doubt | None = None) -> Watched:
        """The store; after a doubt that has to be said, gone on with."""
        watched = open_store(vault, opened, self.path, anew=opened.epoch_lost and expected is None)
        if watched.doubt is not expected:
            watched.store.close()
            raise Failed(Fault.UNSAID if expected else Fault.LOST, f"doute {watched.doubt}, attendu {expected}")
        if watched.doubt is None:
            return watched
        watched.store.close()
        if not FRENCH.search(watched.doubt.sentence):
            raise Failed(Fault.UNSAID, f"le doute {watched.doubt} n’a pas de phrase")
        return resume(vault, opened, self.path, watched.doubt)

    def read(self, watched: Watched, *, gone: Sequence[str] = ()) -> None:
        """Every note is there, once the passports have been received again; then the store is closed."""
        try:
            here = [person for person in PEOPLE if person not in gone]
            watched.store.intake.absorb(news({"do": "page", "cursor": "c9", "people": " ".join(here)}), envelope)
            for person in here:
                found = sorted(item.text for item in watched.store.items.of(person))
                if found != sorted(self.base.notes[person]):
                    raise Failed(Fault.LOST, f"{len(found)} notes sur {len(self.base.notes[person])}")
            watched.keep(watched.anchor())
        finally:
            watched.store.close()

    def unlocked(self, vault: Vault, *passphrases: str) -> Opened:
        """With the first of the passphrases that opens."""
        for passphrase in passphrases[:-1]:
            with suppress(EscaleError):
                return vault.unlock(passphrase)
        return vault.unlock(passphrases[-1])

    def refused(self, what: Callable[[], object], kind: type[EscaleError]) -> None:
        """It is refused in a French sentence, and not a byte of the folder nor of the keyring has changed."""
        before, kept = _files(self.home), dict(getattr(self.ring, "kept", {}))
        with Heard() as heard:
            what()
        if heard.error is None:
            raise Failed(Fault.FALLBACK, "rien n’a été refusé")
        if not isinstance(heard.error, EscaleError):
            raise Failed(Fault.NAKED, repr(heard.error))
        if not isinstance(heard.error, kind) or not FRENCH.search(heard.error.sentence):
            raise Failed(Fault.UNSAID, repr(heard.error))
        if _files(self.home) != before or getattr(self.ring, "kept", {}) != kept:
            raise Failed(Fault.FALLBACK, "le coffre ou le trousseau a changé sans un mot")


def _files(home: Path) -> dict[str, bytes]:
    names = (path for path in home.rglob("*") if path.is_file())
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in names if path.name not in IGNORED}


IGNORED: Final = ("escale.db-shm", "essais")
