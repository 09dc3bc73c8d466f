"""From a passphrase to a key: Argon2id (RFC 9106), with bounds on what a header may ask for."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.errors import StoreTrouble


@dataclass(frozen=True, slots=True)
class Cost:
    """Argon2id parameters: memory in KiB, passes, lanes."""

    memory: int = 256 * 1024
    passes: int = 3
    lanes: int = 4

    def checked(self) -> Cost:
        """Itself, or StoreTrouble when under the floor (a downgrade) or over the cap (a denial of service)."""
        if not (64 * 1024 <= self.memory <= 1024 * 1024 and 3 <= self.passes <= 10 and 1 <= self.lanes <= 16):
            raise StoreTrouble(
                "L’en-tête du coffre demande une dérivation de clé inacceptable.", "Rien n’a été ouvert."
            )
        return self


FLOOR: Final = Cost(memory=64 * 1024)


def passphrase_key(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """32 bytes; normalised (NFKC) so that two keyboards agree. StoreTrouble when the computer lacks the memory."""
    secret = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    try:
        return hash_secret_raw(secret, salt, cost.passes, cost.memory, cost.lanes, 32, Type.ID)
    except HashingError as error:
        raise StoreTrouble(
            "Cet ordinateur manque de mémoire pour ouvrir le coffre.",
            "Fermez d’autres logiciels, puis recommencez : rien n’a été changé.",
        ) from error


def expanded(key: bytes, purpose: str, salt: bytes | None = None) -> bytes:
    """32 bytes of HKDF-SHA256 (RFC 5869) for one purpose."""
    return HKDF(SHA256(), 32, salt, purpose.encode()).derive(key)
