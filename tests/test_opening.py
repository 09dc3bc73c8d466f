"""The door: what opens, what is refused, and each refusal in one sentence that loses nothing."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.config import Config
from desktop.custody.backup import Backups
from desktop.errors import EscaleError, StoreLocked, StoreTrouble, WrongPassphrase
from desktop.models.recovery import grouped
from desktop.one import only_one
from desktop.opening import Open, Opening
from desktop.vault.derive import FLOOR
from desktop.vault.vault import Vault

PASSPHRASE = "Cerise Lampe Dune Tulipe Ancre Violon Brume"


@pytest.fixture
def config(tmp_path: Path) -> Config:
    made = Config(tmp_path / "bureau", demo=True)
    Vault(made.home, None, FLOOR).create(PASSPHRASE)
    return made


@pytest.fixture
def opening(qapp: QApplication, config: Config) -> Iterator[Opening]:
    made = Opening(config)
    yield made
    made.close()


def _opened(opening: Opening, qtbot: QtBot) -> Open:
    with qtbot.waitSignal(opening.opened, timeout=20_000) as came:
        opening.unlock(PASSPHRASE)
    return came.args[0]


def _trouble(opening: Opening, qtbot: QtBot, passphrase: str = PASSPHRASE) -> EscaleError:
    with qtbot.waitSignal(opening.denied, timeout=20_000) as came:
        opening.unlock(passphrase)
    return came.args[0].trouble


def test_the_right_passphrase_opens_and_what_was_kept_is_there(opening: Opening, qtbot: QtBot) -> None:
    first = _opened(opening, qtbot)
    first.store.state.put({"essai": "gardé"})
    first.store.close()
    second = _opened(opening, qtbot)
    assert second.store.state.get("essai") == "gardé"
    second.store.close()


def test_a_wrong_passphrase_is_one_sentence(opening: Opening, qtbot: QtBot) -> None:
    trouble = _trouble(opening, qtbot, "une autre phrase")
    assert isinstance(trouble, WrongPassphrase)
    assert trouble.sentence == "Cette phrase de passe n’ouvre pas le coffre."


def test_a_corrupt_store_is_said_and_left_as_it_is(opening: Opening, qtbot: QtBot, config: Config) -> None:
    _opened(opening, qtbot).store.close()
    broken = b"\x5a" * config.store.stat().st_size
    config.store.write_bytes(broken)
    trouble = _trouble(opening, qtbot)
    assert isinstance(trouble, StoreTrouble)
    assert "abîmé" in trouble.sentence
    assert config.store.read_bytes() == broken


def test_a_missing_store_is_never_replaced_by_an_empty_one(opening: Opening, qtbot: QtBot, config: Config) -> None:
    _opened(opening, qtbot).store.close()
    for path in config.home.glob("escale.db*"):
        path.unlink()
    trouble = _trouble(opening, qtbot)
    assert isinstance(trouble, StoreTrouble)
    assert "disparu" in trouble.sentence
    assert not config.store.exists()


def test_a_first_run_cut_before_its_store_was_made_opens(opening: Opening, qtbot: QtBot, config: Config) -> None:
    assert not config.store.exists()
    _opened(opening, qtbot).store.close()
    assert config.store.exists()


def test_a_second_copy_is_told_so(config: Config) -> None:
    with only_one(config.home), pytest.raises(StoreLocked, match="déjà ouvert"), only_one(config.home):
        pass
    with only_one(config.home):
        pass


def test_after_five_failures_the_next_attempt_must_wait(opening: Opening, qtbot: QtBot) -> None:
    for _ in range(4):
        _trouble(opening, qtbot, "une autre phrase")
    with qtbot.waitSignal(opening.denied, timeout=20_000) as came:
        opening.unlock("une autre phrase")
    assert came.args[0].seconds == 1
    assert not came.args[0].sheet_only
    assert "attendez" in _trouble(opening, qtbot).sentence


def test_a_new_vault_comes_with_a_sheet_that_opens_a_copy_then_the_vault(
    qapp: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    opening = Opening(Config(tmp_path / "neuf", demo=True))
    with qtbot.waitSignal(opening.made, timeout=60_000) as came:
        opening.create(PASSPHRASE)
    made, key = came.args
    made.store.state.put({"essai": "gardé"})
    assert len(list((tmp_path / "neuf" / "sauvegardes").glob("*.sauvegarde"))) == 1
    with qtbot.waitSignal(opening.rehearsed, timeout=20_000):
        opening.rehearse(made, key)
    made.store.close()
    with qtbot.waitSignal(opening.typeset, timeout=20_000) as paper:
        opening.typeset_sheet(key, "bureau", 0)
    assert paper.args[0].files["pdf"].startswith(b"%PDF")
    with qtbot.waitSignal(opening.opened, timeout=60_000) as opened:
        opening.recover(key, "Navire Cerise Lampe Dune Tulipe Ancre Violon")
    assert opened.args[0].store.state.get("essai") == "gardé"
    opened.args[0].store.close()
    opening.close()


def test_another_sheet_opens_nothing(opening: Opening, qtbot: QtBot) -> None:
    with qtbot.waitSignal(opening.troubled, timeout=20_000) as came:
        opening.recover(grouped(bytes(20)), "Navire Cerise Lampe Dune Tulipe Ancre Violon")
    assert isinstance(came.args[0], EscaleError)


def test_a_backup_and_the_sheet_bring_back_what_was_kept_on_a_new_computer(
    qapp: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    before = Opening(Config(tmp_path / "ancien", demo=True))
    with qtbot.waitSignal(before.made, timeout=60_000) as came:
        before.create(PASSPHRASE)
    made, key = came.args
    made.store.state.put({"counsellor": "Camille"})
    copy = Backups(made.vault, made.opened).make(made.store)
    made.store.close()
    before.close()
    assert copy is not None
    (path,) = (tmp_path / "ancien" / "sauvegardes").glob("*.sauvegarde")
    after = Opening(Config(tmp_path / "neuf", demo=True))
    with qtbot.waitSignal(after.opened, timeout=60_000) as opened:
        after.bring_back(str(path), key, "Navire Cerise Lampe Dune Tulipe Ancre Violon")
    assert opened.args[0].store.state.get("counsellor") == "Camille"
    opened.args[0].store.close()
    after.close()


def test_a_bringing_back_cut_by_a_damaged_backup_goes_on_with_a_good_one(
    qapp: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    before = Opening(Config(tmp_path / "ancien", demo=True))
    with qtbot.waitSignal(before.made, timeout=60_000) as came:
        before.create(PASSPHRASE)
    made, key = came.args
    made.store.close()
    before.close()
    (good,) = (tmp_path / "ancien" / "sauvegardes").glob("*.sauvegarde")
    content = good.read_bytes()
    damaged = tmp_path / "abimee.sauvegarde"
    damaged.write_bytes(content[:-4096] + bytes(4096))
    after = Opening(Config(tmp_path / "neuf", demo=True))
    with qtbot.waitSignal(after.troubled, timeout=60_000):
        after.bring_back(str(damaged), key, "Navire Cerise Lampe Dune Tulipe Ancre Violon")
    with qtbot.waitSignal(after.opened, timeout=60_000) as opened:
        after.bring_back(str(good), key, "Girafe Piano Soleil Rivage Torche Cabane Pollen")
    assert opened.args[0].watched.doubt is None
    opened.args[0].store.close()
    after.close()


def test_what_was_opened_and_nobody_received_is_closed(opening: Opening, config: Config, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(opening.opened):
        opening.unlock(PASSPHRASE)
        opening.close()
    assert config.store.exists()
    assert not config.store.with_name("escale.db-wal").exists()


def test_the_organisation_is_given_its_slot_in_a_vault_made_before_its_key(
    qapp: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    private = X25519PrivateKey.generate()
    Vault(tmp_path, None, FLOOR).create(PASSPHRASE)
    key = urlsafe_b64encode(private.public_key().public_bytes_raw()).decode().rstrip("=")
    opening = Opening(Config(tmp_path, demo=True, organisation_key=key, organisation_name="Cap Emploi 29"))
    with qtbot.waitSignal(opening.opened, timeout=60_000) as came:
        opening.unlock(PASSPHRASE)
    came.args[0].store.close()
    opening.close()
    assert Vault(tmp_path, None, FLOOR).organisation() == "Cap Emploi 29"
    other = "Girafe Moulin Sentier Cannelle Orage Tambour Lilas"
    Vault(tmp_path, None, FLOOR).recover_by_organisation(private.private_bytes_raw(), other)
    Vault(tmp_path, None, FLOOR).unlock(other)
