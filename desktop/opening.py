"""Opening or making the vault, away from the UI thread, before there is a store to own.

What this needs (keys, database, keyring) is imported on its own thread, so that the first window does not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.config import Config
from desktop.errors import EscaleError, StoreTrouble

if TYPE_CHECKING:
    from desktop.models.store import Store
    from desktop.vault.tokens import TokenBox
    from desktop.vault.vault import Opened, Vault


@dataclass(frozen=True, slots=True)
class Open:
    """An open store, what seals the session's secret, and the keyring's name ("" when there is none)."""

    store: Store
    box: TokenBox
    keychain: str


class Opening(QObject):
    """Derives keys on a thread of its own; says what came of it on the UI thread."""

    looked = Signal(bool, str)  # whether a vault exists, and the keyring it uses or would use ("" for none)
    opened = Signal(object)  # Open
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
        """Open the vault with this passphrase; ``opened`` or ``troubled`` follows."""
        self._begin(lambda: self._open(self._found().unlock(passphrase)), self.opened.emit)

    def create(self, passphrase: str) -> None:
        """Make the vault, then open it."""
        self._begin(lambda: self._open(self._found().create(passphrase)), self.opened.emit)

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

    def _open(self, opened: Opened) -> Open:
        from desktop.models.store import Store
        from desktop.vault.tokens import TokenBox
        from desktop.vault.vault import NEW

        new = self._config.home / NEW
        if not self._config.store.exists() and not new.exists():
            raise StoreTrouble(
                "Le fichier chiffré d’Escale a disparu de ce poste.",
                "Rien n’a été créé à sa place : remettez « escale.db », ou demandez de l’aide à votre informatique.",
            )
        store = Store(self._config.store, opened.database_key, opened.seals)
        new.unlink(missing_ok=True)
        return Open(store, TokenBox(opened.token_key), opened.keychain)

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
