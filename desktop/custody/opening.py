"""Opening the store behind its guards: nothing that changed behind Escale's back is written to, or taken for granted.

In order: which key opens, the page seal, the anchor, SQLite, the journal. Whatever does not agree is a doubt: the file
is then opened for reading only, and going on with it (``resume``) is the counsellor's choice, which the journal keeps.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop.custody.anchor import AnchorKeeper, compared
from desktop.custody.pages import generation, read_pages
from desktop.custody.pageseal import PageSeal
from desktop.custody.rotate import ROTATED, finish
from desktop.custody.swap import finish_swap
from desktop.errors import EpochLost, StoreTrouble
from desktop.models.anchor import Anchor
from desktop.models.clock import now
from desktop.models.doubt import Doubt
from desktop.models.journal import Event
from desktop.models.store import Mode, Store
from desktop.vault.opened import Opened
from desktop.vault.vault import NEW, Vault

SEALED: Final = "sealed"  # of the state: this store has a page seal, so that its absence is noticed
RENEWED: Final[Mapping[str, str]] = {"anchor_renewed": "1", "rolled_back": ""}  # of the state: told to the gateway
ANCHORED: Final = "anchored"  # of the state: the keyring that was found to hold this store's anchor
BROKEN: Final = "broken_at"  # of the state: the entry from which a broken journal was accepted


@dataclass(frozen=True, slots=True, repr=False)
class Watched:
    """An open store, what is doubtful about it (None: nothing), and what watches over it."""

    store: Store
    doubt: Doubt | None
    seal: PageSeal
    keeper: AnchorKeeper
    high_water: str  # the latest time that the anchor knows, "" when it knows none
    key: bytes  # of the database, as it opened

    def anchor(self, high_water: str = "") -> Anchor:
        """What is durable now: on the store's thread, between two transactions. For ``keep``, from any thread."""
        seal, length, digest = self.seal.claim()
        store = self.store
        return Anchor(store.generation(), store.journal.head(), seal, length, digest, high_water or self.high_water)

    def keep(self, anchor: Anchor) -> bool:
        """Put the anchor in the keyring, if there is one and nothing is doubtful; StoreTrouble when it refuses."""
        return self.doubt is None and self.keeper.drop(anchor)


def open_store(vault: Vault, opened: Opened, path: Path, *, anew: bool = False, keep_notes: bool = False) -> Watched:
    """The store, whole or (doubtful) for reading only; made when the vault has just been. Not on the UI thread.

    ``anew``: after a recovery, passports are given up without another question. StoreTrouble when it cannot be opened,
    or is gone: nothing is ever made in its place.
    """
    return _Opening(vault, opened, path, keep_notes=keep_notes).opened(anew=anew)


def resume(vault: Vault, opened: Opened, path: Path, doubt: Doubt, *, keep_notes: bool = False) -> Watched:
    """Go on with a doubtful file, which nobody holds any more: journaled, sealed anew, a full exchange to follow."""
    return _Opening(vault, opened, path, keep_notes=keep_notes).resumed(doubt)


class _Opening:
    """One opening of one store."""

    def __init__(self, vault: Vault, opened: Opened, path: Path, *, keep_notes: bool) -> None:
        self._vault, self._opened, self._path, self._keep_notes = vault, opened, path, keep_notes
        keychain = vault.keychain if opened.keychain else None
        self._keeper = AnchorKeeper(keychain, f"fr.escale/{opened.identity}", opened.anchor_key)
        self._seal = PageSeal(path, opened.anchor_key)
        self._new = vault.folder / NEW
        self._rotated = False

    def opened(self, *, anew: bool) -> Watched:
        mode = Mode.ANEW if anew else Mode.WHOLE
        finish_swap(self._path, self._opened.anchor_key, self._keeper)
        anchor, doubt = self._keeper.known()
        if not self._path.exists():
            self._check_new(anchor)
        doubt = doubt or self._doubt(anchor) or self._prepared(mode)
        if doubt is not None:
            return self._watched(self._store(Mode.READ_ONLY), doubt, anchor)
        return self._whole(anchor, mode)

    def resumed(self, doubt: Doubt) -> Watched:
        anchor, _ = self._keeper.known()
        if self._seal.exists():
            self._seal.read()
        try:
            store = self._store(Mode.WHOLE)
        except EpochLost:
            store = self._store(Mode.ANEW)
        try:
            store.intake.start_over()
            store.state.put({SEALED: "1", BROKEN: str(store.journal.broken() or ""), **RENEWED})
            store.journal.note(Event.RESUMED, what=doubt)
            found = Anchor(store.generation(), store.journal.head(), 0, high_water=anchor.high_water if anchor else "")
        finally:
            store.close()
        self._seal.renew(anchor.seal if anchor else 0)
        self._keeper.renew(found.raised(self._seal.sequence))
        return self._whole(found, Mode.WHOLE)

    def _check_new(self, anchor: Anchor | None) -> None:
        if anchor is not None or not self._new.exists() or self._seal.exists():
            raise StoreTrouble(
                "Le fichier chiffré d’Escale a disparu de ce poste.",
                "Rien n’a été créé à sa place : remettez « escale.db », restaurez une sauvegarde, ou demandez de l’aide"
                " à votre informatique.",
            )

    def _doubt(self, anchor: Anchor | None) -> Doubt | None:
        """What bytes alone tell, before SQLite opens anything."""
        planted = bool(anchor or self._seal.exists()) and _set_aside(self._path)
        if not self._seal.exists():
            return Doubt.REPLACED if anchor else None
        if not self._seal.read():
            return Doubt.REPLACED
        keys = self._opened.database_keys
        found = generation(self._first(), keys)
        doubt = compared(anchor, self._seal, found[1]) if anchor and found else None
        return doubt or self._seal.judged(keys) or (Doubt.PAGES_CHANGED if planted else None)

    def _prepared(self, mode: Mode) -> Doubt | None:
        """The first seal of a store that has none; a rotation that was begun is ended."""
        if not self._seal.exists():
            try:
                store = self._store(mode)
            except EpochLost:
                return Doubt.EPOCH_LOST
            sealed = store.state.get(SEALED)
            store.close()
            if sealed:
                return Doubt.REPLACED
            self._seal.renew()
        self._seal.after_checkpoint()
        with suppress(StoreTrouble):  # a full disk: tried again at the next opening, either key opens meanwhile
            self._rotated = finish(self._vault, self._opened, self._path, self._seal)
        return None

    def _whole(self, anchor: Anchor | None, mode: Mode) -> Watched:
        try:
            store = self._store(mode, self._seal)
        except EpochLost:
            return self._watched(self._store(Mode.READ_ONLY), Doubt.EPOCH_LOST, anchor)
        if doubt := self._told_inside(store, anchor):
            store.close()
            return self._watched(self._store(Mode.READ_ONLY), doubt, anchor)
        known = {SEALED: "1", ANCHORED: self._opened.keychain if anchor else ""}
        if any(store.state.get(name) != value for name, value in known.items()):
            store.state.put(known)
        if self._rotated:
            store.state.put({ROTATED: now().date().isoformat()})
            store.journal.note(Event.ROTATED)
        self._new.unlink(missing_ok=True)
        return self._watched(store, None, anchor)

    def _told_inside(self, store: Store, anchor: Anchor | None) -> Doubt | None:
        """What the open store tells: its journal; that this keyring held its anchor (one given up anew is another)."""
        if _is_broken(store, anchor):
            return Doubt.CHAIN_BROKEN
        held = store.state.get(ANCHORED) == self._opened.keychain != "" and store.mode is Mode.WHOLE
        return Doubt.ANCHOR_LOST if anchor is None and held else None

    def _store(self, mode: Mode, guard: PageSeal | None = None) -> Store:
        return Store(self._path, self._key(), self._opened.seals, guard=guard, mode=mode, keep_notes=self._keep_notes)

    def _watched(self, store: Store, doubt: Doubt | None, anchor: Anchor | None) -> Watched:
        return Watched(store, doubt, self._seal, self._keeper, anchor.high_water if anchor else "", self._key())

    def _key(self) -> bytes:
        """The one that opens: the pending one as soon as a rotation has got that far."""
        found = generation(self._first(), self._opened.database_keys)
        return self._opened.database_keys[found[0] if found else 0]

    def _first(self) -> bytes:
        """The newest first page, of the log or of the file; b"" when there is none."""
        return self._seal.log.look().first or next((page for _, page in read_pages(self._path)), b"")


def _is_broken(store: Store, anchor: Anchor | None) -> bool:
    broken = store.journal.broken()
    accepted = broken is None or str(broken) == store.state.get(BROKEN)
    return not accepted or not store.journal.holds(anchor.head if anchor else "")


def _set_aside(path: Path) -> bool:
    """SQLite would play a rollback journal back over the file; Escale never leaves one. Whether there was one."""
    journal = path.with_name(path.name + "-journal")
    if not journal.exists() or not journal.stat().st_size:
        return False
    journal.replace(journal.with_name(journal.name + ".ecarte"))
    return True
