"""The vault: a passphrase (and, where there is one, the keyring's half) opens a random master key; it opens the rest.

passphrase ─Argon2id→ KP ┐
keyring half ────────────┴HKDF→ KEK ─wraps→ master key ─HKDF→ header MAC, database, notes, tokens, backups; epoch's keys
recovery key, organisation ─────────wrap──→ master key

Every change is one replacement of the header. What the new one needs (a keyring's half under a new name, an epoch) is
put in place before it; what only the old one needed is removed after it: a power cut at any instant leaves a vault
that opens.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final
from uuid import uuid4

import msgspec

from desktop.errors import Refused, StoreTrouble, WrongPassphrase
from desktop.models.passphrase import shortfall
from desktop.models.recovery import grouped
from desktop.vault.attempts import Attempts
from desktop.vault.bonds import Bonds
from desktop.vault.copies import Copies, encoded
from desktop.vault.derive import Cost
from desktop.vault.header import SALT, Header, parsed_header, write_durably
from desktop.vault.keychain import Keychain
from desktop.vault.opened import Opened, database_keys, database_slot, opened_by
from desktop.vault.shelves import PassingShelf
from desktop.vault.slots import (
    ORGANISATION,
    PASSPHRASE,
    RECOVERY,
    by_organisation,
    by_passphrase,
    by_recovery,
    new_recovery_key,
    organisation_slot,
    passphrase_slot,
    recovery_slot,
)

NEW: Final = "neuf"  # stands until the first store is made beside a new header


class Vault:
    """The header and the secrets around it, in one folder; the database itself is somebody else's."""

    def __init__(
        self,
        folder: Path,
        keychain: Keychain | None,
        cost: Cost | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``keychain`` None: by passphrase alone. ``cost`` is that of passphrases set here, never of opened ones."""
        self.folder = folder
        self.keychain = keychain
        self.attempts = Attempts(folder, keychain, clock)
        self._cost = (cost or Cost()).checked()
        self._copies = Copies(folder)
        self._bonds = Bonds(folder, keychain)

    def exists(self) -> bool:
        """Whether there is a vault here, readable or not: an unreadable one is never taken for none."""
        return self._copies.exist() or (self.folder / "escale.db").exists()

    def create(self, passphrase: str) -> Opened:
        """A new vault; Refused when one exists or the passphrase is too weak. Derives a key: not for the UI thread."""
        identity, master = str(uuid4()), os.urandom(32)
        header = Header(identity, self._cost, bytes(SALT), "", {}, [database_slot(identity, master)])
        return self._begun(header, master, passphrase)

    def bring_back(self, header: bytes, recovery_key: str, passphrase: str) -> Opened:
        """On a new machine, from the header kept in a backup: same vault, same master key, everything else new.

        Refused when a vault is already here. The database's key is a new one: the store is made of the backup.
        """
        past = parsed_header(header)
        master = by_recovery(past, recovery_key)
        return self._begun(
            msgspec.structs.replace(past, database=[database_slot(past.id, master)]), master, passphrase, lost=True
        )

    def unlock(self, passphrase: str) -> Opened:
        """Counted before it is tried. Derives a key: slow.

        WrongPassphrase; KeyringChanged when the keyring is another or was emptied; Refused when it is too early or only
        the recovery key is left; StoreTrouble when a file is damaged or the keyring does not answer.
        """
        header = self._copies.read()
        master = self._by_passphrase(header, passphrase)
        self._copies.proven()
        return self._opened(header, master)

    def verify(self, passphrase: str) -> None:
        """Whether it is the passphrase of this vault: counted and refused as by ``unlock``, nothing is opened. Slow."""
        self._by_passphrase(self._copies.read(), passphrase)

    def copy_offered(self) -> bool:
        """Whether the header's second copy is readable and differs: ``use_copy`` may open what the header does not."""
        return self._copies.differ()

    def use_copy(self, passphrase: str) -> Opened:
        """As ``unlock``, by the header's second copy; once that has opened, it takes the header's place.

        The header it replaces is kept beside as ``coffre.json.abime-…``: nothing is deleted.
        """
        header = self._copies.second()
        master = self._by_passphrase(header, passphrase)
        self._copies.restore()
        return self._opened(header, master)

    def change_passphrase(self, old: str, new: str) -> None:
        """The header alone changes; the recovery sheet and the organisation's slot stay valid. Derives two keys."""
        header = self._copies.read()
        master = self._by_passphrase(header, old)
        _strong(new)
        self._copies.write(self._closed(header, master, new, self._bonds.half(header)), master)

    def has_recovery(self) -> bool:
        """Whether a recovery sheet was ever printed for this vault."""
        return RECOVERY in self._copies.either().slots

    def new_recovery(self, passphrase: str) -> str:
        """A new recovery key, to be printed; the sheet before it opens nothing any more. Derives a key: slow."""
        header = self._copies.read()
        master, raw = self._by_passphrase(header, passphrase), new_recovery_key()
        self._copies.write(header.with_slot(RECOVERY, recovery_slot(header.id, raw, master)), master)
        return grouped(raw)

    def recover(self, recovery_key: str, passphrase: str) -> Opened:
        """Opens without the passphrase or the keyring of before; binds to the present keyring, a new passphrase.

        Refused when the key is not this vault's or the new passphrase too weak. Derives a key: slow.
        """
        return self._recovered(lambda header: by_recovery(header, recovery_key), passphrase)

    def recover_by_organisation(self, private: bytes, passphrase: str) -> Opened:
        """The same with the organisation's private key, 32 bytes of X25519."""
        return self._recovered(lambda header: by_organisation(header, private), passphrase)

    def rehearse(self, recovery_key: str) -> Opened:
        """What the recovery key would open, class P apart; nothing is written, nothing is asked of the keyring."""
        header, master = self._copies.opened_by(lambda header: by_recovery(header, recovery_key))
        return opened_by(header, master, PassingShelf())

    def organisation(self) -> str:
        """The name of the organisation that can open this vault; "" for none."""
        return self._copies.either().organisation_name()

    def offer_organisation(self, opened: Opened, public: bytes, name: str) -> None:
        """Lets the holder of an X25519 key (32 public bytes) open the vault; replaces the one before. To be said."""
        header = self._copies.checked(opened.master)
        slot = organisation_slot(header.id, public, opened.master)
        named = msgspec.structs.replace(header.with_slot(ORGANISATION, slot), organisation=name)
        self._copies.write(named, opened.master)

    def recovery_only(self) -> bool:
        """Whether too many attempts failed, and there is another way in; without one, attempts are slow for ever."""
        return self.attempts.exhausted and not {RECOVERY, ORGANISATION}.isdisjoint(self._copies.either().slots)

    def header_copy(self, opened: Opened) -> bytes:
        """The header as a backup keeps it: with the recovery key it opens the backup, alone it opens nothing."""
        return encoded(self._copies.checked(opened.master))

    def begin_rotation(self, opened: Opened) -> bytes:
        """The database's next key (48 bytes), durably pending in both copies of the header: both keys open meanwhile.

        Begun and not ended, the same one is given again.
        """
        header = self._copies.checked(opened.master)
        if len(header.database) == 1:
            pending = [*header.database, database_slot(header.id, opened.master)]
            header = self._copies.write(msgspec.structs.replace(header, database=pending), opened.master)
        return database_keys(header, opened.master)[-1]

    def database_keys(self, opened: Opened) -> tuple[bytes, ...]:
        """Those of the header now, the current one first: since ``opened``, a rotation may have ended."""
        return database_keys(self._copies.checked(opened.master), opened.master)

    def end_rotation(self, opened: Opened) -> None:
        """The next key is the only one: the database has been reopened with it and its log is empty."""
        self.settle_rotation(opened, database_keys(self._copies.checked(opened.master), opened.master)[-1])

    def settle_rotation(self, opened: Opened, key: bytes) -> None:
        """``key``, which opened the database, is the only one left; most often there is nothing to do.

        StoreTrouble when it is none of the header's: nothing is forgotten then.
        """
        header = self._copies.checked(opened.master)
        keys = database_keys(header, opened.master)
        if key not in keys:
            raise StoreTrouble("Cette clé de base n’est pas une de celles du coffre.", "Rien n’a été changé.")
        if len(keys) > 1:
            kept = [header.database[keys.index(key)]]
            self._copies.write(msgspec.structs.replace(header, database=kept), opened.master)

    def _begun(self, header: Header, master: bytes, passphrase: str, *, lost: bool = False) -> Opened:
        """A vault where there was none."""
        if self.exists():
            raise Refused("Un coffre existe déjà ici.", "Ouvrez-le avec sa phrase de passe.")
        _strong(passphrase)
        whole, _ = self._bound(header, master, passphrase, begin=True)
        return self._opened(whole, master, lost=lost)

    def _recovered(self, way: Callable[[Header], bytes], passphrase: str) -> Opened:
        header, master = self._copies.opened_by(way)
        _strong(passphrase)
        whole, lost = self._bound(header, master, passphrase)
        self._bonds.forget(header, whole)
        self.attempts.succeeded()
        return self._opened(whole, master, lost=lost)

    def _bound(self, header: Header, master: bytes, passphrase: str, *, begin: bool = False) -> tuple[Header, bool]:
        """Written, tied to this passphrase and to the present keyring; and whether its epoch had to be a new one."""
        tied, half = self._bonds.renewed(header)
        anew = self._bonds.carry(header, tied, master)
        closed = self._closed(tied, master, passphrase, half)
        if begin:
            write_durably(self.folder / NEW, b"")
        return self._copies.write(closed, master), anew

    def _closed(self, header: Header, master: bytes, passphrase: str, half: bytes) -> Header:
        fresh = msgspec.structs.replace(header, cost=self._cost, salt=os.urandom(SALT))
        return fresh.with_slot(PASSPHRASE, passphrase_slot(fresh, passphrase, half, master))

    def _by_passphrase(self, header: Header, passphrase: str) -> bytes:
        half = self._bonds.half(header)
        if self.recovery_only():
            raise Refused(
                "Dix essais ont échoué : seule la clé de secours ouvre désormais ce coffre.",
                "Prenez la fiche imprimée à la création du coffre, ou demandez à votre informatique.",
            )
        self.attempts.begin()
        try:
            master = by_passphrase(header, passphrase, half)
        except WrongPassphrase:
            self.attempts.failed()
            raise
        self.attempts.succeeded()
        return master

    def _opened(self, header: Header, master: bytes, *, lost: bool = False) -> Opened:
        return opened_by(header, master, self._bonds.shelf(header, master), lost=lost)


def _strong(passphrase: str) -> None:
    if missing := shortfall(passphrase):
        raise Refused("Cette phrase de passe est trop facile à deviner.", missing)
