"""Which keyrings are taken, and what is said when one does not answer."""

from __future__ import annotations

from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as FailKeyring
from keyring.backends.null import Keyring as NullKeyring

from desktop.errors import StoreTrouble, WrongPassphrase
from desktop.vault.derive import FLOOR
from desktop.vault.keychain import ALLOWED, SystemKeychain, system_keychain
from desktop.vault.vault import Vault
from tests.vault.conftest import MEMORY
from tests.vault.memory import MemoryKeyring, PlaintextKeyring, WindowsKeyring

WINDOWS = "tests.vault.memory.WindowsKeyring"
PHRASE = "Cerise Lampe Dune Tulipe Ancre Violon Brume"


class Worth:
    """A priority that cannot be told, as a back-end whose library is missing."""

    def __get__(self, *_: object) -> float:
        """See keyring's ``priority``."""
        raise RuntimeError("no library")


class Breaking(MemoryKeyring):
    """Says nothing of itself."""

    priority = Worth()  # type: ignore[assignment]  # see MemoryKeyring


@pytest.fixture
def windows(memory: MemoryKeyring) -> SystemKeychain:
    """A keyring with the limits of Windows."""
    keyring.set_keyring(WindowsKeyring())
    found = system_keychain(allowed=[WINDOWS])
    assert found is not None
    return found


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


def test_without_any_allowed_keyring_there_is_none(memory: MemoryKeyring) -> None:
    for backend in (FailKeyring(), NullKeyring(), PlaintextKeyring()):
        keyring.set_keyring(backend)
        chosen = system_keychain(allowed=[])
        assert chosen is None


def test_a_plain_text_keyring_beside_an_allowed_one_is_passed_over(memory: MemoryKeyring) -> None:
    keyring.set_keyring(PlaintextKeyring())
    chosen = system_keychain(allowed=[WINDOWS])
    assert chosen is not None
    assert chosen.name == WINDOWS


def test_a_keyring_that_breaks_when_asked_what_it_is_worth_is_said(memory: MemoryKeyring) -> None:
    keyring.set_keyring(Breaking())
    with pytest.raises(StoreTrouble, match="trousseau"):
        system_keychain(allowed=["tests.vault.test_keychain.Breaking"])


def test_what_windows_refuses_is_said(windows: SystemKeychain) -> None:
    windows.put("fr.escale/1", "anchor", "x" * 1280)
    with pytest.raises(StoreTrouble, match="trousseau"):
        windows.put("fr.escale/1", "anchor", "x" * 1281)


def test_everything_the_vault_keeps_is_short_enough_for_windows(tmp_path: Path, windows: SystemKeychain) -> None:
    vault = Vault(tmp_path / "bureau", windows, FLOOR)
    opened = vault.create(PHRASE)
    sheet = vault.new_recovery(PHRASE)
    opened.seals.new_rack()
    opened.seals.begin_epoch(range(256))
    opened.seals.end_epoch()
    with pytest.raises(WrongPassphrase):
        vault.unlock("faux")
    vault.recover(sheet, PHRASE)
    assert vault.unlock(PHRASE).keychain == WINDOWS


def test_on_windows_the_secret_stays_on_the_machine() -> None:
    backend = MemoryKeyring()
    backend.persist = "enterprise"  # type: ignore[attr-defined]  # as WinVaultKeyring has it
    SystemKeychain(backend)
    assert backend.persist == "local machine"  # type: ignore[attr-defined]  # see above
