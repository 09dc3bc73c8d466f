"""A counsellor's desk without windows: unlock, work, cut the power, tamper, unlock again."""

from __future__ import annotations

import shutil
from pathlib import Path

from desktop.custody.opening import Watched, open_store, resume
from desktop.custody.pageseal import PageSeal
from desktop.models.anchor import Anchor
from desktop.models.doubt import Doubt
from desktop.models.note import Kind
from desktop.models.store import Store
from desktop.vault.derive import FLOOR
from desktop.vault.keychain import system_keychain
from desktop.vault.opened import Opened
from desktop.vault.vault import Vault
from tests.store.notes import every_note
from tests.store.people import ANNE, KARIM, envelope, news, received
from tests.vault.memory import MemoryKeyring

PASSPHRASE = "Cerise Lampe Dune Tulipe Ancre Violon Brume"
MEMORY = "tests.vault.memory.MemoryKeyring"


class Desk:
    """One folder, one vault; what is opened is remembered so that it can be closed."""

    def __init__(self, folder: Path, memory: MemoryKeyring | None) -> None:
        """The vault is made at once; ``memory`` None for a machine without a keyring."""
        self.folder, self.path, self.memory = folder, folder / "escale.db", memory
        self.vault = self._vault()
        self.keys: Opened = self.vault.create(PASSPHRASE)
        self.watched: Watched | None = None

    def _vault(self) -> Vault:
        return Vault(self.folder, system_keychain([MEMORY]) if self.memory else None, FLOOR)

    @property
    def store(self) -> Store:
        """The open store."""
        assert self.watched
        return self.watched.store

    @property
    def seal(self) -> PageSeal:
        """A fresh reading of the seal."""
        return PageSeal(self.path, self.keys.anchor_key)

    def unlock(self) -> Opened:
        """By the passphrase, as after a start."""
        self.vault = self._vault()
        self.keys = self.vault.unlock(PASSPHRASE)
        return self.keys

    def open(self, *, anew: bool = False) -> Watched:
        """The store, opened behind its guards."""
        self.watched = open_store(self.vault, self.keys, self.path, anew=anew)
        return self.watched

    def resume(self, doubt: Doubt) -> Watched:
        """Closed, then gone on with."""
        self.close()
        self.watched = resume(self.vault, self.keys, self.path, doubt)
        return self.watched

    def again(self) -> Watched:
        """Closed, unlocked and opened, as the next morning."""
        self.close()
        self.unlock()
        return self.open()

    def anchor(self) -> Anchor:
        """Put the anchor of what is durable now, as the office does after a commit."""
        assert self.watched
        anchor = self.watched.anchor()
        self.watched.keep(anchor)
        return anchor

    def close(self) -> None:
        """As the office closes."""
        if self.watched:
            self.watched.store.close()
            self.watched = None

    def work(self, notes: int = 3) -> None:
        """Two files, a few notes about the first; then a note at a time."""
        if not self.store.passports.cards():
            self.store.intake.absorb(news(received(), received(KARIM, "Karim")), envelope)
        for number in range(notes):
            self.store.items.record(ANNE, Kind.NOTE, {"text": f"note {number} " + "x" * 500})

    def notes(self) -> int:
        """How many notes are here."""
        return len(every_note(self.store))

    def taken(self, name: str = "copie") -> Path:
        """What a power cut, or a thief, would take of the folder now."""
        copy = self.folder.with_name(name)
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.folder, copy, ignore=shutil.ignore_patterns("*-shm"))
        return copy

    def put_back(self, copy: Path, *only: str) -> None:
        """Replace the folder, or some of its files, by those of a copy; the store is closed without a word."""
        self.drop()
        for file in self.folder.iterdir():
            if (not only or file.name in only) and file.is_file():
                file.unlink()
        for file in copy.iterdir():
            if (not only or file.name in only) and file.is_file():
                shutil.copy2(file, self.folder / file.name)

    def drop(self) -> None:
        """The power goes: what the folder was is put back over what closing properly would have made of it."""
        if self.watched:
            copy = self.taken("courant-coupe")
            self.close()
            self.put_back(copy)
