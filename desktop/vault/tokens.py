"""The refresh token at rest: sealed once more inside the encrypted store."""

from __future__ import annotations

from base64 import b64decode, b64encode

from desktop.vault.wrap import seal, unseal

PLACE = b"escale/v1/refresh"


class TokenBox:
    """Seals short texts under the vault's key of tokens."""

    def __init__(self, key: bytes) -> None:
        """32 bytes."""
        self._key = key

    def seal(self, text: str) -> str:
        """Sealed, as base64."""
        return b64encode(seal(self._key, text.encode(), PLACE)).decode()

    def open(self, sealed: str) -> str:
        """The text; Broken when altered."""
        return unseal(self._key, b64decode(sealed), PLACE).decode()
