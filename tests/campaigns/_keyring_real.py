"""A vault in the keyring that this session really has: run by the campaign under a session bus of its own.

Prints the keyring's name; exit code 1, and why, when there is none or when something is not as it was left.
"""

from __future__ import annotations

import sys
from pathlib import Path

from desktop.custody.opening import open_store
from desktop.errors import EscaleError, KeyringChanged
from desktop.vault.derive import FLOOR
from desktop.vault.keychain import system_keychain
from desktop.vault.opened import Opened
from desktop.vault.vault import Vault
from tests.campaigns._deeds import FIRST_PASSPHRASE, news, person_id
from tests.campaigns._desk import envelope
from tests.campaigns._keyring_seat import OTHER


def main(folder: str) -> int:
    """Make a vault, use it, lose the half, recover it."""
    home, found = Path(folder), system_keychain()
    if found is None:
        print("aucun trousseau autorisé ne répond")
        return 1
    vault = Vault(home, found, FLOOR)
    made = vault.create(FIRST_PASSPHRASE)
    sheet = vault.new_recovery(FIRST_PASSPHRASE)
    _lived(vault, made)
    _lived(vault, vault.unlock(FIRST_PASSPHRASE))
    found.remove(f"fr.escale/{made.identity}", "half")
    try:
        vault.unlock(FIRST_PASSPHRASE)
    except KeyringChanged:
        _lived(vault, vault.recover(sheet, OTHER))
        _lived(vault, vault.unlock(OTHER))
        print(found.name)
        return 0
    print("une moitié retirée n’a pas été remarquée")
    return 1


def _lived(vault: Vault, opened: Opened) -> None:
    watched = open_store(vault, opened, vault.folder / "escale.db")
    try:
        if watched.doubt:
            raise EscaleError(watched.doubt.sentence)
        people = person_id(1)
        watched.store.intake.absorb(news({"do": "page", "cursor": "c1", "people": people}), envelope)
        watched.keep(watched.anchor())
    finally:
        watched.store.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
