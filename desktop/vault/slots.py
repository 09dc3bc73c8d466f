"""The three ways to the master key, each one a slot of the header: passphrase, recovery key, organisation.

The passphrase's slot is bound to the header's cost, salt and keyring, which cannot be weakened without breaking it. The
other two are bound to the vault's identity alone: a new passphrase leaves the printed sheet and the organisation valid.
"""

from __future__ import annotations

import os
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from desktop.errors import Refused, WrongPassphrase
from desktop.models.recovery import parsed
from desktop.vault.derive import expanded, passphrase_key
from desktop.vault.header import Header, header_key
from desktop.vault.wrap import Broken, seal, unseal

PASSPHRASE: Final = "passphrase"  # noqa: S105  the name of a slot
RECOVERY: Final = "recovery"
ORGANISATION: Final = "organisation"


def passphrase_slot(header: Header, passphrase: str, half: bytes, master: bytes) -> bytes:
    """The master key under passphrase and keyring half (b"" for none). Derives a key: slow."""
    return seal(_kek(header, passphrase, half), master, header.place())


def by_passphrase(header: Header, passphrase: str, half: bytes) -> bytes:
    """The master key; WrongPassphrase. Derives a key: slow."""
    try:
        master = unseal(_kek(header, passphrase, half), header.slots[PASSPHRASE], header.place())
    except Broken as error:
        advice = "Vérifiez les majuscules et la disposition du clavier."
        if header.keychain:
            advice += " Si la phrase est juste, c’est le trousseau de clés de cet ordinateur qui a changé."
        raise WrongPassphrase("Cette phrase de passe n’ouvre pas le coffre.", advice) from error
    return _checked(header, master)


def recovery_slot(identity: str, raw: bytes, master: bytes) -> bytes:
    """The master key under the 20 bytes of a recovery key."""
    return seal(_recovery_key(identity, raw), master, _place(identity, RECOVERY))


def by_recovery(header: Header, text: str) -> bytes:
    """The master key; Refused when the text is not a recovery key, or that of another vault or of an earlier sheet."""
    if RECOVERY not in header.slots:
        raise Refused(
            "Ce coffre n’a pas de clé de secours.", "Elle se crée, coffre ouvert, depuis les réglages de sécurité."
        )
    key = _recovery_key(header.id, parsed(text))
    try:
        master = unseal(key, header.slots[RECOVERY], _place(header.id, RECOVERY))
    except Broken as error:
        raise Refused(
            "Cette clé de secours est bien recopiée, mais elle n’ouvre pas ce coffre.",
            "Cherchez la fiche la plus récente : imprimer une nouvelle fiche annule la précédente.",
        ) from error
    return _checked(header, master)


def organisation_slot(identity: str, public: bytes, master: bytes) -> bytes:
    """A box that only the holder of the private key opens: ephemeral X25519 key (32) || sealed master key."""
    try:
        theirs, ephemeral = X25519PublicKey.from_public_bytes(public), X25519PrivateKey.generate()
        shared = ephemeral.exchange(theirs)
    except ValueError as error:
        raise Refused("La clé publique de l’organisation est inutilisable.", "Prévenez votre informatique.") from error
    mine = _raw(ephemeral.public_key())
    return mine + seal(_box_key(identity, shared, mine + public), master, _place(identity, ORGANISATION))


def by_organisation(header: Header, private: bytes) -> bytes:
    """The master key; Refused when there is no such slot or the private key (32 bytes) is another one."""
    box = header.slots.get(ORGANISATION, b"")
    try:
        ours = X25519PrivateKey.from_private_bytes(private)
        shared = ours.exchange(X25519PublicKey.from_public_bytes(box[:32]))
        key = _box_key(header.id, shared, box[:32] + _raw(ours.public_key()))
        master = unseal(key, box[32:], _place(header.id, ORGANISATION))
    except (Broken, ValueError) as error:
        raise Refused(
            "Cette clé d’organisation n’ouvre pas ce coffre.", "Utilisez la clé de secours du conseiller."
        ) from error
    return _checked(header, master)


def new_recovery_key() -> bytes:
    """20 random bytes."""
    return os.urandom(20)


def _checked(header: Header, master: bytes) -> bytes:
    header.check(header_key(master))
    return master


def _kek(header: Header, passphrase: str, half: bytes) -> bytes:
    derived = passphrase_key(passphrase, header.salt, header.cost)
    return expanded(derived + half, f"escale/v1/kek|{header.id}")


def _recovery_key(identity: str, raw: bytes) -> bytes:
    return expanded(raw, f"escale/v1/rec|{identity}")


def _box_key(identity: str, shared: bytes, publics: bytes) -> bytes:
    return expanded(shared, f"escale/v1/org|{identity}", publics)


def _place(identity: str, kind: str) -> bytes:
    return f"escale/v1|{identity}|{kind}".encode()


def _raw(public: X25519PublicKey) -> bytes:
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw)
