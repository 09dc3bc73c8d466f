"""The other ways in: the printed key, the organisation's, a new machine; and what a change leaves valid."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from desktop.errors import EpochLost, KeyringChanged, Refused, StoreTrouble, WrongPassphrase
from desktop.models.seal import Class
from desktop.vault.derive import FLOOR, Cost
from desktop.vault.header import read_header
from desktop.vault.keychain import SystemKeychain
from desktop.vault.opened import Opened
from desktop.vault.slots import by_organisation
from desktop.vault.vault import Vault
from tests.vault.memory import MemoryKeyring

PHRASE = "Cerise Lampe Dune Tulipe Ancre Violon Brume"
OTHER = "Tambour Hamac Sapin Fenouil Galet Orgue Plume"


@pytest.fixture
def double(tmp_path: Path, keychain: SystemKeychain) -> Vault:
    """A vault that needs the keyring's half too."""
    return Vault(tmp_path / "bureau", keychain, FLOOR)


@pytest.fixture
def alone(tmp_path: Path) -> Vault:
    """A vault that the passphrase opens alone."""
    return Vault(tmp_path / "bureau", None, FLOOR)


def same(one: Opened, other: Opened) -> bool:
    """Whether both are the same vault with the same keys."""
    return (one.master, one.identity, one.token_key) == (other.master, other.identity, other.token_key)


def items(memory: MemoryKeyring) -> list[str]:
    """What the keyring keeps."""
    return sorted(item for _, item in memory.kept)


def files(folder: Path) -> dict[str, bytes]:
    """What the folder keeps."""
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_the_recovery_key_replaces_a_forgotten_passphrase(double: Vault, memory: MemoryKeyring) -> None:
    made = double.create(PHRASE)
    rack = made.seals.new_rack()
    assert not double.has_recovery()
    sheet = double.new_recovery(PHRASE)
    assert double.has_recovery()
    back = double.recover(sheet.lower().replace("-", " "), OTHER)
    assert same(back, made)
    assert back.database_keys == made.database_keys
    assert not back.epoch_lost
    back.seals.open_rack(rack)
    assert items(memory) == ["epoch", "half-2"]
    assert same(double.unlock(OTHER), made)
    with pytest.raises(WrongPassphrase):
        double.unlock(PHRASE)
    double.recover(sheet, PHRASE)
    assert items(memory) == ["epoch", "half-3"]


def test_an_emptied_keyring_costs_the_passports_alone(double: Vault, memory: MemoryKeyring) -> None:
    made = double.create(PHRASE)
    rack, notes, sheet = made.seals.new_rack(), made.seals.new_key("anne", Class.NOTES), double.new_recovery(PHRASE)
    memory.kept.clear()
    with pytest.raises(KeyringChanged):
        double.unlock(PHRASE)
    back = double.recover(sheet, PHRASE)
    assert back.epoch_lost
    back.seals.opened("anne", Class.NOTES, notes)
    with pytest.raises(EpochLost):
        back.seals.open_rack(rack)
    again = double.unlock(PHRASE)
    again.seals.open_rack(back.seals.new_rack())
    assert not again.epoch_lost


def test_another_keyring_is_bound_by_the_recovery_key_only(double: Vault, keychain: SystemKeychain) -> None:
    double.create(PHRASE)
    sheet = double.new_recovery(PHRASE)
    keychain.name = "un.autre.Trousseau"
    with pytest.raises(KeyringChanged):
        double.unlock(PHRASE)
    assert double.recover(sheet, PHRASE).keychain == "un.autre.Trousseau"
    double.unlock(PHRASE)


def test_without_a_keyring_any_more_the_passphrase_is_alone_and_it_is_said(double: Vault) -> None:
    rack = double.create(PHRASE).seals.new_rack()
    sheet = double.new_recovery(PHRASE)
    back = Vault(double.folder, None, FLOOR).recover(sheet, OTHER)
    assert (back.keychain, back.epoch_lost, back.seals.covers_copies) == ("", True, False)
    with pytest.raises(EpochLost):
        back.seals.open_rack(rack)
    Vault(double.folder, None, FLOOR).unlock(OTHER)


def test_a_keyring_that_came_later_takes_the_epoch_with_it(
    alone: Vault, keychain: SystemKeychain, memory: MemoryKeyring
) -> None:
    rack = alone.create(PHRASE).seals.new_rack()
    sheet = alone.new_recovery(PHRASE)
    back = Vault(alone.folder, keychain, FLOOR).recover(sheet, PHRASE)
    back.seals.open_rack(rack)
    assert (back.epoch_lost, back.seals.covers_copies) == (False, True)
    assert items(memory) == ["epoch", "half"]
    assert not (alone.folder / "epoque").exists()


def test_a_locked_keyring_stops_the_recovery_before_anything_changes(double: Vault, memory: MemoryKeyring) -> None:
    double.create(PHRASE)
    sheet = double.new_recovery(PHRASE)
    before, kept = files(double.folder), dict(memory.kept)
    memory.locked = True
    with pytest.raises(StoreTrouble, match="ne répond pas"):
        double.recover(sheet, OTHER)
    memory.locked = False
    assert (files(double.folder), memory.kept) == (before, kept)


def test_a_key_that_is_not_the_vaults_is_refused_and_changes_nothing(alone: Vault, tmp_path: Path) -> None:
    alone.create(PHRASE)
    before = files(alone.folder)
    foreign = Vault(tmp_path / "autre", None, FLOOR)
    foreign.create(PHRASE)
    sheet = foreign.new_recovery(PHRASE)
    with pytest.raises(Refused, match="n’a pas de clé"):
        alone.recover(sheet, OTHER)
    assert files(alone.folder) == before
    mine = alone.new_recovery(PHRASE)
    before = files(alone.folder)
    for wrong, said in ((sheet, "n’ouvre pas ce coffre"), (mine[:-1], "quatre caractères"), ("", "neuf groupes")):
        with pytest.raises(Refused, match=said):
            alone.recover(wrong, OTHER)
    with pytest.raises(Refused, match="facile à deviner"):
        alone.recover(mine, "azerty")
    assert files(alone.folder) == before


def test_a_new_sheet_ends_the_one_before_in_both_copies(alone: Vault) -> None:
    alone.create(PHRASE)
    old, new = alone.new_recovery(PHRASE), alone.new_recovery(PHRASE)
    assert old != new
    with pytest.raises(Refused, match="fiche la plus récente"):
        alone.rehearse(old)
    alone.rehearse(new)
    assert (alone.folder / "coffre.json").read_bytes() == (alone.folder / "coffre.json.1").read_bytes()


def test_rehearsing_opens_and_changes_nothing(double: Vault, memory: MemoryKeyring) -> None:
    made = double.create(PHRASE)
    notes, sheet = made.seals.new_key("anne", Class.NOTES), double.new_recovery(PHRASE)
    before, kept = files(double.folder), dict(memory.kept)
    memory.locked = True
    proof = double.rehearse(sheet)
    proof.seals.opened("anne", Class.NOTES, notes)
    rack = proof.seals.new_rack()
    proof.seals.begin_epoch([1])
    proof.seals.end_epoch()
    memory.locked = False
    assert same(proof, made)
    assert (proof.backup_key, proof.database_keys) == (made.backup_key, made.database_keys)
    assert (files(double.folder), memory.kept) == (before, kept)
    with pytest.raises(EpochLost):
        double.unlock(PHRASE).seals.open_rack(rack)


def test_a_new_passphrase_changes_the_header_alone_and_leaves_the_other_ways(
    tmp_path: Path, memory: MemoryKeyring, keychain: SystemKeychain
) -> None:
    vault = Vault(tmp_path / "bureau", keychain, FLOOR)
    made = vault.create(PHRASE)
    sheet, private = vault.new_recovery(PHRASE), X25519PrivateKey.generate()
    vault.offer_organisation(made, private.public_key().public_bytes_raw(), "Cité des métiers")
    kept, salt = dict(memory.kept), read_header(vault.folder / "coffre.json").salt
    Vault(vault.folder, keychain, Cost(72 * 1024)).change_passphrase(PHRASE, OTHER)
    header = read_header(vault.folder / "coffre.json")
    assert (header.cost.memory, header.salt == salt, memory.kept) == (72 * 1024, False, kept)
    with pytest.raises(WrongPassphrase):
        vault.unlock(PHRASE)
    with pytest.raises(WrongPassphrase):
        vault.use_copy(PHRASE)
    assert same(vault.unlock(OTHER), made)
    assert same(vault.rehearse(sheet), made)
    assert same(vault.recover_by_organisation(private.private_bytes_raw(), PHRASE), made)
    assert vault.organisation() == "Cité des métiers"


def test_a_new_passphrase_must_be_strong_and_the_old_one_right(alone: Vault) -> None:
    alone.create(PHRASE)
    before = files(alone.folder)
    with pytest.raises(Refused, match="facile à deviner"):
        alone.change_passphrase(PHRASE, "azerty")
    assert files(alone.folder) == before
    with pytest.raises(WrongPassphrase):
        alone.change_passphrase(OTHER, OTHER)
    alone.unlock(PHRASE)


def test_the_organisation_opens_with_its_private_key_only(alone: Vault) -> None:
    made = alone.create(PHRASE)
    assert alone.organisation() == ""
    with pytest.raises(Refused, match="organisation"):
        alone.recover_by_organisation(os.urandom(32), OTHER)
    private = X25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    for unusable in (bytes(32), b"courte", b""):
        with pytest.raises(Refused, match="inutilisable"):
            alone.offer_organisation(made, unusable, "Cité")
    alone.offer_organisation(made, public, "Cité")
    for wrong in (os.urandom(32), public, b""):
        with pytest.raises(Refused, match="n’ouvre pas"):
            alone.recover_by_organisation(wrong, OTHER)
    assert same(alone.recover_by_organisation(private.private_bytes_raw(), OTHER), made)
    alone.offer_organisation(made, X25519PrivateKey.generate().public_key().public_bytes_raw(), "Autre")
    with pytest.raises(Refused):
        alone.recover_by_organisation(private.private_bytes_raw(), OTHER)


def test_the_organisation_of_another_vault_opens_nothing(tmp_path: Path) -> None:
    private = X25519PrivateKey.generate()
    made = []
    for name in ("un", "deux"):
        vault = Vault(tmp_path / name, None, FLOOR)
        opened = vault.create(PHRASE)
        vault.offer_organisation(opened, private.public_key().public_bytes_raw(), "Cité")
        made.append(read_header(vault.folder / "coffre.json").slots["organisation"])
    assert made[0][:32] != made[1][:32]
    one = read_header(tmp_path / "un" / "coffre.json")
    with pytest.raises(Refused):
        by_organisation(one.with_slot("organisation", made[1]), private.private_bytes_raw())


def test_on_a_new_machine_the_vault_is_the_same_and_everything_else_is_new(
    double: Vault, keychain: SystemKeychain, memory: MemoryKeyring, tmp_path: Path
) -> None:
    made = double.create(PHRASE)
    sheet, notes = double.new_recovery(PHRASE), made.seals.new_key("anne", Class.NOTES)
    copy = double.header_copy(made)
    memory.kept.clear()
    there = Vault(tmp_path / "neuve", keychain, FLOOR)
    back = there.bring_back(copy, sheet, OTHER)
    assert same(back, made)
    assert back.epoch_lost
    assert back.database_key != made.database_key
    assert len(back.database_keys) == 1
    back.seals.opened("anne", Class.NOTES, notes)
    assert same(there.unlock(OTHER), made)
    assert same(there.rehearse(sheet), made)
    assert items(memory) == ["epoch", "half-2"]
    assert (there.folder / "neuf").exists()


def test_bringing_back_beside_the_old_folder_does_not_shut_the_old_one(double: Vault, tmp_path: Path) -> None:
    made = double.create(PHRASE)
    rack, sheet = made.seals.new_rack(), double.new_recovery(PHRASE)
    Vault(tmp_path / "neuve", double.keychain, FLOOR).bring_back(double.header_copy(made), sheet, OTHER)
    double.unlock(PHRASE).seals.open_rack(rack)


def test_nothing_is_brought_back_over_a_vault_nor_from_a_copy_that_is_none(alone: Vault, tmp_path: Path) -> None:
    made = alone.create(PHRASE)
    sheet, copy = alone.new_recovery(PHRASE), alone.header_copy(made)
    with pytest.raises(Refused, match="existe déjà"):
        alone.bring_back(alone.header_copy(made), sheet, OTHER)
    there = Vault(tmp_path / "neuve", None, FLOOR)
    for wrong in (b"", copy[:-1], alone.header_copy(made).replace(b'"mac":"', b'"mac":"0')):
        with pytest.raises(StoreTrouble):
            there.bring_back(wrong, sheet, OTHER)
    with pytest.raises(Refused, match="facile"):
        there.bring_back(alone.header_copy(made), sheet, "azerty")
    assert not there.folder.exists()
