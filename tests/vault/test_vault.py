"""Making and opening the vault, with and without the keyring's half; what is refused, and what is never lost."""

from __future__ import annotations

import json
import stat
import sys
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from desktop.errors import EpochLost, KeyringChanged, Refused, StoreTrouble, WrongPassphrase
from desktop.models.seal import Class
from desktop.vault.derive import FLOOR, Cost, passphrase_key
from desktop.vault.header import header_key, read_header
from desktop.vault.keychain import SystemKeychain
from desktop.vault.vault import Vault
from tests.vault.memory import MemoryKeyring

PHRASE = "Cerise Lampe Dune Tulipe Ancre Violon Brume"


@pytest.fixture
def alone(tmp_path: Path) -> Vault:
    """A vault that the passphrase opens alone."""
    return Vault(tmp_path / "bureau", None, FLOOR)


@pytest.fixture
def double(tmp_path: Path, keychain: SystemKeychain) -> Vault:
    """A vault that needs the keyring's half too."""
    return Vault(tmp_path / "bureau", keychain, FLOOR)


def test_by_passphrase_alone_the_same_keys_come_back(alone: Vault) -> None:
    made = alone.create(PHRASE)
    opened = Vault(alone.folder, None).unlock(PHRASE)
    assert len(made.database_key) == 48
    assert (opened.database_key, opened.token_key, opened.keychain) == (made.database_key, made.token_key, "")
    rack = made.seals.new_rack()
    opened.seals.open_rack(rack)
    wrapped = made.seals.new_key("anne", Class.PASSPORT)
    sealed = made.seals.opened("anne", Class.PASSPORT, wrapped).seal(b"plain", "place")
    assert opened.seals.opened("anne", Class.PASSPORT, wrapped).open(sealed, "place") == b"plain"
    assert {file.name for file in alone.folder.iterdir()} == {"coffre.json", "coffre.json.1", "epoque", "neuf"}


def test_with_a_keyring_both_halves_are_needed(double: Vault, memory: MemoryKeyring) -> None:
    made = double.create(PHRASE)
    opened = double.unlock(PHRASE)
    assert opened.database_key == made.database_key
    assert opened.keychain == "tests.vault.memory.MemoryKeyring"
    assert sorted(item for _, item in memory.kept) == ["epoch", "half"]
    assert {file.name for file in double.folder.iterdir()} == {"coffre.json", "coffre.json.1", "neuf"}
    assert all(len(kept) <= 1280 for kept in memory.kept.values())


@pytest.mark.parametrize("wrong", [PHRASE.lower(), PHRASE + " ", "", "Cerise\udc80", "x" * 100_000])
def test_a_wrong_passphrase_is_said_and_changes_nothing_but_their_count(alone: Vault, wrong: str) -> None:
    alone.create(PHRASE)
    before = {file.name: file.read_bytes() for file in alone.folder.iterdir()}
    with pytest.raises(WrongPassphrase, match="n’ouvre pas"):
        alone.unlock(wrong)
    after = {file.name: file.read_bytes() for file in alone.folder.iterdir()}
    assert after == {**before, "essais": b"1"}


def test_two_keyboards_write_the_same_passphrase() -> None:
    assert passphrase_key("été", bytes(16), FLOOR) == passphrase_key("e\u0301te\u0301", bytes(16), FLOOR)


def test_an_emptied_keyring_is_said_and_asks_for_the_recovery_key(double: Vault, memory: MemoryKeyring) -> None:
    double.create(PHRASE)
    memory.kept.clear()
    with pytest.raises(KeyringChanged, match="vidé") as said:
        double.unlock(PHRASE)
    assert "clé de secours" in said.value.advice
    assert not double.attempts.count()


def test_a_machine_without_the_keyring_is_said(double: Vault) -> None:
    double.create(PHRASE)
    with pytest.raises(KeyringChanged, match="n’est plus celui"):
        Vault(double.folder, None).unlock(PHRASE)


def test_another_keyring_is_neither_asked_nor_taken_instead(
    double: Vault, keychain: SystemKeychain, memory: MemoryKeyring
) -> None:
    double.create(PHRASE)
    before, kept = (double.folder / "coffre.json").read_bytes(), dict(memory.kept)
    keychain.name = "un.autre.Trousseau"
    with pytest.raises(KeyringChanged, match="n’est plus celui"):
        double.unlock(PHRASE)
    assert ((double.folder / "coffre.json").read_bytes(), memory.kept) == (before, kept)


def test_a_locked_keyring_is_said_and_costs_no_attempt(double: Vault, memory: MemoryKeyring) -> None:
    double.create(PHRASE)
    memory.locked = True
    with pytest.raises(StoreTrouble, match="ne répond pas"):
        double.unlock(PHRASE)
    memory.locked = False
    assert not double.attempts.count()
    double.unlock(PHRASE)


def test_a_vault_by_passphrase_alone_does_not_need_a_keyring_that_came_later(
    alone: Vault, keychain: SystemKeychain, memory: MemoryKeyring
) -> None:
    alone.create(PHRASE)
    memory.locked = True
    assert Vault(alone.folder, keychain).unlock(PHRASE).keychain == ""
    memory.locked = False
    assert not memory.kept


def test_a_changed_keyring_half_opens_nothing_and_says_where_to_look(double: Vault, memory: MemoryKeyring) -> None:
    double.create(PHRASE)
    half = next(place for place in memory.kept if place[1] == "half")
    memory.kept[half] = b64encode(bytes(32)).decode()
    with pytest.raises(WrongPassphrase) as said:
        double.unlock(PHRASE)
    assert "trousseau" in said.value.advice
    memory.kept[half] = "pas du base 64"
    with pytest.raises(StoreTrouble, match="trousseau"):
        double.unlock(PHRASE)


@pytest.mark.parametrize("other", [None, b64encode(bytes(32)).decode(), "pas une clé", b64encode(b"courte").decode()])
def test_a_lost_epoch_opens_no_passport_but_still_the_notes(
    double: Vault, memory: MemoryKeyring, other: str | None
) -> None:
    made = double.create(PHRASE)
    rack, notes = made.seals.new_rack(), made.seals.new_key("anne", Class.NOTES)
    item = next(place for place in memory.kept if place[1] == "epoch")
    del memory.kept[item]
    memory.kept.update({item: other} if other else {})
    opened = double.unlock(PHRASE)
    opened.seals.opened("anne", Class.NOTES, notes)
    assert opened.epoch_lost is (other != b64encode(bytes(32)).decode())
    with pytest.raises(EpochLost):
        opened.seals.open_rack(rack)
    anew = opened.seals.new_rack()
    double.unlock(PHRASE).seals.open_rack(anew)


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"x" * 70)])
def test_a_lost_epoch_file_is_the_same(alone: Vault, damage: Callable[[Path], object]) -> None:
    made = alone.create(PHRASE)
    rack = made.seals.new_rack()
    damage(alone.folder / "epoque")
    opened = alone.unlock(PHRASE)
    assert opened.epoch_lost
    with pytest.raises(EpochLost):
        opened.seals.open_rack(rack)
    anew = opened.seals.new_rack()
    alone.unlock(PHRASE).seals.open_rack(anew)


def test_a_vault_of_the_first_version_opens(double: Vault) -> None:
    made = double.create(PHRASE)
    path = double.folder / "coffre.json"
    first = msgspec.structs.replace(read_header(path), half=msgspec.UNSET).signed(header_key(made.master))
    path.write_bytes(msgspec.json.encode(first))
    (double.folder / "coffre.json.1").unlink()
    assert sorted(json.loads(path.read_bytes())) == [
        "cost", "database", "id", "keychain", "mac", "salt", "slots", "version",
    ]  # fmt: skip
    assert double.unlock(PHRASE).database_keys == made.database_keys


def test_erasing_covers_copies_of_the_disk_only_with_a_keyring(tmp_path: Path, keychain: SystemKeychain) -> None:
    assert Vault(tmp_path / "un", keychain, FLOOR).create(PHRASE).seals.covers_copies
    assert not Vault(tmp_path / "deux", None, FLOOR).create(PHRASE).seals.covers_copies


def test_a_copy_of_the_folder_before_an_erasure_opens_no_rack(double: Vault) -> None:
    seals = double.create(PHRASE).seals
    old = seals.new_rack()
    seals.begin_epoch([1])
    seals.end_epoch()
    with pytest.raises(EpochLost):
        double.unlock(PHRASE).seals.open_rack(old)


def test_every_key_of_an_open_vault_has_its_own_use(alone: Vault) -> None:
    opened = alone.create(PHRASE)
    keys = {opened.token_key, opened.backup_key, opened.anchor_key, opened.master, opened.database_key[:32]}
    assert len(keys) == 5
    assert {len(key) for key in keys} == {32}
    assert opened.identity == read_header(alone.folder / "coffre.json").id


@pytest.mark.parametrize("field", ["id", "salt", "keychain", "slots", "database", "mac", "cost"])
def test_a_header_changed_by_somebody_who_knows_its_shape_is_refused(alone: Vault, field: str) -> None:
    alone.create(PHRASE)
    path = alone.folder / "coffre.json"
    shape = json.loads(path.read_bytes())
    zeros = b64encode(bytes(76)).decode()
    shape[field] = {
        "id": "une-autre",
        "salt": b64encode(bytes(16)).decode(),
        "keychain": "un.Autre",
        "slots": {"passphrase": zeros},
        "database": [zeros],
        "mac": "0" * 64,
        "cost": {"memory": FLOOR.memory, "passes": FLOOR.passes + 1, "lanes": FLOOR.lanes},
    }[field]
    path.write_bytes(msgspec.json.encode(shape))
    with pytest.raises((StoreTrouble, WrongPassphrase, KeyringChanged)):
        alone.unlock(PHRASE)


def test_a_cost_lowered_to_the_floor_does_not_open(tmp_path: Path) -> None:
    vault = Vault(tmp_path, None, Cost(memory=72 * 1024))
    vault.create(PHRASE)
    path = tmp_path / "coffre.json"
    path.write_bytes(path.read_bytes().replace(b"73728", b"65536"))
    with pytest.raises(WrongPassphrase):
        vault.unlock(PHRASE)


def test_a_vault_is_never_made_under_the_floor(tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble):
        Vault(tmp_path, None, Cost(memory=1024))
    assert Cost().memory == 256 * 1024


@pytest.mark.parametrize("left", ["coffre.json", "coffre.json.1", "escale.db"])
def test_what_cannot_be_read_is_never_replaced_by_a_new_vault(alone: Vault, left: str) -> None:
    assert not alone.exists()
    alone.folder.mkdir()
    (alone.folder / left).write_bytes(b"\x00 garbage")
    assert alone.exists()
    with pytest.raises(Refused, match="existe déjà"):
        alone.create(PHRASE)
    with pytest.raises(StoreTrouble, match="illisible"):
        alone.unlock(PHRASE)
    assert {file.name: file.read_bytes() for file in alone.folder.iterdir()} == {left: b"\x00 garbage"}


def test_a_weak_passphrase_makes_no_vault(alone: Vault) -> None:
    with pytest.raises(Refused, match="facile à deviner"):
        alone.create("azerty")
    assert not alone.folder.exists()


def test_two_vaults_share_no_key(tmp_path: Path) -> None:
    one, other = (Vault(tmp_path / name, None, FLOOR).create(PHRASE) for name in ("un", "deux"))
    assert one.database_key != other.database_key
    assert one.token_key != other.token_key
    assert read_header(tmp_path / "un" / "coffre.json").salt != read_header(tmp_path / "deux" / "coffre.json").salt


def test_nothing_printed_shows_a_key(alone: Vault) -> None:
    opened = alone.create(PHRASE)
    for shown in (repr(opened), str(opened), repr(opened.seals), repr(alone), f"{opened}"):
        assert opened.database_key.hex() not in shown
        assert repr(opened.database_key) not in shown
        assert repr(opened.token_key) not in shown
    assert repr(opened) == "<Opened vault>"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes: the profile's folder is its owner's")
def test_the_files_are_their_owners(alone: Vault) -> None:
    alone.create(PHRASE)
    assert {stat.S_IMODE(file.stat().st_mode) for file in alone.folder.iterdir()} == {0o600}
    assert stat.S_IMODE(alone.folder.stat().st_mode) == 0o700


def test_a_locked_keyring_makes_no_vault(double: Vault, memory: MemoryKeyring) -> None:
    memory.locked = True
    with pytest.raises(StoreTrouble, match="ne répond pas"):
        double.create(PHRASE)
    assert not double.exists()
