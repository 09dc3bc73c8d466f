"""An organisation's own way into a vault: its private key, read from where no list of processes shows it."""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode
from collections.abc import Callable
from getpass import getpass

from desktop.config import Config
from desktop.errors import Refused
from desktop.one import only_one
from desktop.vault.keychain import system_keychain
from desktop.vault.vault import Vault

LIMIT = 4096  # bytes


def recover(config: Config, key: int, passphrase: int | None, tell: Callable[[str], None]) -> int:
    """Open with the key read from that file descriptor, and set a new passphrase; 0. Refused when it does not open."""
    with only_one(config.home):
        vault = Vault(config.home, system_keychain())
        if not vault.organisation():
            raise Refused("Ce coffre n’a été confié à aucun organisme.", "Il s’ouvre avec la fiche de secours.")
        chosen = getpass("Nouvelle phrase de passe : ") if passphrase is None else _read(passphrase)
        opened = vault.recover_by_organisation(_private(_read(key)), chosen)
    lost = " Les passeports seront reçus de nouveau." if opened.epoch_lost else ""
    tell(f"Le coffre s’ouvre avec la nouvelle phrase de passe.{lost} Faites refaire une fiche de secours.")
    return 0


def _read(descriptor: int) -> str:
    try:
        with os.fdopen(descriptor, "rb") as file:
            return file.read(LIMIT).decode().strip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"Rien ne peut être lu sur le descripteur {descriptor}.") from error


def _private(text: str) -> bytes:
    try:
        raw = urlsafe_b64decode(text.strip().rstrip("=") + "=")
    except ValueError as error:
        raise Refused("Cette clé n’est pas du base64url.") from error
    if len(raw) != 32:
        raise Refused("Une clé privée X25519 fait 32 octets.")
    return raw
