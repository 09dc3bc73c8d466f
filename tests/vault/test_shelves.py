"""Where epochs lie: what is kept is read again, what is foreign is lost, what is refused is said."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop.errors import StoreTrouble
from desktop.vault.epochs import Epochs, Shelf
from desktop.vault.keychain import SystemKeychain
from desktop.vault.shelves import FileShelf, KeyringShelf, PassingShelf
from tests.vault.memory import MemoryKeyring

ONE, OTHER = b"1" * 32, b"2" * 32


@pytest.fixture(params=["keyring", "files", "nowhere"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path, keychain: SystemKeychain) -> Shelf:
    """Each kind of shelf."""
    kinds: dict[str, Shelf] = {
        "keyring": KeyringShelf(keychain, "fr.escale/1"),
        "files": FileShelf(tmp_path, bytes(32), "1"),
        "nowhere": PassingShelf(),
    }
    return kinds[str(request.param)]


def test_empty_a_shelf_gives_nothing_and_forgets_nothing(shelf: Shelf) -> None:
    assert (shelf.present(), shelf.pending()) == (None, None)
    shelf.drop_pending()


def test_the_pending_one_takes_the_place_of_the_present_one(shelf: Shelf) -> None:
    shelf.put(ONE)
    shelf.put_pending(OTHER)
    assert (shelf.present(), shelf.pending()) == (ONE, OTHER)
    shelf.promote()
    assert (shelf.present(), shelf.pending()) == (OTHER, None)
    shelf.put_pending(ONE)
    shelf.drop_pending()
    assert (shelf.present(), shelf.pending()) == (OTHER, None)


def test_the_keys_of_epochs_follow_what_stands(shelf: Shelf) -> None:
    epochs = Epochs(shelf, lambda raw: raw[::-1])
    assert not epochs.known()
    first = epochs.first()
    pending = epochs.begin()
    assert (epochs.current(), epochs.pending()) == (first, pending)
    epochs.choose(pending=True)
    epochs.settle()
    assert (epochs.current(), epochs.pending()) == (pending, None)
    assert Epochs(shelf, lambda raw: raw[::-1]).current() == pending


def test_an_epoch_of_another_vault_is_a_lost_one(tmp_path: Path) -> None:
    FileShelf(tmp_path, bytes(32), "1").put(ONE)
    assert FileShelf(tmp_path, bytes(32), "2").present() is None
    assert FileShelf(tmp_path, b"k" * 32, "1").present() is None
    assert ONE not in (tmp_path / "epoque").read_bytes()


def test_files_that_refuse_are_said(tmp_path: Path) -> None:
    shelf = FileShelf(tmp_path, bytes(32), "1")
    with pytest.raises(StoreTrouble, match="effacement"):
        shelf.promote()
    (tmp_path / "epoque.suivante").mkdir()
    with pytest.raises(StoreTrouble, match="effacement"):
        shelf.drop_pending()
    if sys.platform != "win32":
        with pytest.raises(StoreTrouble, match="illisible"):
            shelf.pending()


def test_a_keyring_that_left_is_said(keychain: SystemKeychain, memory: MemoryKeyring) -> None:
    memory.locked = True
    shelf = KeyringShelf(keychain, "fr.escale/1")
    with pytest.raises(StoreTrouble, match="ne répond pas"):
        shelf.present()
    with pytest.raises(StoreTrouble, match="ne répond pas"):
        shelf.put_pending(ONE)
