"""Attempts: counted before, kept in two places, slower and slower, whatever clock or restart."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop.errors import Refused, StoreTrouble, WrongPassphrase
from desktop.vault.attempts import Attempts, wait
from desktop.vault.derive import FLOOR
from desktop.vault.keychain import SystemKeychain
from desktop.vault.vault import Vault
from tests.vault.memory import MemoryKeyring

PHRASE = "Cerise Lampe Dune Tulipe Ancre Violon Brume"


class Clock:
    """Seconds that pass when told."""

    def __init__(self) -> None:
        """At an hour that means nothing."""
        self.now = 1000.0

    def __call__(self) -> float:
        """See time.monotonic."""
        return self.now


def failures(attempts: Attempts, clock: Clock, count: int) -> None:
    """So many, each after its wait."""
    for _ in range(count):
        clock.now += attempts.left()
        attempts.begin()
        attempts.failed()


def test_five_are_free_then_each_waits_longer() -> None:
    assert [wait(count) for count in range(12)] == [0, 0, 0, 0, 0, 1, 4, 15, 30, 60, 60, 60]
    assert wait(10**9) == 60


def test_the_wait_is_said_and_an_early_attempt_is_not_counted(tmp_path: Path) -> None:
    clock = Clock()
    attempts = Attempts(tmp_path, None, clock)
    failures(attempts, clock, 7)
    with pytest.raises(Refused, match="encore 15 secondes"):
        attempts.begin()
    clock.now += 14.5
    with pytest.raises(Refused, match=r"encore 1 seconde\."):
        attempts.begin()
    assert attempts.count() == 7
    clock.now += 0.5
    attempts.begin()
    assert attempts.count() == 8


def test_a_restart_gains_nothing(tmp_path: Path, keychain: SystemKeychain) -> None:
    clock = Clock()
    failures(Attempts(tmp_path, keychain, clock), clock, 8)
    clock.now += 1000
    again = Attempts(tmp_path, keychain, clock)
    assert (again.count(), again.left()) == (8, 30.0)


def test_an_attempt_counts_before_it_is_made(tmp_path: Path) -> None:
    Attempts(tmp_path, None).begin()
    assert Attempts(tmp_path, None).count() == 1


def test_removing_one_of_the_two_counts_gains_nothing(
    tmp_path: Path, keychain: SystemKeychain, memory: MemoryKeyring
) -> None:
    clock = Clock()
    failures(Attempts(tmp_path, keychain, clock), clock, 6)
    (tmp_path / "essais").unlink()
    assert Attempts(tmp_path, keychain, clock).count() == 6
    failures(Attempts(tmp_path, keychain, clock), clock, 1)
    memory.kept.clear()
    assert Attempts(tmp_path, keychain, clock).count() == 7


@pytest.mark.parametrize("garbage", [b"", b"-3", b"\xff\xfe", b"9" * 30, "٣".encode(), b"1e9"])
def test_a_count_that_is_none_slows_but_never_shuts_out(tmp_path: Path, garbage: bytes) -> None:
    (tmp_path / "essais").write_bytes(garbage)
    attempts = Attempts(tmp_path, None)
    assert attempts.count() == 5
    assert not attempts.exhausted


def test_success_forgets(tmp_path: Path, keychain: SystemKeychain, memory: MemoryKeyring) -> None:
    clock = Clock()
    attempts = Attempts(tmp_path, keychain, clock)
    failures(attempts, clock, 9)
    attempts.succeeded()
    assert attempts.count() == 0
    assert not memory.kept
    assert not list(tmp_path.iterdir())


def test_a_locked_keyring_leaves_the_file_and_the_other_way_round(
    tmp_path: Path, keychain: SystemKeychain, memory: MemoryKeyring
) -> None:
    memory.locked = True
    Attempts(tmp_path, keychain).begin()
    assert Attempts(tmp_path, keychain).count() == 1
    memory.locked = False
    (tmp_path / "bureau" / "essais.tmp").mkdir(parents=True)  # so that nothing can be written there
    Attempts(tmp_path / "bureau", keychain).begin()
    with pytest.raises(StoreTrouble, match="essais"):
        Attempts(tmp_path / "bureau", None).begin()


def test_after_ten_only_the_recovery_key_is_left_where_there_is_one(tmp_path: Path) -> None:
    clock = Clock()
    vault = Vault(tmp_path / "bureau", None, FLOOR, clock)
    vault.create(PHRASE)
    sheet = vault.new_recovery(PHRASE)
    failures(vault.attempts, clock, 9)
    clock.now += 60
    assert not vault.recovery_only()
    with pytest.raises(WrongPassphrase):
        vault.unlock("faux")
    clock.now += 3600
    assert vault.recovery_only()
    with pytest.raises(Refused, match="seule la clé de secours"):
        vault.unlock(PHRASE)
    vault.recover(sheet, PHRASE)
    assert not vault.recovery_only()
    vault.unlock(PHRASE)


def test_without_a_sheet_ten_failures_only_slow(tmp_path: Path) -> None:
    clock = Clock()
    vault = Vault(tmp_path / "bureau", None, FLOOR, clock)
    vault.create(PHRASE)
    failures(vault.attempts, clock, 30)
    with pytest.raises(Refused, match="attendez encore 60"):
        vault.unlock(PHRASE)
    clock.now += 60
    vault.unlock(PHRASE)


def test_the_wait_holds_for_every_use_of_the_passphrase(tmp_path: Path) -> None:
    clock = Clock()
    vault = Vault(tmp_path / "bureau", None, FLOOR, clock)
    vault.create(PHRASE)
    failures(vault.attempts, clock, 6)
    for use in (lambda: vault.new_recovery(PHRASE), lambda: vault.change_passphrase(PHRASE, PHRASE)):
        with pytest.raises(Refused, match="attendez"):
            use()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes: the profile's folder is its owner's")
def test_the_count_is_its_owners(tmp_path: Path) -> None:
    Attempts(tmp_path, None).begin()
    assert (tmp_path / "essais").stat().st_mode & 0o777 == 0o600
