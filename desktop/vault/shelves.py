"""Where the epochs lie: two items of the keyring, or two files sealed under the master key."""

from __future__ import annotations

from base64 import b64decode
from pathlib import Path
from typing import Final

from desktop.errors import StoreTrouble
from desktop.vault.header import sync_folder, text, unreadable, write_durably
from desktop.vault.keychain import Keychain
from desktop.vault.wrap import Broken, seal, unseal

PRESENT: Final = "epoch"
PENDING: Final = "epoch-next"


class KeyringShelf:
    """Items of the keyring: what an earlier copy of the disk cannot give back."""

    covers_copies = True

    def __init__(self, keychain: Keychain, service: str) -> None:
        """``service`` is the vault's name in the keyring."""
        self._keychain, self._service = keychain, service

    def present(self) -> bytes | None:
        """See Shelf; an item that is not ours is a lost one."""
        return self._read(PRESENT)

    def pending(self) -> bytes | None:
        """See Shelf."""
        return self._read(PENDING)

    def put(self, raw: bytes) -> None:
        """See Shelf."""
        self._keychain.put(self._service, PRESENT, text(raw))

    def put_pending(self, raw: bytes) -> None:
        """See Shelf."""
        self._keychain.put(self._service, PENDING, text(raw))

    def promote(self) -> None:
        """Put in the present slot first: a power cut between the two leaves it in both."""
        if (raw := self.pending()) is not None:
            self.put(raw)
            self.drop_pending()

    def drop_pending(self) -> None:
        """See Shelf."""
        self._keychain.remove(self._service, PENDING)

    def _read(self, item: str) -> bytes | None:
        found = self._keychain.get(self._service, item)
        try:
            raw = b"" if found is None else b64decode(found, validate=True)
        except ValueError:
            return None
        return raw if len(raw) == 32 else None


class FileShelf:
    """Files of the vault's folder: a copy of the whole disk has them too, and that is said."""

    covers_copies = False

    def __init__(self, folder: Path, key: bytes, identity: str) -> None:
        """``key`` is the master's for these files; ``identity`` the vault's."""
        self._present, self._next = folder / "epoque", folder / "epoque.suivante"
        self._key, self._place = key, identity.encode()

    def present(self) -> bytes | None:
        """See Shelf; None for a file that is missing or damaged."""
        return self._read(self._present)

    def pending(self) -> bytes | None:
        """See Shelf."""
        return self._read(self._next)

    def put(self, raw: bytes) -> None:
        """See Shelf."""
        write_durably(self._present, seal(self._key, raw, self._place))

    def put_pending(self, raw: bytes) -> None:
        """See Shelf."""
        write_durably(self._next, seal(self._key, raw, self._place))

    def promote(self) -> None:
        """One rename: at every instant each value is in one file."""
        try:
            self._next.replace(self._present)
            sync_folder(self._present.parent)
        except OSError as error:
            raise _refused() from error

    def drop_pending(self) -> None:
        """See Shelf."""
        try:
            self._next.unlink(missing_ok=True)
        except OSError as error:
            raise _refused() from error

    def _read(self, path: Path) -> bytes | None:
        try:
            with path.open("rb") as file:
                return unseal(self._key, file.read(256), self._place)
        except (FileNotFoundError, Broken):
            return None
        except OSError as error:
            raise unreadable() from error


class PassingShelf:
    """Nowhere: for a rehearsal, which must change nothing."""

    covers_copies = False

    def __init__(self) -> None:
        """Empty."""
        self._kept: dict[str, bytes] = {}

    def present(self) -> bytes | None:
        """See Shelf."""
        return self._kept.get(PRESENT)

    def pending(self) -> bytes | None:
        """See Shelf."""
        return self._kept.get(PENDING)

    def put(self, raw: bytes) -> None:
        """See Shelf."""
        self._kept[PRESENT] = raw

    def put_pending(self, raw: bytes) -> None:
        """See Shelf."""
        self._kept[PENDING] = raw

    def promote(self) -> None:
        """See Shelf."""
        self._kept[PRESENT] = self._kept.pop(PENDING)

    def drop_pending(self) -> None:
        """See Shelf."""
        self._kept.pop(PENDING, None)


def _refused() -> StoreTrouble:
    return StoreTrouble(
        "Le dossier d’Escale refuse d’écrire la clé d’effacement.",
        "Vérifiez le disque, puis relancez Escale : l’effacement sera terminé à la prochaine ouverture.",
    )
