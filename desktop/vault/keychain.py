"""The operating system's keyring holds the second half of the key, where an allowed back-end exists.

Back-ends are allowed by class: ``keyrings.alt`` and other plain-text ones are never taken, silently or otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Protocol

import keyring
from keyring.backend import KeyringBackend, get_all_keyring
from keyring.errors import KeyringError

from desktop.errors import StoreTrouble

if TYPE_CHECKING:
    from collections.abc import Iterator

ALLOWED: Final = (
    "keyring.backends.Windows.WinVaultKeyring",
    "keyring.backends.macOS.Keyring",
    "keyring.backends.SecretService.Keyring",
    "keyring.backends.libsecret.Keyring",
    "keyring.backends.kwallet.DBusKeyring",
    "keyring.backends.kwallet.DBusKeyringKWallet4",
)


class Keychain(Protocol):
    """Where a short secret (at most 1,280 characters on Windows) may be left with the operating system."""

    name: str

    def get(self, service: str, item: str) -> str | None:
        """The secret, or None when nothing is kept there; StoreTrouble when the keyring does not answer."""

    def put(self, service: str, item: str, secret: str) -> None:
        """Keep it, replacing what was there; StoreTrouble when the keyring refuses."""

    def remove(self, service: str, item: str) -> None:
        """Forget it; nothing happens if it was not there."""


class SystemKeychain:
    """An allowed back-end of the operating system."""

    def __init__(self, backend: KeyringBackend) -> None:
        """On Windows the secret stays on this machine instead of roaming with the profile."""
        self._backend = backend
        self.name = _name(backend)
        if hasattr(backend, "persist"):
            backend.persist = "local machine"

    def get(self, service: str, item: str) -> str | None:
        """See Keychain."""
        with _answering():
            return self._backend.get_password(service, item)

    def put(self, service: str, item: str, secret: str) -> None:
        """See Keychain."""
        with _answering():
            self._backend.set_password(service, item, secret)

    def remove(self, service: str, item: str) -> None:
        """See Keychain."""
        with _answering():
            if self._backend.get_password(service, item) is not None:
                self._backend.delete_password(service, item)


def system_keychain(allowed: Iterable[str] = ALLOWED) -> SystemKeychain | None:
    """The best allowed back-end that works here, or None: a machine without one works by passphrase alone."""
    allowed = tuple(allowed)
    candidates = [backend for backend in (keyring.get_keyring(), *get_all_keyring()) if _name(backend) in allowed]
    usable = [backend for backend in candidates if _priority(backend) > 0]
    return SystemKeychain(max(usable, key=_priority)) if usable else None


def _name(backend: KeyringBackend) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def _priority(backend: KeyringBackend) -> float:
    with _answering():
        return float(getattr(type(backend), "priority", 0))


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except (KeyringError, RuntimeError, OSError) as error:
        raise StoreTrouble(
            "Le trousseau de clés de cet ordinateur ne répond pas.",
            "Ouvrez votre session normalement (trousseau déverrouillé), puis relancez Escale.",
        ) from error
