"""Opening or making the vault, away from the UI thread, before there is a store to own.

What this needs (keys, database, keyring) is imported on its own thread, so that the first window does not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.config import Config
from desktop.errors import EscaleError

if TYPE_CHECKING:
    from desktop.custody.opening import Watched
    from desktop.models.paper import Paper
    from desktop.models.store import Store
    from desktop.vault.opened import Opened
    from desktop.vault.tokens import TokenBox
    from desktop.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Open:
    """An open store behind its guards, the vault it came from, and what seals the session's secret."""

    watched: Watched
    vault: Vault
    opened: Opened
    box: TokenBox

    @property
    def store(self) -> Store:
        """The store; for the store's thread."""
        return self.watched.store

    @property
    def keychain(self) -> str:
        """The keyring's name ("" when there is none)."""
        return self.opened.keychain


@dataclass(frozen=True, slots=True)
class Denied:
    """Why the door stays closed, in how many seconds it may be tried again, and whether the sheet alone opens it."""

    trouble: EscaleError
    seconds: int = 0
    sheet_only: bool = False


class Opening(QObject):
    """Derives keys on a thread of its own; says what came of it on the UI thread."""

    looked = Signal(bool, str)  # whether a vault exists, and the keyring it uses or would use ("" for none)
    opened = Signal(object)  # Open
    made = Signal(object, str)  # Open, and the recovery key to be put on paper
    rehearsed = Signal()  # the recovery key opened a copy
    typeset = Signal(object)  # Paper: the recovery sheet
    denied = Signal(object)  # Denied
    troubled = Signal(object)  # EscaleError
    _home = Signal(object, object)

    def __init__(self, config: Config) -> None:
        """Nothing is read yet."""
        super().__init__()
        self._config = config
        self._vault: Vault | None = None
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="vault")
        self._home.connect(self._arrive, Qt.ConnectionType.QueuedConnection)

    def look(self) -> None:
        """Find out whether there is a vault, and whether this machine has a keyring; ``looked`` follows."""
        self._begin(self._look, lambda found: self.looked.emit(*found))

    def unlock(self, passphrase: str) -> None:
        """Open the vault with this passphrase; ``opened`` or ``denied`` follows."""
        self._begin(lambda: self._unlocked(passphrase), self._admit)

    def create(self, passphrase: str) -> None:
        """Make the vault, open it and draw its recovery key; ``made`` or ``troubled`` follows."""
        self._begin(lambda: self._created(passphrase), lambda found: self.made.emit(*found))

    def recover(self, key: str, passphrase: str) -> None:
        """Open with the recovery sheet and choose a new passphrase; ``opened`` or ``troubled`` follows."""
        self._begin(lambda: self._recovered(key, passphrase), self.opened.emit)

    def bring_back(self, backup: str, key: str, passphrase: str) -> None:
        """On a new computer, from a backup (its path) and the recovery key; ``opened`` or ``troubled`` follows."""
        self._begin(lambda: self._brought_back(Path(backup), key, passphrase), self.opened.emit)

    def rehearse(self, key: str) -> None:
        """Open a copy of the vault with the recovery key; ``rehearsed`` or ``troubled`` follows."""
        self._begin(lambda: self._found().rehearse(key), lambda _: self.rehearsed.emit())

    def typeset_sheet(self, key: str, vault: str, ppi: float) -> None:
        """Put the recovery key on a page; ``typeset`` or ``troubled`` follows."""
        self._begin(lambda: _sheet(key, vault, ppi), self.typeset.emit)

    def close(self) -> None:
        """Wait for what is under way."""
        self._pool.shutdown(wait=True)

    def _look(self) -> tuple[bool, str]:
        vault = self._found()
        return vault.exists(), vault.keychain.name if vault.keychain else ""

    def _found(self) -> Vault:
        """The vault of this home; its keyring is looked for once, and never for the demonstration."""
        if self._vault is None:
            from desktop.vault.keychain import system_keychain
            from desktop.vault.vault import Vault

            self._vault = Vault(self._config.home, None if self._config.demo else system_keychain())
        return self._vault

    def _unlocked(self, passphrase: str) -> Open | Denied:
        vault = self._found()
        try:
            return self._open(vault, vault.unlock(passphrase))
        except EscaleError as trouble:
            sheet_only = False
            with suppress(EscaleError):
                sheet_only = vault.recovery_only()
            return Denied(trouble, ceil(vault.attempts.left()), sheet_only)

    def _admit(self, found: Open | Denied) -> None:
        (self.denied if isinstance(found, Denied) else self.opened).emit(found)

    def _created(self, passphrase: str) -> tuple[Open, str]:
        from base64 import urlsafe_b64decode

        vault, config = self._found(), self._config
        opened = vault.create(passphrase)
        if config.organisation_key:
            public = urlsafe_b64decode(config.organisation_key.rstrip("=") + "=")
            vault.offer_organisation(opened, public, config.organisation_name)
        made = self._open(vault, opened)
        return made, vault.new_recovery(passphrase)

    def _recovered(self, key: str, passphrase: str) -> Open:
        from desktop.models.journal import Event

        vault = self._found()
        opened = vault.recover(key, passphrase)
        made = self._open(vault, opened, anew=opened.epoch_lost)
        if made.watched.doubt is None:
            made.store.journal.note(Event.RECOVERED)
        return made

    def _brought_back(self, backup: Path, key: str, passphrase: str) -> Open:
        from desktop.custody.restore import bring_back, restore
        from desktop.sync.ending import end_past
        from desktop.vault.tokens import TokenBox

        vault = self._found()
        opened = bring_back(vault, backup, key, passphrase)
        today = datetime.now().astimezone().date()
        watched = restore(vault, opened, self._config.store, backup, settle=lambda store: end_past(store, today))
        return Open(watched, vault, opened, TokenBox(opened.token_key))

    def _open(self, vault: Vault, opened: Opened, *, anew: bool = False) -> Open:
        from desktop.custody.opening import open_store
        from desktop.vault.tokens import TokenBox

        keep_notes = self._config.notes_after_sharing == "keep"
        watched = open_store(vault, opened, self._config.store, anew=anew, keep_notes=keep_notes)
        return Open(watched, vault, opened, TokenBox(opened.token_key))

    def _begin(self, work: Callable[[], object], then: Callable[[Any], None]) -> None:
        future = self._pool.submit(work)
        future.add_done_callback(lambda done: self._home.emit(done, then))

    @Slot(object, object)
    def _arrive(self, future: Future[object], then: Callable[[object], None]) -> None:
        try:
            found = future.result()
        except EscaleError as trouble:
            self.troubled.emit(trouble)
            return
        then(found)


def _sheet(key: str, vault: str, ppi: float) -> Paper:
    from desktop.documents.recovery_sheet import paper

    return paper(key, vault, datetime.now().astimezone().date(), ppi)
