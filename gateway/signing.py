"""Ed25519 over the JCS form, and the hand-over box: the bytes that ``resources/contract/vectors`` fixes."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping

import rfc8785
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from gateway.errors import GatewayError

PUBLIC_BYTES = 32


class NotSealedToUs(GatewayError):
    """The bytes are not a body sealed to this key for this id."""


def b64(raw: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    """The bytes of an unpadded base64url text; raises ``binascii.Error`` (a ValueError) for anything else."""
    return base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)


def key_id(public: bytes) -> str:
    """Sixteen characters that name a public key."""
    return b64(hashlib.sha256(public).digest())[:16]


class Signer:
    """Signs what the client obeys: withdrawals, leases, countersignatures."""

    def __init__(self, private: bytes) -> None:
        """``private`` is 32 bytes, RFC 8032."""
        self._key = Ed25519PrivateKey.from_private_bytes(private)
        self.public = self._key.public_key().public_bytes_raw()
        self.kid = key_id(self.public)

    def sign(self, payload: Mapping[str, str | int]) -> dict[str, object]:
        """The contract's Signed around ``payload``."""
        signature = self._key.sign(rfc8785.dumps(dict(payload)))
        return {"payload": dict(payload), "kid": self.kid, "signature": b64(signature)}


class HandoverBox:
    """Opens what was sealed to the hand-over key."""

    def __init__(self, private: bytes) -> None:
        """``private`` is 32 bytes, RFC 7748."""
        self._key = X25519PrivateKey.from_private_bytes(private)
        self.public = self._key.public_key().public_bytes_raw()
        self.kid = key_id(self.public)

    def unseal(self, item: str, sealed: str) -> bytes:
        """The body sealed for ``item``, or NotSealedToUs."""
        try:
            raw = unb64(sealed)
            ephemeral, box = raw[:PUBLIC_BYTES], raw[PUBLIC_BYTES:]
            shared = self._key.exchange(X25519PublicKey.from_public_bytes(ephemeral))
            key = HKDF(SHA256(), 32, ephemeral + self.public, b"escale/handover/v1").derive(shared)
            return AESGCM(key).decrypt(bytes(12), box, item.encode())
        except (binascii.Error, InvalidTag, ValueError) as error:
            raise NotSealedToUs("Cet envoi n’est pas scellé pour cette passerelle.") from error
