"""A desk as the application makes one: the vault, then the store; the same steps for the writer and for the judge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar

from desktop.custody.backup import Backups
from desktop.custody.opening import Watched, open_store
from desktop.custody.restore import restore
from desktop.custody.rotate import begin, rotate
from desktop.errors import EscaleError, WrongPassphrase
from desktop.models.doubt import Doubt
from desktop.models.note import Kind
from desktop.models.store import Store
from desktop.vault.derive import FLOOR
from desktop.vault.opened import Opened
from desktop.vault.vault import Vault
from tests.campaigns._deeds import INSTANT, SKILLS, Deed, news, town


class Doubted(EscaleError):
    """After a mere failure, the file is said not to be the one that was closed: a false alarm."""

    def __init__(self, doubt: Doubt) -> None:
        """As the window says it."""
        super().__init__(doubt.sentence, doubt.value)
        self.doubt = doubt


class Keyring:
    """A keyring in memory; ``kept`` can be given, and looked at."""

    name = "escale.campaign.Keyring"

    def __init__(self, kept: dict[tuple[str, str], str] | None = None) -> None:
        """What it holds already."""
        self.kept = {} if kept is None else kept

    def get(self, service: str, item: str) -> str | None:
        """See Keychain."""
        return self.kept.get((service, item))

    def put(self, service: str, item: str, secret: str) -> None:
        """See Keychain."""
        self.kept[service, item] = secret

    def remove(self, service: str, item: str) -> None:
        """See Keychain."""
        self.kept.pop((service, item), None)


class Desk:
    """One counsellor's vault and store, opened and closed any number of times."""

    weights: ClassVar[Mapping[str, int]] = MappingProxyType({})  # where a session of this desk is not ordinary
    hasty: ClassVar[bool] = False  # whether it promises before it does
    alarms: ClassVar[bool] = False  # whether the bug planted in it shows by false alarms, and not by a loss

    def __init__(self, home: Path, keychain: Keyring | None) -> None:
        """Nothing is opened yet."""
        self.path = home / "escale.db"
        self.vault = Vault(home, keychain, FLOOR)
        self.passphrase = ""
        self.recovery = ""  # the key on the last sheet
        self._opened: Opened | None = None
        self._watched: Watched | None = None

    def create(self, passphrase: str) -> None:
        """Make the vault, and the store beside it."""
        self._open(self.vault.create(passphrase))
        self.passphrase = passphrase

    def unlock(self, passphrase: str) -> None:
        """Open both; EscaleError."""
        self._open(self.vault.unlock(passphrase))
        self.passphrase = passphrase

    def unlock_any(self, passphrases: Sequence[str]) -> str:
        """Open with the first of the passphrases that does; EscaleError as the last one says it."""
        for passphrase in passphrases[:-1]:
            with suppress(WrongPassphrase):
                self.unlock(passphrase)
                return passphrase
        self.unlock(passphrases[-1])
        return passphrases[-1]

    def close(self) -> None:
        """Let go of the store."""
        if self._watched:
            self._watched.store.close()

    @property
    def watched(self) -> Watched:
        """The store and what watches over it, closed or not."""
        if self._watched is None:
            raise RuntimeError("the desk was never opened")
        return self._watched

    @property
    def store(self) -> Store:
        """The open store."""
        return self.watched.store

    @property
    def opened(self) -> Opened:
        """What the vault gave."""
        if self._opened is None:
            raise RuntimeError("the vault is closed")
        return self._opened

    @property
    def backups(self) -> Backups:
        """The vault's managed backups."""
        return Backups(self.vault, self.opened)

    def is_whole(self, person: str, version: int) -> bool:
        """Whether that person's file is what this version of it was; one that is awaited has nothing to show."""
        file = self.store.passports.file(person) if version else None
        if file is None:
            return not version
        places, skills = [fact.place for fact in file.passport.facts], file.passport.skills
        word = town(person, version)
        return file.card.holder.town == word and places == [word] and len(skills) == SKILLS

    def do(self, deed: Deed) -> Deed:
        """Do one thing, whole, and tell it with what came of it: when this returns, it was promised.

        The anchor is put as early as it may be: the application waits a little longer.
        """
        done = {**deed, **(getattr(self, f"_{deed['do']}")(deed) or {})}
        if self._watched:
            self.watched.keep(self.watched.anchor())
        return done

    def _open(self, opened: Opened) -> None:
        """As the application opens it; Doubted when it says that the file is not the one it closed."""
        self._watched = open_store(self.vault, opened, self.path)
        self._opened = replace(opened, database_keys=(self._watched.key,))  # the opening may have ended a rotation
        if doubt := self._watched.doubt:
            raise Doubted(doubt)

    def _create(self, deed: Deed) -> None:
        self.create(deed["to"])

    def _passphrase(self, deed: Deed) -> None:
        self.vault.change_passphrase(self.passphrase, deed["to"])
        self.passphrase = deed["to"]

    def _recovery(self, _: Deed) -> Deed:
        self.recovery = self.vault.new_recovery(self.passphrase)
        return {"key": self.recovery}

    def _recover(self, deed: Deed) -> None:
        self.close()
        self._open(self.vault.recover(self.recovery, deed["to"]))
        self.passphrase = deed["to"]

    def _rotate(self, _: Deed) -> None:
        self.close()
        rotate(self.vault, self.opened, self.path, self.watched.seal)
        self.unlock(self.passphrase)

    def _rotate_later(self, _: Deed) -> None:
        begin(self.vault, self.opened)
        self.close()
        self.unlock(self.passphrase)

    def _note(self, deed: Deed) -> None:
        self.store.items.record(deed["person"], Kind.NOTE, {"text": deed["text"]}, item=deed["item"])

    _edit = _note

    def _page(self, deed: Deed) -> None:
        self.store.intake.absorb(news(deed), envelope)

    def _erase(self, deed: Deed) -> None:
        self._page(deed)
        self.backups.expunge(self.store)

    def _backup(self, deed: Deed) -> Deed:
        made = self.backups.make(self.store, INSTANT + timedelta(days=int(deed["day"])))
        return {"name": Path(made.path).name} if made else {}

    def _restore(self, _: Deed) -> None:
        newest, stones = self.backups.found().found[0], self.store.legacy()
        self.close()
        restored = restore(self.vault, self.opened, self.path, Path(newest.path), legacy=stones)
        restored.store.close()
        self.unlock(self.passphrase)

    def _resume(self, deed: Deed) -> None:
        """After a power failure: one of the passphrases opens, or there is nothing yet."""
        if self.vault.exists():
            self.unlock_any(deed["passphrases"].split("|"))

    def _reopen(self, _: Deed) -> None:
        self.close()
        self.unlock(self.passphrase)


def envelope(plain: bytes, item: str) -> tuple[str, bytes]:
    """Stands for the gateway's key."""
    return "kid-1", bytes(255 - byte for byte in plain + item.encode())
