"""The vault's header: everything needed to open it but the secrets. JSON, authenticated, never half written."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import sys
from base64 import b64decode, b64encode
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from desktop.errors import StoreTrouble
from desktop.vault.derive import Cost, expanded

LIMIT: Final = 64 * 1024
SALT: Final = 16
ITEM: Final = re.compile(r"half(-[1-9][0-9]{0,8})?")


class Header(msgspec.Struct, frozen=True):
    """Version, identity, key derivation, keyring back-end ("" for none), wrapped master keys and database keys.

    ``slots`` maps "passphrase" (and, once made, "recovery", "organisation") to a wrapped master key; ``database`` lists
    wrapped 48-byte SQLCipher keys (key and salt), current first, then the pending one of a rotation. ``half`` names the
    keyring's item that holds the second half of the key, "half" where unset; ``organisation`` who holds that slot.
    """

    id: str
    cost: Cost
    salt: bytes
    keychain: str
    slots: dict[str, bytes]
    database: list[bytes]
    version: int = 1
    mac: str = ""
    half: str | msgspec.UnsetType = msgspec.UNSET
    organisation: str | msgspec.UnsetType = msgspec.UNSET

    def half_item(self) -> str:
        """The keyring's item that holds the half this header needs."""
        return self.half if isinstance(self.half, str) else "half"

    def next_half_item(self) -> str:
        """Another item, for another half: the present one is not touched before a header no longer needs it."""
        if not self.keychain:
            return "half"
        return f"half-{int(self.half_item().partition('-')[2] or 1) + 1}"

    def service(self) -> str:
        """The vault's name in the keyring."""
        return f"fr.escale/{self.id}"

    def with_slot(self, kind: str, slot: bytes) -> Header:
        """Itself with one more slot, or another in its place; unsigned."""
        return msgspec.structs.replace(self, slots={**self.slots, kind: slot})

    def organisation_name(self) -> str:
        """Who can open the vault for the counsellor; "" for nobody."""
        return self.organisation if isinstance(self.organisation, str) else ""

    def place(self) -> bytes:
        """What a slot is bound to: parameters cannot be weakened without breaking it."""
        cost = f"{self.cost.memory}/{self.cost.passes}/{self.cost.lanes}"
        return f"escale/v{self.version}|{self.id}|{cost}|{b64encode(self.salt).decode()}|{self.keychain}".encode()

    def signed(self, key: bytes) -> Header:
        """Itself with its MAC."""
        return msgspec.structs.replace(self, mac=self._mac(key))

    def check(self, key: bytes) -> None:
        """StoreTrouble when any byte of the header is not what the vault wrote."""
        if not hmac.compare_digest(self.mac.encode(), self._mac(key).encode()):
            raise unreadable()

    def _mac(self, key: bytes) -> str:
        bare = msgspec.json.encode(msgspec.structs.replace(self, mac=""), order="deterministic")
        return hmac.new(key, bare, hashlib.sha256).hexdigest()


def header_key(master: bytes) -> bytes:
    """The key of the header's MAC."""
    return expanded(master, "escale/v1/header")


def unreadable() -> StoreTrouble:
    """What is said when the vault's own files are not what Escale wrote."""
    return StoreTrouble(
        "Le coffre d’Escale est illisible : un de ses fichiers est abîmé.",
        "Rien n’a été effacé. Ne supprimez rien et demandez de l’aide : une copie de l’en-tête est à côté.",
    )


def copy_of(path: Path) -> Path:
    """Where the second copy of a header is kept."""
    return path.with_suffix(path.suffix + ".1")


def read_header(path: Path) -> Header:
    """The header as it stands; StoreTrouble when it is not as written, to the byte, or asks for the unreasonable."""
    try:
        with path.open("rb") as file:
            content = file.read(LIMIT)
    except OSError as error:
        raise unreadable() from error
    return parsed_header(content)


def parsed_header(content: bytes) -> Header:
    """The same, from its bytes: a copy in a backup."""
    try:
        header = msgspec.json.decode(content[:LIMIT], type=Header)
    except (msgspec.MsgspecError, ValueError) as error:
        raise unreadable() from error
    whole = header.version == 1 and "passphrase" in header.slots and header.database and len(header.salt) == SALT
    if not whole or not ITEM.fullmatch(header.half_item()) or msgspec.json.encode(header) != content:
        raise unreadable()
    header.cost.checked()
    return header


def write_header(path: Path, header: Header) -> None:
    """Written beside, synced and renamed over, then its copy likewise: at every instant one of the two is whole.

    The copy is the new one too, so that a passphrase or a sheet that was given up opens neither.
    """
    write_durably(path, msgspec.json.encode(header))
    keep_copy(path)


def keep_copy(path: Path) -> None:
    """Makes the second copy the same as a header that has just been proven good; StoreTrouble when refused."""
    try:
        content, copy = path.read_bytes(), copy_of(path)
        same = copy.exists() and copy.read_bytes() == content
    except OSError as error:
        raise unreadable() from error
    if not same:
        write_durably(copy, content)


def write_durably(path: Path, content: bytes) -> None:
    """tmp + fsync + rename + fsync of the folder; the file is 0600, its folder made if need be. StoreTrouble if not."""
    beside = path.with_suffix(path.suffix + ".tmp")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        _replace(path, beside, content)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise StoreTrouble(
            f"Le fichier « {path.name} » n’a pas pu être écrit : le disque est plein ou refuse d’écrire.",
            "Libérez de la place, puis recommencez : ce qui était enregistré est intact.",
        ) from error


def _replace(path: Path, beside: Path, content: bytes) -> None:
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes what was renamed in the folder last through a power cut; Windows does so by itself."""
    if sys.platform != "win32":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def text(secret: bytes) -> str:
    """Bytes as the keyring keeps them."""
    return b64encode(secret).decode()


def secret(kept: str) -> bytes:
    """Back from ``text``; StoreTrouble when the keyring's entry is not ours."""
    try:
        return b64decode(kept, validate=True)
    except ValueError as error:
        raise StoreTrouble("Le trousseau contient une clé inattendue pour Escale.", "Rien n’a été ouvert.") from error
