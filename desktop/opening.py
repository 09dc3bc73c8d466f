"""Opening or making the vault, away from the UI thread, before there is a store to own.

What this needs (keys, database, keyring) is imported on its own thread, so that the first window does not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.config import Config
from desktop.errors import EscaleError

if TYPE_CHECKING:
    from desktop.custody.opening import Watched
    from desktop.entrance import Entrance
    from desktop.models.doubt import Doubt
    from desktop.models.paper import Paper
    from desktop.models.store import Legacy, Store
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
    """Why the door stays closed, in how many seconds it may be tried again, and which other ways there are."""

    trouble: EscaleError
    seconds: int = 0
    sheet_only: bool = False
    copy_offered: bool = False  # the header's second copy may open what the header does not


class Opening(QObject):
    """Derives keys on a thread of its own; says what came of it on the UI thread."""

    looked = Signal(bool, str)  # whether a vault exists, and the keyring it uses or would use ("" for none)
    held = Signal(int, bool)  # seconds before a passphrase may be tried; whether the recovery sheet alone is left
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
        self._found: Entrance | None = None
        self._undelivered: Future[object] | None = None
        self._closed = False
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="vault")
        self._home.connect(self._arrive, Qt.ConnectionType.QueuedConnection)

    def look(self) -> None:
        """Find out whether there is a vault, and whether this machine has a keyring; ``looked`` follows."""
        self._begin(lambda way: way.look(), lambda found: self.looked.emit(*found))

    def ask_wait(self) -> None:
        """Find out whether it is too early to try a passphrase; ``held`` follows."""
        self._begin(lambda way: way.wait(), lambda found: self.held.emit(*found))

    def unlock(self, passphrase: str) -> None:
        """Open the vault with this passphrase; ``opened`` or ``denied`` follows."""
        self._begin(lambda way: way.unlocked(passphrase), self._admit)

    def unlock_by_copy(self, passphrase: str) -> None:
        """The same by the header's second copy; ``opened`` or ``denied`` follows."""
        self._begin(lambda way: way.unlocked_by_copy(passphrase), self._admit)

    def create(self, passphrase: str) -> None:
        """Make the vault, open it and draw its recovery key; ``made`` or ``troubled`` follows."""
        self._begin(lambda way: way.created(passphrase), lambda found: self.made.emit(*found))

    def recover(self, key: str, passphrase: str) -> None:
        """Open with the recovery sheet and choose a new passphrase; ``opened`` or ``troubled`` follows."""
        self._begin(lambda way: way.recovered(key, passphrase), self.opened.emit)

    def bring_back(self, backup: str, key: str, passphrase: str) -> None:
        """On a new computer, from a backup (its path) and the recovery key; ``opened`` or ``troubled`` follows."""
        self._begin(lambda way: way.brought_back(Path(backup), key, passphrase), self.opened.emit)

    def resume(self, closed: Open, doubt: Doubt) -> None:
        """Go on with a doubtful file, closed meanwhile; ``opened`` or ``troubled`` follows."""
        self._begin(lambda way: way.resumed(closed, doubt), self.opened.emit)

    def restore(self, closed: Open, backup: str, legacy: Legacy) -> None:
        """Put a backup (its path) in the place of a store, closed meanwhile; ``opened`` or ``troubled`` follows."""
        self._begin(lambda way: way.restored(closed, Path(backup), legacy), self.opened.emit)

    def rehearse(self, made: Open, key: str) -> None:
        """Open a copy of a vault just made with its recovery key; ``rehearsed`` or ``troubled`` follows."""

        def work(_: Entrance) -> None:
            from desktop.entrance import rehearsed

            rehearsed(made, key)

        self._begin(work, lambda _: self.rehearsed.emit())

    def typeset_sheet(self, key: str, vault: str, ppi: float) -> None:
        """Put the recovery key on a page; ``typeset`` or ``troubled`` follows."""

        def work(_: Entrance) -> Paper:
            from desktop.entrance import sheet

            return sheet(key, vault, ppi)

        self._begin(work, self.typeset.emit)

    def close(self) -> None:
        """Wait for what is under way; a store that it opened and that nobody received is closed."""
        self._closed = True
        self._pool.shutdown(wait=True)
        if self._undelivered and self._undelivered.done() and not self._undelivered.exception():
            found = self._undelivered.result()
            made = found[0] if isinstance(found, tuple) else found
            if isinstance(made, Open):
                made.store.close()
        self._undelivered = None

    def _admit(self, found: Open | Denied) -> None:
        (self.denied if isinstance(found, Denied) else self.opened).emit(found)

    def _begin(self, work: Callable[[Entrance], object], then: Callable[[Any], None]) -> None:
        self._undelivered = future = self._pool.submit(lambda: work(self._entrance()))
        future.add_done_callback(lambda done: self._home.emit(done, then))

    def _entrance(self) -> Entrance:
        """Made once, on this object's thread."""
        if self._found is None:
            from desktop.entrance import Entrance

            self._found = Entrance(self._config)
        return self._found

    @Slot(object, object)
    def _arrive(self, future: Future[object], then: Callable[[object], None]) -> None:
        if self._closed:
            return
        if future is self._undelivered:
            self._undelivered = None
        try:
            found = future.result()
        except EscaleError as trouble:
            self.troubled.emit(trouble)
            return
        except BaseException:
            from desktop.background import unexpected

            self.troubled.emit(unexpected())
            raise
        then(found)
