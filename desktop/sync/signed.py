"""What the gateway signs, and what is sealed to it (contract: Ed25519 over the JCS form; X25519, HKDF, AES-256-GCM)."""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any, Final

import msgspec
import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.errors import ServerTrouble

INFO: Final = b"escale/handover/v1"


class PublicKey(msgspec.Struct, frozen=True):
    """One of the gateway's keys; ``public`` is base64url without padding."""

    kid: str
    alg: str
    public: str


class Keys(msgspec.Struct, frozen=True):
    """What is pinned at the first sign-in."""

    epoch: str
    signing: PublicKey
    handover: PublicKey


class Signed(msgspec.Struct, frozen=True):
    """A payload and its signature."""

    payload: dict[str, Any]
    kid: str
    signature: str


def verified(signed: Signed, key: PublicKey, kind: str) -> dict[str, Any]:
    """The payload, once its signature by that key and its type are checked; ServerTrouble otherwise."""
    try:
        canonical = rfc8785.dumps(signed.payload)
        Ed25519PublicKey.from_public_bytes(unb64(key.public)).verify(unb64(signed.signature), canonical)
    except (InvalidSignature, ValueError, RecursionError, rfc8785.CanonicalizationError) as error:
        raise forged() from error
    if signed.kid != key.kid or signed.payload.get("type") != kind:
        raise forged()
    return signed.payload


def usable(keys: Keys) -> Keys:
    """The keys, once it is sure that they serve: one that does not would fail in the middle of a withdrawal."""
    try:
        Ed25519PublicKey.from_public_bytes(unb64(keys.signing.public))
        envelope(keys.handover, b"", "")
    except ValueError as error:
        raise forged() from error
    return keys


def envelope(key: PublicKey, plain: bytes, item: str) -> tuple[str, bytes]:
    """(key id, sealed bytes) that only the gateway can open; nobody here keeps the means to."""
    return key.kid, sealed_with(X25519PrivateKey.from_private_bytes(os.urandom(32)), key, plain, item)


def sealed_with(ephemeral: X25519PrivateKey, key: PublicKey, plain: bytes, item: str) -> bytes:
    """ephemeral public (32) || ciphertext, bound to the item's id."""
    recipient = unb64(key.public)
    mine = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(recipient))
    secret = HKDF(SHA256(), 32, mine + recipient, INFO).derive(shared)
    return mine + AESGCM(secret).encrypt(bytes(12), plain, item.encode())


def forged() -> ServerTrouble:
    """Said when something claims to come from the gateway and does not."""
    return ServerTrouble(
        "Un message n’est pas signé par le serveur attendu : il a été refusé.",
        "Rien n’a été changé. Prévenez votre informatique avant de continuer.",
    )


def b64(raw: bytes) -> str:
    """base64url without padding."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    """From ``b64``; ValueError otherwise."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
