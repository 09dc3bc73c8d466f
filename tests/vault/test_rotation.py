"""The database's key is changed in two slots: before, both open; after, only the new one."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.errors import StoreTrouble
from desktop.vault.derive import FLOOR
from desktop.vault.vault import Vault

PHRASE = "Cerise Lampe Dune Tulipe Ancre Violon Brume"


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """A vault that the passphrase opens alone."""
    return Vault(tmp_path / "bureau", None, FLOOR)


def test_the_next_key_is_pending_in_both_copies_before_it_is_used(vault: Vault) -> None:
    opened = vault.create(PHRASE)
    pending = vault.begin_rotation(opened)
    assert len(pending) == 48
    assert vault.unlock(PHRASE).database_keys == (opened.database_key, pending)
    assert vault.use_copy(PHRASE).database_keys == (opened.database_key, pending)
    assert vault.begin_rotation(opened) == pending


def test_ended_only_the_new_key_is_left_in_both_copies(vault: Vault) -> None:
    opened = vault.create(PHRASE)
    pending = vault.begin_rotation(opened)
    vault.end_rotation(opened)
    assert vault.unlock(PHRASE).database_keys == (pending,)
    assert vault.use_copy(PHRASE).database_keys == (pending,)


@pytest.mark.parametrize("stands", [0, 1])
def test_cut_short_the_key_that_opened_the_database_stands(vault: Vault, stands: int) -> None:
    vault.begin_rotation(vault.create(PHRASE))
    opened = vault.unlock(PHRASE)
    vault.settle_rotation(opened, opened.database_keys[stands])
    assert vault.unlock(PHRASE).database_keys == (opened.database_keys[stands],)


def test_a_key_that_is_none_of_the_vaults_settles_nothing(vault: Vault) -> None:
    opened = vault.create(PHRASE)
    vault.begin_rotation(opened)
    with pytest.raises(StoreTrouble, match="pas une de celles"):
        vault.settle_rotation(opened, bytes(48))
    assert len(vault.unlock(PHRASE).database_keys) == 2


def test_without_a_rotation_settling_writes_nothing(vault: Vault) -> None:
    opened = vault.create(PHRASE)
    before = (vault.folder / "coffre.json").stat().st_mtime_ns
    vault.settle_rotation(opened, opened.database_key)
    vault.end_rotation(opened)
    assert (vault.folder / "coffre.json").stat().st_mtime_ns == before


def test_the_keys_of_another_vault_change_nothing_here(vault: Vault, tmp_path: Path) -> None:
    vault.create(PHRASE)
    foreign = Vault(tmp_path / "autre", None, FLOOR).create(PHRASE)
    before = (vault.folder / "coffre.json").read_bytes()
    for change in (vault.begin_rotation, vault.end_rotation, vault.header_copy):
        with pytest.raises(StoreTrouble, match="illisible"):
            change(foreign)
    assert (vault.folder / "coffre.json").read_bytes() == before
