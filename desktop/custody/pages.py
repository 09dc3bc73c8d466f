"""The encrypted file as bytes: SQLCipher 4's pages, read without SQLite.

A page is 4,096 bytes: content, 16 bytes of IV, 64 of HMAC-SHA512 (over content, IV and page number). The first page
begins with the 16-byte salt. Source: SQLCipher's design page; held against the real library by the tests.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from desktop.errors import StoreTrouble

PAGE: Final = 4096
SALT: Final = 16
IV: Final = 16
MAC: Final = 64
TAG: Final = 16
LARGEST: Final = 4 * 1024 * 1024 * 1024  # bytes: a hundred times the largest caseload
USER_VERSION: Final = 60  # of SQLite's header, on the first page


def too_large() -> StoreTrouble:
    """Said of a file that no Escale can have written."""
    return StoreTrouble(
        "Un fichier du coffre est beaucoup trop gros pour être celui d’Escale.",
        "Rien n’a été effacé. Ne supprimez rien et demandez de l’aide à votre informatique.",
    )


def read_pages(path: Path) -> Iterator[tuple[int, bytes]]:
    """(number from 1, bytes) of each page; the last may be short. Nothing when there is no file."""
    if not path.exists():
        return
    if path.stat().st_size > LARGEST:
        raise too_large()
    with path.open("rb") as file:
        for number in range(1, LARGEST // PAGE + 1):
            if not (page := file.read(PAGE)):
                return
            yield number, page


def tag(number: int, page: bytes) -> bytes:
    """16 bytes that stand for a page: the start of its MAC, and the salt of the first. Short: b"?"; empty: b""."""
    if len(page) != PAGE:
        return b"?" if page else b""
    start = page[-MAC : -MAC + TAG]
    return hashlib.sha256(page[:SALT] + start).digest()[:TAG] if number == 1 else start


class Closers:
    """Those keys (48 bytes each: key, salt) that may have closed a page; what they check with is derived once."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        """The likeliest first."""
        self._keys = tuple(_mac_key(key) for key in keys)

    def which(self, number: int, page: bytes) -> int | None:
        """The place of the one that closed this page, at this number; None when none of them did."""
        if len(page) != PAGE:
            return None
        content = page[SALT if number == 1 else 0 : -MAC] + number.to_bytes(4, "little")
        for place, key in enumerate(self._keys):
            if hmac.compare_digest(hmac.digest(key, content, "sha512"), page[-MAC:]):
                return place
        return None


def is_authentic(number: int, page: bytes, key: bytes) -> bool:
    """Whether this key (48 bytes: key, salt) closed the page, at this number."""
    return Closers((key,)).which(number, page) is not None


def decrypted(number: int, page: bytes, key: bytes) -> bytes:
    """The content as SQLite sees it, of a whole page; the salt of the first page is left out."""
    cipher = Cipher(AES(key[:32]), CBC(page[-MAC - IV : -MAC])).decryptor()
    return cipher.update(page[SALT if number == 1 else 0 : -MAC - IV]) + cipher.finalize()


def generation(first: bytes, keys: Sequence[bytes]) -> tuple[int, int] | None:
    """(which of the keys closed this first page, ``PRAGMA user_version`` on it); None when none of them did."""
    at = USER_VERSION - SALT
    for place, key in enumerate(keys):
        if is_authentic(1, first, key):
            return place, int.from_bytes(decrypted(1, first, key)[at : at + 4], "big", signed=True)
    return None


def _mac_key(key: bytes) -> bytes:
    salt = bytes(byte ^ 0x3A for byte in key[32:48])
    return hashlib.pbkdf2_hmac("sha512", key[:32], salt, 2, 32)
