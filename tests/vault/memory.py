"""Keyrings and seals that live in memory, and the kind of plain-text keyring that Escale must never take."""

from __future__ import annotations

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from desktop.errors import StoreTrouble
from desktop.vault.epochs import Epochs
from desktop.vault.seals import PersonSeals, SealKeys


class MemoryKeyring(KeyringBackend):
    """Keeps secrets as long as the test; ``locked`` makes it answer as a keyring that the session left closed."""

    priority = 1  # type: ignore[assignment]  # a class property there, a plain value here

    def __init__(self) -> None:
        """Nothing kept yet."""
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        """What was kept, or None."""
        if self.locked:
            raise KeyringLocked("closed")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        if self.locked:
            raise KeyringLocked("closed")
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forget it."""
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("absent")


class PlaintextKeyring(MemoryKeyring):
    """Prefers itself to all others, as ``keyrings.alt`` does."""

    priority = 1000  # type: ignore[assignment]  # see MemoryKeyring


class WindowsKeyring(MemoryKeyring):
    """Refuses what Windows refuses: over 2,560 bytes of UTF-16; its error is not keyring's."""

    priority = 5  # type: ignore[assignment]  # see MemoryKeyring
    persist = "enterprise"

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it, if short."""
        if len(password.encode("utf-16-le")) > 2560:
            raise OSError(1783, "CredWrite", "The stub received bad data")
        super().set_password(service, username, password)


class ShelfInMemory:
    """Two epochs as long as the test; ``refuses`` makes it answer as a keyring that went away."""

    covers_copies = True

    def __init__(self, present: bytes | None) -> None:
        """The epoch that stands, if any."""
        self.kept = present
        self.next: bytes | None = None
        self.refuses = False

    def present(self) -> bytes | None:
        """See Shelf."""
        return self.kept

    def pending(self) -> bytes | None:
        """See Shelf."""
        return self.next

    def put(self, raw: bytes) -> None:
        """See Shelf."""
        self._answering()
        self.kept = raw

    def put_pending(self, raw: bytes) -> None:
        """See Shelf."""
        self._answering()
        self.next = raw

    def promote(self) -> None:
        """See Shelf."""
        self._answering()
        self.kept, self.next = self.next, None

    def drop_pending(self) -> None:
        """See Shelf."""
        self._answering()
        self.next = None

    def _answering(self) -> None:
        if self.refuses:
            raise StoreTrouble("Le trousseau de clés de cet ordinateur ne répond pas.")


def seals_on(shelf: ShelfInMemory, notes: bytes = b"N" * 32, names: bytes = b"A" * 32) -> PersonSeals:
    """Seals with fixed keys on that shelf, no rack open yet: called again on the same shelf, the program started again.

    The raw epoch is its own key: with ``b"P" * 32`` on the shelf and class N under ``b"N" * 32``, this is what closed
    the store of the first schema in ``tests/stores``.
    """
    return PersonSeals(SealKeys(notes, b"G" * 32, names, b"J" * 32), Epochs(shelf, bytes))


def seals_in_memory() -> PersonSeals:
    """Fixed keys, the first schema's epoch, no rack open yet."""
    return seals_on(ShelfInMemory(b"P" * 32))
