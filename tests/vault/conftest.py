"""A keyring in memory, put where the system's would be, for the length of a test."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest

from desktop.vault.keychain import SystemKeychain, system_keychain
from tests.vault.memory import MemoryKeyring

MEMORY = "tests.vault.memory.MemoryKeyring"


@pytest.fixture
def memory() -> Iterator[MemoryKeyring]:
    """The keyring in use during the test."""
    before, backend = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


@pytest.fixture
def keychain(memory: MemoryKeyring) -> SystemKeychain:
    """The same, as the vault sees it."""
    found = system_keychain(allowed=[MEMORY])
    assert found is not None
    return found
