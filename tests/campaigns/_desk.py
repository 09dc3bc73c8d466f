"""A desk as the application makes one: the vault, then the store; the same steps for the writer and for the judge."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar

from desktop.models.note import Kind
from desktop.models.store import Store
from desktop.vault.derive import FLOOR
from desktop.vault.vault import NEW, Opened, Vault
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
        self.store: Store | None = None

    def create(self, passphrase: str) -> None:
        """Make the vault, and the store beside it."""
        self._open(self.vault.create(passphrase))
        self.passphrase = passphrase

    def unlock(self, passphrase: str) -> None:
        """Open both; EscaleError."""
        self._open(self.vault.unlock(passphrase))
        self.passphrase = passphrase

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

    def do(self, deed: Deed) -> None:
        """Do one thing, whole: when this returns, it was promised."""
        getattr(self, f"_{deed['do']}")(deed)

    def _open(self, opened: Opened) -> None:
        self.key = opened.database_key
        self.store = Store(self.path, opened.database_key, opened.seals)
        (self.home / NEW).unlink(missing_ok=True)

    def _create(self, deed: Deed) -> None:
        self.create(deed["to"])

    def _note(self, deed: Deed) -> None:
        self.open.items.record(deed["person"], Kind.NOTE, {"text": deed["text"]}, item=deed["item"])

    _edit = _note

    def _page(self, deed: Deed) -> None:
        self.open.intake.absorb(news(deed), envelope)

    _erase = _page

    def _reopen(self, _: Deed) -> None:
        self.close()
        self.unlock(self.passphrase)


def envelope(plain: bytes, item: str) -> tuple[str, bytes]:
    """Stands for the gateway's key."""
    return "kid-1", bytes(255 - byte for byte in plain + item.encode())
