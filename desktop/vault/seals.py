"""One key a person and a class, so that a file can end by the end of its key.

Class P: what was synced and can be fetched again. Class N: what cannot. A data key is random and wrapped: N by a key
of the master's; P by the person's group key, in the rack (256 × 32 bytes) that the epoch seals. Renewing a few group
keys and the epoch costs the same however many people there are.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.errors import EpochLost, StoreTrouble
from desktop.models.recovery import crockford
from desktop.models.seal import Class
from desktop.vault.epochs import Epochs
from desktop.vault.wrap import Broken, seal, unseal

GROUPS: Final = 256
RACK: Final = b"escale/v1/rack"
OUTSIDE: Final = b"escale/v1/outside|"


@dataclass(frozen=True, slots=True)
class SealKeys:
    """Four keys of the master's, 32 bytes each: wrapping class N, choosing groups, naming, chaining the journal."""

    notes: bytes = field(repr=False)
    groups: bytes = field(repr=False)
    names: bytes = field(repr=False)
    journal: bytes = field(repr=False)


class DataKey:
    """Seals one person's columns; ``place`` is table|row, so that a value cannot be moved."""

    __slots__ = ("_cipher",)

    def __init__(self, cipher: AESGCM) -> None:
        """Takes a ready cipher: building one costs more than using it."""
        self._cipher = cipher

    def seal(self, plain: bytes, place: str) -> bytes:
        """nonce || ciphertext || tag."""
        return seal(self._cipher, plain, place.encode())

    def open(self, sealed: bytes, place: str) -> bytes:
        """The plain bytes; StoreTrouble when altered or moved."""
        try:
            return unseal(self._cipher, sealed, place.encode())
        except Broken as error:
            raise foreign() from error


class PersonSeals:
    """Makes, wraps and opens the data keys, and renews what wraps them (see ``models.seal.Seals``)."""

    def __init__(self, keys: SealKeys, epochs: Epochs) -> None:
        """No rack is open yet: class P waits for ``open_rack`` or ``new_rack``."""
        self._keys, self._epochs = keys, epochs
        self._notes = AESGCM(keys.notes)
        self._rack: tuple[bytes, ...] = ()
        self._next: tuple[bytes, ...] = ()
        self.covers_copies = epochs.covers_copies

    def new_key(self, person: str, kind: Class) -> bytes:
        """A fresh wrapped data key (60 bytes) for that person and class."""
        wrapping = self._notes if kind is Class.NOTES else self._wrapping(person)[0]
        return seal(wrapping, os.urandom(32), _place(person, kind))

    def opened(self, person: str, kind: Class, wrapped: bytes) -> DataKey:
        """The data key, ready; StoreTrouble when not wrapped for them by this vault, EpochLost without a rack."""
        return DataKey(AESGCM(self._plain(person, kind, wrapped)))

    def rewrapped(self, person: str, wrapped: bytes) -> bytes:
        """The same P key under the group key in use after this change."""
        return seal(self._wrapping(person)[0], self._plain(person, Class.PASSPORT, wrapped), _p(person))

    def group(self, person: str) -> int:
        """0 to 255, not to be guessed without the vault."""
        return hmac.digest(self._keys.groups, person.encode(), hashlib.sha256)[0]

    def new_rack(self) -> bytes:
        """256 fresh group keys under the epoch that stands, made if there is none; StoreTrouble: keyring silent."""
        if self._rack:
            self._epochs.settle()  # the pending one stands when it opened the rack of before
        key = self._epochs.current() or self._epochs.first()
        self._rack, self._next = tuple(os.urandom(32) for _ in range(GROUPS)), ()
        return seal(key, b"".join(self._rack), RACK)

    def open_rack(self, sealed: bytes) -> None:
        """EpochLost when neither the present nor the pending epoch closed it."""
        for key, pending in ((self._epochs.current(), False), (self._epochs.pending(), True)):
            if key and (plain := _opening(key, sealed)):
                self._rack, self._next = tuple(plain[at : at + 32] for at in range(0, len(plain), 32)), ()
                self._epochs.choose(pending=pending)
                return
        raise lost()

    def begin_epoch(self, groups: Collection[int]) -> bytes:
        """The next rack sealed under a pending epoch; StoreTrouble when the keyring refuses."""
        self._wrapping("")
        self._epochs.settle()
        key = self._epochs.begin()
        self._next = tuple(os.urandom(32) if at in groups else kept for at, kept in enumerate(self._rack))
        return seal(key, b"".join(self._next), RACK)

    def end_epoch(self) -> None:
        """The rack of ``begin_epoch`` is the one in use; only its epoch is left."""
        if self._next:
            self._rack, self._next = self._next, ()
            self._epochs.choose(pending=True)
        self._epochs.settle()

    def drop_epoch(self) -> None:
        """As before ``begin_epoch``."""
        self._next = ()
        self._epochs.settle()

    def from_first_schema(self, person: str, kind: Class, wrapped: bytes) -> DataKey:
        """P directly under the epoch; N as now."""
        if kind is Class.NOTES:
            return self.opened(person, kind, wrapped)
        return DataKey(AESGCM(self._first(person, wrapped)))

    def adopted(self, person: str, wrapped: bytes) -> bytes:
        """A P key of the first schema under its group key; the rack must be open."""
        return seal(self._wrapping(person)[0], self._first(person, wrapped), _p(person))

    def pseudonym(self, text: str) -> str:
        """Three groups of four letters and digits: 60 bits."""
        letters = crockford(int.from_bytes(hmac.digest(self._keys.names, text.encode(), hashlib.sha256)[:8]) >> 4, 12)
        return "-".join((letters[:4], letters[4:8], letters[8:]))

    def outside_name(self, text: str) -> str:
        """128 bits of HMAC-SHA256, apart from every pseudonym."""
        return hmac.digest(self._keys.names, OUTSIDE + text.encode(), hashlib.sha256)[:16].hex()

    def chained(self, previous: bytes, entry: bytes) -> bytes:
        """HMAC-SHA256 of the entry and of the one before."""
        return hmac.digest(self._keys.journal, bytes([len(previous)]) + previous + entry, hashlib.sha256)

    def _plain(self, person: str, kind: Class, wrapped: bytes) -> bytes:
        for wrapping in (self._notes,) if kind is Class.NOTES else self._wrapping(person):
            try:
                return unseal(wrapping, wrapped, _place(person, kind))
            except Broken:
                continue
        raise foreign()

    def _wrapping(self, person: str) -> tuple[bytes, ...]:
        """Group keys to try, the one to wrap with first."""
        racks = [rack for rack in (self._next, self._rack) if rack]
        if not racks:
            raise lost()
        return tuple(rack[self.group(person)] for rack in racks)

    def _first(self, person: str, wrapped: bytes) -> bytes:
        key = self._epochs.current()
        if key is None:
            raise lost()
        try:
            return unseal(key, wrapped, _p(person))
        except Broken as error:
            raise foreign() from error


def lost() -> EpochLost:
    """What is said when nothing here opens the passports."""
    return EpochLost(
        "Les passeports gardés sur ce poste ne s’ouvrent plus : le trousseau de clés n’est pas celui qui les a fermés.",
        "Vos notes sont intactes. Les passeports seront reçus de nouveau à la prochaine synchronisation.",
    )


def foreign() -> StoreTrouble:
    """What is said of a key or a value that is not as this vault made it."""
    return StoreTrouble(
        "Une partie du coffre ne s’ouvre pas avec ses clés : un fichier ou le trousseau n’est plus celui d’avant.",
        "Rien n’a été effacé. Ne supprimez rien et demandez de l’aide à votre informatique.",
    )


def _opening(key: bytes, sealed: bytes) -> bytes | None:
    try:
        plain = unseal(key, sealed, RACK)
    except Broken:
        return None
    return plain if len(plain) == GROUPS * 32 else None


def _place(person: str, kind: Class) -> bytes:
    return f"escale/v1/key|{person}|{kind}".encode()


def _p(person: str) -> bytes:
    return _place(person, Class.PASSPORT)
