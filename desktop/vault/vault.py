"""The vault: a passphrase (and, where there is one, the keyring's half) opens a random master key; it opens the rest.

passphrase ─Argon2id→ KP ┐
keyring half ────────────┴HKDF→ KEK ─wraps→ master key ─HKDF→ header MAC, database, notes, tokens; epoch key for class P
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import uuid4

from desktop.errors import Refused, StoreTrouble, WrongPassphrase
from desktop.models.passphrase import shortfall
from desktop.vault.derive import Cost, expanded, passphrase_key
from desktop.vault.epochs import Epochs, Shelf
from desktop.vault.header import Header, read_header, secret, text, unreadable, write_durably, write_header
from desktop.vault.keychain import Keychain
from desktop.vault.seals import PersonSeals, SealKeys
from desktop.vault.shelves import FileShelf, KeyringShelf
from desktop.vault.wrap import Broken, seal, unseal

HALF: Final = "half"
EPOCH: Final = "epoch"
NEW: Final = "neuf"  # stands until the first store is made beside a new header


@dataclass(frozen=True, slots=True)
class Opened:
    """What an open vault gives: the 48-byte SQLCipher key and salt, the per-person seals, the key of tokens."""

    database_key: bytes
    seals: PersonSeals
    token_key: bytes
    keychain: str  # "" when the passphrase is alone

    def __repr__(self) -> str:
        """Never the keys."""
        return "<Opened vault>"


class Vault:
    """The header and the secrets around it, in one folder; the database itself is somebody else's."""

    def __init__(self, folder: Path, keychain: Keychain | None, cost: Cost | None = None) -> None:
        """``keychain`` None: by passphrase alone. ``cost`` is that of vaults created here, never of opened ones."""
        self.folder = folder
        self.keychain = keychain
        self._cost = (cost or Cost()).checked()
        self._path = folder / "coffre.json"
        self._epoch_path = folder / "epoque"

    def exists(self) -> bool:
        """Whether there is a vault here, readable or not: an unreadable one is never taken for none."""
        return any(path.exists() for path in (self._path, self._path.with_suffix(".json.1"), self.folder / "escale.db"))

    def create(self, passphrase: str) -> Opened:
        """A new vault; Refused when one exists or the passphrase is too weak. Derives a key: not for the UI thread."""
        if self.exists():
            raise Refused("Un coffre existe déjà ici.", "Ouvrez-le avec sa phrase de passe.")
        if missing := shortfall(passphrase):
            raise Refused("Cette phrase de passe est trop facile à deviner.", missing)
        name = self.keychain.name if self.keychain else ""
        header = Header(str(uuid4()), self._cost, os.urandom(16), name, {}, [])
        half, epoch, master = os.urandom(32) if self.keychain else b"", os.urandom(32), os.urandom(32)
        self._keep(header.id, half, epoch, master)
        kek = self._kek(passphrase, header, half)
        slots = {"passphrase": seal(kek, master, header.place())}
        keys = [seal(expanded(master, "escale/v1/database"), os.urandom(48), header.id.encode())]
        whole = Header(header.id, header.cost, header.salt, header.keychain, slots, keys)
        write_durably(self.folder / NEW, b"")
        write_header(self._path, whole.signed(expanded(master, "escale/v1/header")))
        return self._opened(whole, master, epoch)

    def unlock(self, passphrase: str) -> Opened:
        """WrongPassphrase, or StoreTrouble when header or keyring are not what they were. Derives a key: slow."""
        header = read_header(self._path)
        half = self._kept(header, HALF) if header.keychain else b""
        try:
            master = unseal(self._kek(passphrase, header, half), header.slots["passphrase"], header.place())
        except Broken as error:
            advice = "Vérifiez les majuscules et la disposition du clavier."
            if header.keychain:
                advice += " Si la phrase est juste, c’est le trousseau de clés de cet ordinateur qui a changé."
            raise WrongPassphrase("Cette phrase de passe n’ouvre pas le coffre.", advice) from error
        header.check(expanded(master, "escale/v1/header"))
        return self._opened(header, master, self._kept_epoch(header, master))

    def _opened(self, header: Header, master: bytes, epoch: bytes) -> Opened:
        try:
            key = unseal(expanded(master, "escale/v1/database"), header.database[0], header.id.encode())
        except Broken as error:
            raise unreadable() from error
        names = ("notes", "groups", "names", "journal")
        seals = PersonSeals(
            SealKeys(*(expanded(master, f"escale/v1/{name}") for name in names)), self._epochs(header, master)
        )
        return Opened(key, seals, expanded(master, "escale/v1/tokens"), header.keychain)

    def _epochs(self, header: Header, master: bytes) -> Epochs:
        shelf: Shelf
        if self.keychain and header.keychain:
            shelf = KeyringShelf(self.keychain, f"fr.escale/{header.id}")
        else:
            shelf = FileShelf(self.folder, expanded(master, "escale/v1/epoch-file"), header.id)
        return Epochs(shelf, lambda raw: expanded(master, "escale/v1/epoch", raw))

    def _kek(self, passphrase: str, header: Header, half: bytes) -> bytes:
        derived = passphrase_key(passphrase, header.salt, header.cost)
        return expanded(derived + half, f"escale/v1/kek|{header.id}")

    def _keep(self, identity: str, half: bytes, epoch: bytes, master: bytes) -> None:
        if self.keychain:
            self.keychain.put(f"fr.escale/{identity}", HALF, text(half))
            self.keychain.put(f"fr.escale/{identity}", EPOCH, text(epoch))
        else:
            write_durably(self._epoch_path, seal(expanded(master, "escale/v1/epoch-file"), epoch, identity.encode()))

    def _kept_epoch(self, header: Header, master: bytes) -> bytes:
        if header.keychain:
            return self._kept(header, EPOCH)
        try:
            sealed = self._epoch_path.read_bytes()
            return unseal(expanded(master, "escale/v1/epoch-file"), sealed, header.id.encode())
        except (OSError, Broken) as error:
            raise unreadable() from error

    def _kept(self, header: Header, item: str) -> bytes:
        found = None
        if self.keychain and self.keychain.name == header.keychain:
            found = self.keychain.get(f"fr.escale/{header.id}", item)
        if found is None:
            raise StoreTrouble(
                "Le trousseau de clés de cet ordinateur n’est plus celui qui a fermé ce coffre.",
                "Rien n’a été effacé : rouvrez la session d’origine, ou demandez de l’aide à votre informatique.",
            )
        return secret(found)
