"""One key a person and a class, so that a file can end by the end of its key.

Class P: what was synced and can be fetched again. Class N: what the counsellor wrote, irreplaceable. A data key is
random and wrapped: P by the epoch key, N by a key of the master's.
"""

from __future__ import annotations

import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.errors import StoreTrouble
from desktop.models.seal import Class
from desktop.vault.wrap import Broken, seal, unseal


class PersonSeals:
    """Makes, wraps and opens the data keys; the only holder of the two wrapping keys."""

    def __init__(self, epoch_key: bytes, notes_key: bytes) -> None:
        """Both 32 bytes."""
        self._wrapping = {Class.PASSPORT: AESGCM(epoch_key), Class.NOTES: AESGCM(notes_key)}

    def new_key(self, person: str, kind: Class) -> bytes:
        """A fresh wrapped data key (60 bytes) for that person and class."""
        return seal(self._wrapping[kind], os.urandom(32), self._place(person, kind))

    def opened(self, person: str, kind: Class, wrapped: bytes) -> DataKey:
        """The data key, ready to seal and open; StoreTrouble when it was not wrapped for them by this vault."""
        try:
            return DataKey(AESGCM(unseal(self._wrapping[kind], wrapped, self._place(person, kind))))
        except Broken as error:
            raise _foreign() from error

    def _place(self, person: str, kind: Class) -> bytes:
        return f"escale/v1/key|{person}|{kind}".encode()


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
            raise _foreign() from error


def _foreign() -> StoreTrouble:
    return StoreTrouble(
        "Une partie du coffre ne s’ouvre pas avec ses clés : un fichier ou le trousseau n’est plus celui d’avant.",
        "Rien n’a été effacé. Ne supprimez rien et demandez de l’aide à votre informatique.",
    )
