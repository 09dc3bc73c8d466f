"""Opening or making the vault, away from the UI thread, before there is a store to own.

What this needs (keys, database, keyring) is imported on its own thread, so that the first window does not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    from desktop.models.doubt import Doubt
    from desktop.models.paper import Paper
    from desktop.models.store import Store, Tombstone
    from desktop.timekeeping import Timekeeping
    from desktop.vault.opened import Opened
    from desktop.vault.tokens import TokenBox
    from desktop.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Open:
    """An open store behind its guards, the vault it came from, what seals the session's secret, the trusted time."""

    watched: Watched
    vault: Vault
    opened: Opened
    box: TokenBox
    time: Timekeeping

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

    def resume(self, closed: Open, doubt: Doubt) -> None:
        """Go on with a doubtful file, closed meanwhile; ``opened`` or ``troubled`` follows."""
        self._begin(lambda: self._resumed(closed, doubt), self.opened.emit)

    def restore(self, closed: Open, backup: str, tombstones: Sequence[Tombstone]) -> None:
        """Put a backup (its path) in the place of a store, closed meanwhile; ``opened`` or ``troubled`` follows."""
        self._begin(lambda: self._restored(closed, Path(backup), tombstones), self.opened.emit)

    def rehearse(self, made: Open, key: str) -> None:
        """Open a copy of a vault just made with its recovery key; ``rehearsed`` or ``troubled`` follows."""
        self._begin(lambda: _rehearsed(made, key), lambda _: self.rehearsed.emit())

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

        from desktop.custody.rehearse import remember_made

        vault, config = self._found(), self._config
        opened = vault.create(passphrase)
        if config.organisation_key:
            public = urlsafe_b64decode(config.organisation_key.rstrip("=") + "=")
            vault.offer_organisation(opened, public, config.organisation_name)
        made = self._open(vault, opened)
        key = vault.new_recovery(passphrase)
        remember_made(made.store, made.time.today())
        return made, key

    def _recovered(self, key: str, passphrase: str) -> Open:
        from desktop.custody.rehearse import remember_used
        from desktop.custody.rotate import begin
        from desktop.models.journal import Event

        vault = self._found()
        opened = vault.recover(key, passphrase)
        made = self._open(vault, opened, anew=opened.epoch_lost)
        if made.watched.doubt is None:
            made.store.journal.note(Event.RECOVERED)
            remember_used(made.store, made.time.today())
            begin(vault, opened)  # somebody else may know the old key: the next opening changes it
        return made

    def _brought_back(self, backup: Path, key: str, passphrase: str) -> Open:
        from desktop.custody.rehearse import remember_used
        from desktop.custody.restore import bring_back, restore

        vault = self._found()
        opened = bring_back(vault, backup, key, passphrase)
        made = self._ready(restore(vault, opened, self._config.store, backup, settle=_settled), vault, opened)
        remember_used(made.store, made.time.today())
        return made

    def _restored(self, closed: Open, backup: Path, tombstones: Sequence[Tombstone]) -> Open:
        from desktop.custody.restore import restore

        vault, opened = closed.vault, closed.opened
        path = self._config.store
        return self._ready(restore(vault, opened, path, backup, tombstones=tombstones, settle=_settled), vault, opened)

    def _resumed(self, closed: Open, doubt: Doubt) -> Open:
        from desktop.custody.opening import resume

        vault, opened = closed.vault, closed.opened
        return self._ready(resume(vault, opened, self._config.store, doubt, keep_notes=self._keep_notes), vault, opened)

    def _open(self, vault: Vault, opened: Opened, *, anew: bool = False) -> Open:
        from desktop.custody.opening import open_store

        watched = open_store(vault, opened, self._config.store, anew=anew, keep_notes=self._keep_notes)
        return self._ready(watched, vault, opened)

    def _ready(self, watched: Watched, vault: Vault, opened: Opened) -> Open:
        """What has to end ends, and what has to be closed is closed, before anybody sees anything."""
        from desktop.ends import ends
        from desktop.timekeeping import Timekeeping
        from desktop.vault.tokens import TokenBox

        time = Timekeeping.of(watched.store, watched.high_water)
        ends(watched.store, time, watched.doubt)
        return Open(watched, vault, opened, TokenBox(opened.token_key), time)

    @property
    def _keep_notes(self) -> bool:
        return self._config.notes_after_sharing == "keep"

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


def _rehearsed(made: Open, key: str) -> None:
    from desktop.custody.rehearse import rehearse, remember

    rehearse(made.vault, key)
    remember(made.store, made.time.today())


def _settled(store: Store) -> None:
    """What ended while a backup lay on its shelf ends in it before it is shown."""
    from desktop.sync.ending import end_past
    from desktop.timekeeping import Timekeeping

    end_past(store, Timekeeping.of(store).today())


def _sheet(key: str, vault: str, ppi: float) -> Paper:
    from desktop.documents.recovery_sheet import paper

    return paper(key, vault, datetime.now().astimezone().date(), ppi)
