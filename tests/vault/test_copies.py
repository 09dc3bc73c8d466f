"""A damaged header: its second copy is tried when asked, takes its place once it has opened, and nothing is deleted."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.errors import StoreTrouble, WrongPassphrase
from desktop.vault.derive import FLOOR
from desktop.vault.vault import Vault

PHRASE = "Cerise Lampe Dune Tulipe Ancre Violon Brume"
OTHER = "Tambour Hamac Sapin Fenouil Galet Orgue Plume"


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """A vault that the passphrase opens alone."""
    made = Vault(tmp_path / "bureau", None, FLOOR)
    made.create(PHRASE)
    return made


def flipped(path: Path, before: bytes) -> bytes:
    """The file with one byte changed right after ``before``; what it is now."""
    content = path.read_bytes()
    at = content.index(before) + len(before)
    path.write_bytes(content[:at] + (b"A" if content[at : at + 1] != b"A" else b"B") + content[at + 1 :])
    return path.read_bytes()


def aside(vault: Vault) -> list[bytes]:
    """The damaged headers that were kept."""
    return [file.read_bytes() for file in vault.folder.glob("coffre.json.abime-*")]


def test_whole_nothing_is_offered(vault: Vault) -> None:
    assert not vault.copy_offered()


def test_an_unreadable_header_is_replaced_by_its_copy_once_that_has_opened(vault: Vault) -> None:
    path = vault.folder / "coffre.json"
    whole = path.read_bytes()
    path.write_bytes(b"\x00" * 300)
    with pytest.raises(StoreTrouble, match="illisible"):
        vault.unlock(PHRASE)
    assert vault.copy_offered()
    with pytest.raises(WrongPassphrase):
        vault.use_copy(OTHER)
    assert path.read_bytes() == b"\x00" * 300
    vault.use_copy(PHRASE)
    assert path.read_bytes() == whole
    assert aside(vault) == [b"\x00" * 300]
    assert not vault.copy_offered()
    vault.unlock(PHRASE)


def test_damage_inside_the_passphrases_slot_looks_like_a_wrong_one_but_the_copy_is_offered(vault: Vault) -> None:
    damaged = flipped(vault.folder / "coffre.json", b'"passphrase":"')
    with pytest.raises(WrongPassphrase):
        vault.unlock(PHRASE)
    assert vault.copy_offered()
    vault.use_copy(PHRASE)
    assert aside(vault) == [damaged]
    vault.unlock(PHRASE)


def test_a_missing_header_is_taken_from_its_copy(vault: Vault) -> None:
    (vault.folder / "coffre.json").unlink()
    assert vault.exists()
    assert vault.copy_offered()
    vault.use_copy(PHRASE)
    vault.unlock(PHRASE)
    assert aside(vault) == []


def test_a_damaged_copy_is_not_offered_and_is_renewed_by_a_header_that_opened(vault: Vault) -> None:
    second = vault.folder / "coffre.json.1"
    second.write_bytes(b"garbage")
    assert not vault.copy_offered()
    with pytest.raises(StoreTrouble, match="illisible"):
        vault.use_copy(PHRASE)
    assert second.read_bytes() == b"garbage"
    vault.unlock(PHRASE)
    assert second.read_bytes() == (vault.folder / "coffre.json").read_bytes()


def test_a_vault_of_the_first_version_gets_its_copy_at_the_first_opening(vault: Vault) -> None:
    (vault.folder / "coffre.json.1").unlink()
    vault.unlock(PHRASE)
    assert (vault.folder / "coffre.json.1").exists()


@pytest.mark.parametrize("damage", [b"", b'"recovery":"', b'"mac":"', b'"salt":"'])
def test_the_recovery_key_opens_by_whichever_copy_is_whole(vault: Vault, damage: bytes) -> None:
    sheet = vault.new_recovery(PHRASE)
    path = vault.folder / "coffre.json"
    damaged = flipped(path, damage)
    opened = vault.recover(sheet, OTHER)
    assert vault.unlock(OTHER).master == opened.master
    assert damaged in [path.read_bytes(), *aside(vault)]


def test_with_both_copies_damaged_nothing_opens_and_nothing_is_lost(vault: Vault) -> None:
    sheet = vault.new_recovery(PHRASE)
    for name in ("coffre.json", "coffre.json.1"):
        flipped(vault.folder / name, b'"mac":"')
    before = {file.name: file.read_bytes() for file in vault.folder.iterdir()}
    with pytest.raises(StoreTrouble, match="illisible"):
        vault.unlock(PHRASE)
    with pytest.raises(StoreTrouble, match="illisible"):
        vault.use_copy(PHRASE)
    with pytest.raises(StoreTrouble, match="illisible"):
        vault.recover(sheet, OTHER)
    vault.attempts.succeeded()
    assert {file.name: file.read_bytes() for file in vault.folder.iterdir()} == before
