"""A keyring that lives in memory, and the kind of plain-text one that Escale must never take."""

from __future__ import annotations

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError


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
