"""Which keyrings are taken, and what is said when one does not answer."""

from __future__ import annotations

import keyring
import pytest

from desktop.errors import StoreTrouble
from desktop.vault.keychain import ALLOWED, SystemKeychain, system_keychain
from tests.vault.conftest import MEMORY
from tests.vault.memory import MemoryKeyring, PlaintextKeyring


def test_a_plain_text_keyring_is_never_chosen_whatever_it_claims(memory: MemoryKeyring) -> None:
    keyring.set_keyring(PlaintextKeyring())
    chosen = system_keychain()
    assert chosen is None or chosen.name in ALLOWED
    assert not [name for name in ALLOWED if "alt" in name.lower() or "plain" in name.lower()]
    assert not [name for name in ALLOWED if "chainer" in name or "null" in name or "fail" in name]


def test_a_keyring_is_chosen_by_its_class_not_by_its_place(memory: MemoryKeyring) -> None:
    chosen = system_keychain(allowed=[MEMORY])
    assert chosen is not None
    assert chosen.name == MEMORY
    assert system_keychain(allowed=["another.module.MemoryKeyring"]) is None


def test_a_secret_is_kept_read_replaced_and_forgotten(keychain: SystemKeychain, memory: MemoryKeyring) -> None:
    assert keychain.get("fr.escale/1", "half") is None
    keychain.put("fr.escale/1", "half", "un")
    keychain.put("fr.escale/1", "half", "deux")
    assert keychain.get("fr.escale/1", "half") == "deux"
    keychain.remove("fr.escale/1", "half")
    keychain.remove("fr.escale/1", "half")
    assert not memory.kept


def test_a_locked_keyring_is_said_not_bypassed(keychain: SystemKeychain, memory: MemoryKeyring) -> None:
    memory.locked = True
    with pytest.raises(StoreTrouble, match="trousseau"):
        keychain.get("fr.escale/1", "half")
    with pytest.raises(StoreTrouble, match="trousseau"):
        keychain.put("fr.escale/1", "half", "un")


def test_on_windows_the_secret_stays_on_the_machine() -> None:
    backend = MemoryKeyring()
    backend.persist = "enterprise"  # type: ignore[attr-defined]  # as WinVaultKeyring has it
    SystemKeychain(backend)
    assert backend.persist == "local machine"  # type: ignore[attr-defined]  # see above
