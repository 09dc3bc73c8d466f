"""What ties a vault to this machine: the second half of the key, and the epoch."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import msgspec

from desktop.errors import KeyringChanged, StoreTrouble
from desktop.vault.epochs import Shelf
from desktop.vault.header import Header, secret, text
from desktop.vault.keychain import Keychain
from desktop.vault.opened import shelf_of


class Bonds:
    """The keyring's items, or the files where there is no keyring, of the vaults of one folder."""

    def __init__(self, folder: Path, keychain: Keychain | None) -> None:
        """``keychain`` None: a new bond is by files."""
        self._folder, self._keychain = folder, keychain

    def half(self, header: Header) -> bytes:
        """The half this header needs, b"" for none; KeyringChanged when the keyring is another one or was emptied."""
        if not header.keychain:
            return b""
        if self._keychain is None or self._keychain.name != header.keychain:
            raise _changed("Le trousseau de clés de cet ordinateur n’est plus celui qui a fermé ce coffre.")
        found = self._keychain.get(header.service(), header.half_item())
        if found is None:
            raise _changed("Le trousseau de clés de cet ordinateur a été vidé : la moitié de la clé n’y est plus.")
        return secret(found)

    def shelf(self, header: Header, master: bytes) -> Shelf:
        """Where this header's epochs lie."""
        return shelf_of(header, self._keychain, self._folder, master)

    def renewed(self, header: Header) -> tuple[Header, bytes]:
        """The header bound to the present keyring, and a new half, already kept under a name that no header uses."""
        if self._keychain is None:
            return msgspec.structs.replace(header, keychain=""), b""
        half, item = os.urandom(32), header.next_half_item()
        self._keychain.put(header.service(), item, text(half))
        return msgspec.structs.replace(header, keychain=self._keychain.name, half=item), half

    def carry(self, before: Header, after: Header, master: bytes) -> bool:
        """Puts the epoch where the new header looks for it, unless one is there; True when it had to be a new one."""
        shelf = self.shelf(after, master)
        if after.keychain and not before.keychain:
            _copied(self.shelf(before, master), shelf)
        if shelf.present() or shelf.pending():
            return False
        shelf.put(os.urandom(32))
        return True

    def forget(self, before: Header, after: Header) -> None:
        """What the new header no longer needs; what refuses to go opens nothing any more."""
        if self._keychain and before.keychain and before.half_item() != after.half_item():
            with suppress(StoreTrouble):
                self._keychain.remove(before.service(), before.half_item())
        if after.keychain and not before.keychain:
            for name in ("epoque", "epoque.suivante"):
                with suppress(OSError):
                    (self._folder / name).unlink(missing_ok=True)


def _copied(source: Shelf, shelf: Shelf) -> None:
    if present := source.present():
        shelf.put(present)
    if pending := source.pending():
        shelf.put_pending(pending)


def _changed(sentence: str) -> KeyringChanged:
    return KeyringChanged(
        sentence, "Rien n’a été effacé : rouvrez la session d’origine, ou prenez votre clé de secours."
    )
