"""A desk as the application makes one: the vault, then the store; the same steps for the writer and for the judge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar

from desktop.errors import StoreTrouble, WrongPassphrase
from desktop.models.note import Kind
from desktop.models.store import Store
from desktop.vault.derive import FLOOR
from desktop.vault.opened import Opened
from desktop.vault.vault import NEW, Vault
from tests.campaigns._deeds import Deed, news


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

    def __init__(self, home: Path, keychain: Keyring | None) -> None:
        """Nothing is opened yet."""
        self.home = home
        self.path = home / "escale.db"
        self.vault = Vault(home, keychain, FLOOR)
        self.passphrase = ""
        self.key = b""  # of the database
        self.recovery = ""  # the key on the last sheet
        self._opened: Opened | None = None
        self.store: Store | None = None

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
        if self.store:
            self.store.close()
            self.store = None

    @property
    def open(self) -> Store:
        """The open store."""
        if self.store is None:
            raise RuntimeError("the desk is closed")
        return self.store

    @property
    def opened(self) -> Opened:
        """What the vault gave."""
        if self._opened is None:
            raise RuntimeError("the vault is closed")
        return self._opened

    def do(self, deed: Deed) -> Deed:
        """Do one thing, whole, and tell it with what came of it: when this returns, it was promised."""
        return {**deed, **(getattr(self, f"_{deed['do']}")(deed) or {})}

    def rekey(self, key: bytes) -> None:
        """Encrypt the database with another key; the log holds the new pages until a checkpoint."""
        self._driver("PRAGMA rekey = \"x'" + key.hex() + "'\"")

    def checkpoint(self) -> None:
        """Bring the log into the file and empty it."""
        (busy, _, _) = self._driver("PRAGMA wal_checkpoint(TRUNCATE)")[0]
        if busy:
            raise RuntimeError("the log is not empty")

    def _driver(self, statement: str) -> list[tuple[int, ...]]:
        with closing(self.open._engine.raw_connection()) as borrowed:
            return list(borrowed.driver_connection.execute(statement).fetchall())

    def _open(self, opened: Opened) -> None:
        """The database's keys are tried in turn: a rotation may have been interrupted."""
        self._opened = opened
        for key in opened.database_keys:
            try:
                self.store = Store(self.path, key, opened.seals)
            except StoreTrouble:
                if key == opened.database_keys[-1]:
                    raise
                continue
            break
        self.key = key
        if len(opened.database_keys) > 1:
            self.checkpoint()
            self.vault.settle_rotation(opened, key)
        (self.home / NEW).unlink(missing_ok=True)

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
        pending = self.vault.begin_rotation(self.opened)
        self.rekey(pending)
        self.checkpoint()
        self.close()
        self._open(replace(self.opened, database_keys=(pending,)))
        self.vault.end_rotation(self.opened)

    def _note(self, deed: Deed) -> None:
        self.open.items.record(deed["person"], Kind.NOTE, {"text": deed["text"]}, item=deed["item"])

    _edit = _note

    def _page(self, deed: Deed) -> None:
        self.open.intake.absorb(news(deed), envelope)

    _erase = _page

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
