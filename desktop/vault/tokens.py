"""The refresh token at rest: sealed once more inside the encrypted store."""

from __future__ import annotations

from base64 import b64decode, b64encode

from desktop.errors import SignInNeeded
from desktop.vault.wrap import Broken, seal, unseal

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
        """The text; SignInNeeded when it is not what was sealed here."""
        try:
            return unseal(self._key, b64decode(sealed), PLACE).decode()
        except (Broken, ValueError) as error:
            raise SignInNeeded("La session gardée ici est illisible.", "Connectez-vous de nouveau.") from error
