"""Sealing bytes with bytes: AES-256-GCM, random 96-bit nonce, additional data that binds the place."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12


class Broken(Exception):
    """What was sealed does not open with this key at this place: the wrong key, or altered bytes."""


def seal(key: bytes | AESGCM, plain: bytes, place: bytes) -> bytes:
    """nonce (12) || ciphertext || tag (16); ``place`` must be given again to open."""
    nonce = os.urandom(NONCE)
    cipher = key if isinstance(key, AESGCM) else AESGCM(key)
    return nonce + cipher.encrypt(nonce, plain, place)


def unseal(key: bytes | AESGCM, sealed: bytes, place: bytes) -> bytes:
    """The plain bytes; Broken when key, bytes or place do not agree."""
    cipher = key if isinstance(key, AESGCM) else AESGCM(key)
    try:
        return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], place)
    except (InvalidTag, ValueError) as error:
        raise Broken from error
