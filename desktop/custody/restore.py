"""Putting a backup back: into a new file, under a new key, without anybody who has ended since; then in place at once.

Everything is made beside, closed, and read again before the swap is decided (``swap``): until then the store that is
here stays as it is; from then on, a power cut only delays the end. The key of the store that goes is forgotten with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from desktop.custody.anchor import AnchorKeeper
from desktop.custody.backup import Backups
from desktop.custody.opening import RENEWED, SEALED, Watched, open_store
from desktop.custody.packet import read_packet
from desktop.custody.pages import is_authentic, read_pages
from desktop.custody.pageseal import PageSeal
from desktop.custody.swap import decide, forget, waiting
from desktop.errors import StoreTrouble
from desktop.models.anchor import Anchor
from desktop.models.journal import Event
from desktop.models.store import Legacy, Store
from desktop.vault.opened import Opened
from desktop.vault.vault import Vault

Settle = Callable[[Store], object]
NOTHING: Final = Legacy()


def nothing(_store: Store) -> None:
    """Nothing more has to end."""


def restore(
    vault: Vault,
    opened: Opened,
    path: Path,
    backup: Path,
    *,
    legacy: Legacy = NOTHING,
    settle: Settle = nothing,
    keep_notes: bool = False,
) -> Watched:
    """The store as it was in that backup, opened behind its guards; nobody may hold the one that is here.

    ``legacy`` is what the store that goes leaves, when it opens (``Store.legacy``). ``settle`` ends, before anything is
    shown, what has ended by itself meanwhile (a last day that is past, at trusted time); ``keep_notes`` archives the
    notes that were shared then. Refused for a backup of another vault; StoreTrouble when it is damaged or the disk is
    full: the store that is here is untouched.
    """
    return _Restoration(vault, opened, path, keep_notes=keep_notes).done(backup, legacy, settle)


def bring_back(vault: Vault, backup: Path, recovery_key: str, passphrase: str) -> Opened:
    """On a new machine: the vault, from the header in the backup; then ``restore``. Refused when one is here."""
    return vault.bring_back(read_packet(backup).header, recovery_key, passphrase)


class _Restoration:
    """One backup put back."""

    def __init__(self, vault: Vault, opened: Opened, path: Path, *, keep_notes: bool) -> None:
        self._vault, self._opened, self._path, self._keep_notes = vault, opened, path, keep_notes
        self._fresh = waiting(path)
        keychain = vault.keychain if opened.keychain else None
        self._keeper = AnchorKeeper(keychain, f"fr.escale/{opened.identity}", opened.anchor_key)

    def done(self, backup: Path, legacy: Legacy, settle: Settle) -> Watched:
        try:
            forget(self._fresh)
            self._fresh_key = self._vault.begin_rotation(self._opened)
            backups = Backups(self._vault, self._opened)
            with backups.room() as room:
                exported, key = backups.open(backup, room)
                anchor = self._made(exported, key, legacy, settle)
            decide(self._path, self._opened.anchor_key, self._keeper, anchor)
        except OSError as error:
            raise _refused() from error
        both = replace(self._opened, database_keys=(self._opened.database_key, self._fresh_key))
        return open_store(self._vault, both, self._path, keep_notes=self._keep_notes)

    def _made(self, exported: Path, key: bytes, legacy: Legacy, settle: Settle) -> Anchor:
        """The waiting store, closed, verified and sealed; and the anchor it will have."""
        store = Store(self._fresh, self._fresh_key, self._opened.seals, keep_notes=self._keep_notes)
        try:
            store.adopt(exported, key, legacy)
            settle(store)
            store.state.put({SEALED: "1", **RENEWED})
            store.journal.note(Event.RESTORED)
            store.flush()
            known, _ = self._keeper.known()
            made = Anchor(store.generation(), store.journal.head(), 0, high_water=known.high_water if known else "")
        finally:
            store.close()
        if not all(is_authentic(number, page, self._fresh_key) for number, page in read_pages(self._fresh)):
            raise StoreTrouble("Le fichier remis en place n’est pas celui qui a été écrit.", "Vérifiez le disque.")
        return made.raised(self._sealed())

    def _sealed(self) -> int:
        """Sealed with a number above any that this vault has used here; that number."""
        known, _ = self._keeper.known()
        here, seal = PageSeal(self._path, self._opened.anchor_key), PageSeal(self._fresh, self._opened.anchor_key)
        if here.exists():
            here.read()
        seal.renew(max(here.sequence, known.seal if known else 0))
        return seal.sequence


def _refused() -> StoreTrouble:
    return StoreTrouble(
        "La sauvegarde n’a pas pu être remise en place : le disque est plein ou refuse d’écrire.",
        "Le coffre est resté comme il était. Libérez de la place, puis recommencez.",
    )
