"""What an open vault gives, derived from its master key."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from desktop.vault.derive import expanded
from desktop.vault.epochs import Epochs, Shelf
from desktop.vault.header import Header, unreadable
from desktop.vault.keychain import Keychain
from desktop.vault.seals import PersonSeals, SealKeys
from desktop.vault.shelves import FileShelf, KeyringShelf
from desktop.vault.wrap import Broken, seal, unseal


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """Keys of 32 bytes, those of the database of 48 (key and salt): the current one, then the pending one if any."""

    database_keys: tuple[bytes, ...]
    seals: PersonSeals
    token_key: bytes
    backup_key: bytes
    anchor_key: bytes
    master: bytes
    identity: str
    keychain: str  # "" when the passphrase is alone
    epoch_lost: bool  # the passports kept here cannot be opened: the store is to be opened anew

    @property
    def database_key(self) -> bytes:
        """The current one: the only one, but during a rotation."""
        return self.database_keys[0]

    def __repr__(self) -> str:
        """Never the keys."""
        return "<Opened vault>"


def opened_by(header: Header, master: bytes, shelf: Shelf, *, lost: bool = False) -> Opened:
    """Everything that the master key and the epochs on the shelf open; StoreTrouble if the header lies."""
    epochs = Epochs(shelf, lambda raw: expanded(master, "escale/v1/epoch", raw))
    return Opened(
        database_keys(header, master),
        PersonSeals(SealKeys(*(_key(master, name) for name in ("notes", "groups", "names", "journal"))), epochs),
        _key(master, "tokens"),
        _key(master, "backup"),
        _key(master, "anchor"),
        master,
        header.id,
        header.keychain,
        lost or not epochs.known(),
    )


def database_keys(header: Header, master: bytes) -> tuple[bytes, ...]:
    """The database's keys that the header wraps; StoreTrouble when one is not ours."""
    try:
        return tuple(unseal(_key(master, "database"), wrapped, header.id.encode()) for wrapped in header.database)
    except Broken as error:
        raise unreadable() from error


def shelf_of(header: Header, keychain: Keychain | None, folder: Path, master: bytes) -> Shelf:
    """Where this header's epochs lie: in its keyring, or in files when it has none."""
    if keychain and header.keychain:
        return KeyringShelf(keychain, header.service())
    return FileShelf(folder, _key(master, "epoch-file"), header.id)


def database_slot(identity: str, master: bytes) -> bytes:
    """A new key of the database, wrapped."""
    return seal(_key(master, "database"), os.urandom(48), identity.encode())


def _key(master: bytes, purpose: str) -> bytes:
    return expanded(master, f"escale/v1/{purpose}")
