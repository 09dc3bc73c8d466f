"""Keyrings as machines have them: good ones, those that refuse or forget, and those that must never be taken."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import keyring
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.errors import PasswordSetError

from tests.vault.memory import MemoryKeyring


class Ring(MemoryKeyring):
    """Of an allowed class; after ``writes`` more writes, refuses every other."""

    def __init__(self, kept: dict[tuple[str, str], str]) -> None:
        """What it holds. The argument keeps the keyring library from making one of its own."""
        super().__init__()
        self.kept = dict(kept)
        self.writes: int | None = None

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it, or refuse."""
        self._written()
        super().set_password(service, username, password)

    def delete_password(self, service: str, username: str) -> None:
        """Forget it, or refuse."""
        self._written()
        super().delete_password(service, username)

    def _written(self) -> None:
        if self.writes is not None:
            if not self.writes:
                raise PasswordSetError("refused")
            self.writes -= 1


class OtherRing(Ring):
    """Of another allowed class."""


class WindowsRing(Ring):
    """Windows': nothing over 2,560 bytes of UTF-16; its error is not the library's. Remembers the longest it saw."""

    longest = 0

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it, if short."""
        size = len(password.encode("utf-16-le"))
        self.longest = max(self.longest, size)
        if size > MOST:
            raise OSError(1783, "CredWrite", "The stub received bad data")
        super().set_password(service, username, password)


MOST: Final = 2560  # bytes
PLACE: Final = "tests.campaigns._keyring_rings"
ALLOWED: Final = tuple(f"{PLACE}.{name}" for name in ("Ring", "OtherRing", "WindowsRing"))


def forbidden() -> tuple[KeyringBackend, ...]:
    """What the keyring library may offer and Escale must refuse; ``keyrings.alt``'s, by the names they have there."""
    names = ("file.PlaintextKeyring", "file.EncryptedKeyring", "Windows.RegistryKeyring", "Gnome.Keyring",
             "multi.MultipartKeyringWrapper", "pyfs.PlaintextKeyring", "Google.DocsKeyring")  # fmt: skip
    alternatives = (_named(f"keyrings.alt.{name}") for name in names)
    real = (kind() for kind in (null.Keyring, fail.Keyring, chainer.ChainerBackend))
    return (*alternatives, _named("keyring.backends.SecretService.Keyring2"), *real)


def _named(name: str) -> Ring:
    """A keyring that keeps in the clear, prefers itself to all others, and has this name."""
    module, _, own = name.rpartition(".")
    ring: Ring = type(own, (Ring,), {"priority": 1000, "__module__": module})({})
    return ring


@contextmanager
def in_use(backend: KeyringBackend) -> Iterator[None]:
    """The keyring of the session, for a while."""
    before = keyring.get_keyring()
    keyring.set_keyring(backend)
    try:
        yield
    finally:
        keyring.set_keyring(before)
