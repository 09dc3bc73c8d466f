"""What opening a vault, making it or bringing it back comes to: keys, files, keyring. Blocking, without Qt.

Imported by ``opening`` on its own thread, once the first window is painted.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.custody import rotate
from desktop.custody.backup import Backups
from desktop.custody.opening import Watched, open_store, resume
from desktop.custody.rehearse import rehearse, remember, remember_made, remember_used
from desktop.custody.restore import bring_back, restore
from desktop.ends import ends
from desktop.errors import EscaleError, StoreTrouble, WrongPassphrase
from desktop.models.journal import Event
from desktop.models.store import Legacy
from desktop.models.store.upkeep import held
from desktop.opening import Denied, Open
from desktop.sync.ending import end_past
from desktop.timekeeping import Timekeeping
from desktop.vault.keychain import system_keychain
from desktop.vault.tokens import TokenBox
from desktop.vault.vault import NEW, Vault

if TYPE_CHECKING:
    from desktop.config import Config
    from desktop.models.doubt import Doubt
    from desktop.models.paper import Paper
    from desktop.models.store import Store
    from desktop.vault.opened import Opened


class Entrance:
    """The vault of one home, and the ways into it."""

    def __init__(self, config: Config) -> None:
        """The keyring is looked for, but for the demonstration; StoreTrouble when it does not answer."""
        self._config = config
        self._vault = Vault(config.home, None if config.demo else system_keychain())

    def look(self) -> tuple[bool, str]:
        """Whether there is a vault, and the keyring that it uses or would use ("" for none)."""
        keychain = self._vault.keychain
        return self._vault.exists(), keychain.name if keychain else ""

    def wait(self) -> tuple[int, bool]:
        """Seconds before a passphrase may be tried, and whether the recovery sheet alone is left."""
        sheet_only = False
        with suppress(EscaleError):
            sheet_only = self._vault.recovery_only()
        return ceil(self._vault.attempts.left()), sheet_only

    def unlocked(self, passphrase: str) -> Open | Denied:
        """By the passphrase."""
        return self._tried(lambda: self._vault.unlock(passphrase))

    def unlocked_by_copy(self, passphrase: str) -> Open | Denied:
        """By the passphrase, and the second copy of a damaged header; the damaged one is kept aside."""
        return self._tried(lambda: self._vault.use_copy(passphrase))

    def created(self, passphrase: str) -> tuple[Open, str]:
        """A new vault, its recovery key, and a first backup that this key opens."""
        opened = self._vault.create(passphrase)
        made = self._open(opened)
        with _closed_by_trouble(made):
            key = self._vault.new_recovery(passphrase)
            remember_made(made.store, made.time.today())
            with suppress(StoreTrouble):  # a full disk: the desk makes it as soon as it can
                Backups(self._vault, opened).make(made.store)
        return made, key

    def recovered(self, key: str, passphrase: str) -> Open:
        """By the recovery sheet; somebody else may know the old key, so that the next opening changes it."""
        opened = self._vault.recover(key, passphrase)
        made = self._open(opened, anew=opened.epoch_lost)
        if made.watched.doubt is None:
            with _closed_by_trouble(made):
                made.store.journal.note(Event.RECOVERED)
                remember_used(made.store, made.time.today())
                rotate.begin(self._vault, opened)
        return made

    def brought_back(self, backup: Path, key: str, passphrase: str) -> Open:
        """On a new computer; once more after it was cut between the vault and its store."""
        half_done = (self._vault.folder / NEW).exists() and not self._config.store.exists()
        vault = self._vault
        opened = vault.recover(key, passphrase) if half_done else bring_back(vault, backup, key, passphrase)
        made = self._put_back(opened, backup, Legacy())
        with _closed_by_trouble(made):
            remember_used(made.store, made.time.today())
        return made

    def restored(self, closed: Open, backup: Path, legacy: Legacy) -> Open:
        """From a backup, without those who ended in the store that was closed."""
        return self._put_back(closed.opened, backup, legacy)

    def resumed(self, closed: Open, doubt: Doubt) -> Open:
        """With the doubtful file as it is."""
        notes, opened = self._keep_notes, closed.opened
        return self._ready(resume(self._vault, opened, self._config.store, doubt, keep_notes=notes), opened)

    def _put_back(self, opened: Opened, backup: Path, legacy: Legacy) -> Open:
        path = self._config.store
        watched = restore(
            self._vault, opened, path, backup, legacy=legacy, settle=_settled, keep_notes=self._keep_notes
        )
        made = self._ready(watched, opened)
        with _closed_by_trouble(made):
            made.store.state.put({rotate.ROTATED: made.time.today().isoformat()})  # a restored store has a new key
        return made

    def _tried(self, way: Callable[[], Opened]) -> Open | Denied:
        try:
            return self._open(way())
        except EscaleError as trouble:
            seconds, sheet_only = self.wait()
            damaged = isinstance(trouble, StoreTrouble | WrongPassphrase) and self._vault.copy_offered()
            return Denied(trouble, seconds, sheet_only, damaged)

    def _offer(self, opened: Opened) -> None:
        """The slot that the site file asks for, in a vault made before it too; settings say whose it is."""
        name = self._config.organisation_name or "Votre organisme"
        if self._config.organisation_key and self._vault.organisation() != name:
            public = urlsafe_b64decode(self._config.organisation_key.rstrip("=") + "=")
            self._vault.offer_organisation(opened, public, name)

    def _open(self, opened: Opened, *, anew: bool = False) -> Open:
        watched = open_store(self._vault, opened, self._config.store, anew=anew, keep_notes=self._keep_notes)
        return self._ready(watched, opened)

    def _ready(self, watched: Watched, opened: Opened) -> Open:
        """What has to end ends, and what has to be closed is closed, before anybody sees anything."""
        time = Timekeeping.of(watched.store, watched.high_water)
        ends(watched.store, time, watched.doubt)
        with suppress(StoreTrouble):  # a full disk: tried again at the next opening
            self._offer(opened)
            if watched.doubt is None:
                self._age(watched.store, opened, time.today())
        return Open(watched, self._vault, opened, TokenBox(opened.token_key), time)

    def _age(self, store: Store, opened: Opened, today: date) -> None:
        """A key of the database that is a year old is changed at the next opening, which the journal then tells."""
        if not (kept := store.state.get(rotate.ROTATED)):
            store.state.put({rotate.ROTATED: today.isoformat()})
        elif rotate.due(date.fromisoformat(kept), today):
            rotate.begin(self._vault, opened)

    @property
    def _keep_notes(self) -> bool:
        return self._config.notes_after_sharing == "keep"


def checked(backups: Backups, path: Path) -> None:
    """A backup chosen to be restored opens, and every page of it is right; Refused or StoreTrouble when not."""
    try:
        with backups.room() as room:
            held(*backups.open(path, room))
    except OSError as error:
        raise StoreTrouble(
            "La sauvegarde n’a pas pu être lue : le disque est plein ou refuse.",
            "Rien n’a été changé. Libérez de la place, puis recommencez.",
        ) from error


def rehearsed(made: Open, key: str) -> None:
    """The recovery key opens a copy of the vault just made, and its backup; this is remembered."""
    rehearse(made.vault, key)
    remember(made.store, made.time.today())


def sheet(key: str, vault: str, ppi: float) -> Paper:
    """The recovery key on a page."""
    from desktop.documents.recovery_sheet import paper

    return paper(key, vault, datetime.now().astimezone().date(), ppi)


@contextmanager
def _closed_by_trouble(made: Open) -> Iterator[None]:
    """What follows an opening fails: the store is closed, so that it can be opened again."""
    try:
        yield
    except EscaleError:
        made.store.close()
        raise


def _settled(store: Store) -> None:
    """What ended while a backup lay on its shelf ends in it before it is shown."""
    end_past(store, Timekeeping.of(store).today())
