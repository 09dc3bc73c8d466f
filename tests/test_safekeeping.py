"""The settings act on the real vault: passphrase, sheet, backups, lock, receipts; each through its own widgets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.models.clock import now
from desktop.models.datamap import named
from desktop.models.journal import Event
from desktop.one import WATCH, only_one
from desktop.views.settings.passphrase_dialog import PassphraseDialog
from desktop.views.settings.sections import COPIES, ERASURES, VAULT
from desktop.views.settings.settings_page import SettingsPage
from desktop.views.settings.sheet_dialogs import RehearsalDialog, RenewalDialog
from desktop.views.unlock.recovery_page import RecoveryPage
from desktop.views.unlock.unlock_page import UnlockPage
from tests.counsellor import ANOTHER, PASSPHRASE, Seat
from tests.store.people import ANNE, envelope, news, received, withdrawal
from tests.vault.memory import MemoryKeyring


@pytest.fixture
def ring() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture
def seat(
    tmp_path: Path, ring: MemoryKeyring, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Seat]:
    """At the office, without a gateway."""
    made = Seat(tmp_path / "bureau", "", ring, qtbot, monkeypatch)
    made.make_vault()
    made.sit_down()
    made.unlock()
    yield made
    made.close()


def _settings(seat: Seat, part: str) -> SettingsPage:
    seat.desk.window.show_page("settings")
    seat.desk.settings.show_part(part)
    return seat.desk.settings


def _done(seat: Seat, dialog: PassphraseDialog | RehearsalDialog | RenewalDialog) -> str:
    """What the window says in the end; it is then closed."""
    seat.until(lambda: dialog.act_button.isHidden() or dialog.said.property("look") == "alarm")
    words = dialog.said.text()
    dialog.reject()
    return words


def _change(seat: Seat, old: str, new: str) -> str:
    card = _settings(seat, VAULT).passphrase
    card.change_button.click()
    dialog = card.dialog
    assert isinstance(dialog, PassphraseDialog)
    dialog.present.edit.setText(old)
    dialog.chosen.first.edit.setText(new)
    dialog.chosen.second.edit.setText(new)
    dialog.act_button.click()
    return _done(seat, dialog)


def _rehearse(seat: Seat, key: str) -> str:
    card = _settings(seat, VAULT).passphrase
    seat.until(card.rehearse_button.isEnabled)
    card.rehearse_button.click()
    dialog = card.dialog
    assert isinstance(dialog, RehearsalDialog)
    dialog.field.edit.setText(key)
    dialog.act_button.click()
    return _done(seat, dialog)


def _renew(seat: Seat) -> str:
    """The new key, as the window shows it."""
    card = _settings(seat, VAULT).passphrase
    card.renew_button.click()
    dialog = card.dialog
    assert isinstance(dialog, RenewalDialog)
    dialog.field.edit.setText(PASSPHRASE)
    dialog.act_button.click()
    seat.until(dialog.key.isVisible)
    key = dialog.key.text().replace("\n", "-")
    dialog.reject()
    return key


def _back_up(seat: Seat) -> None:
    copies = _settings(seat, COPIES).copies
    copies.back_up_button.click()
    seat.until(lambda: copies.said.text() == "Sauvegarde faite et relue.")


def test_a_changed_passphrase_opens_and_the_one_before_does_not(seat: Seat) -> None:
    assert "n’ouvre pas" in _change(seat, ANOTHER + " Rue", "Girafe Piano Soleil Rivage Torche Cabane Pollen")
    assert _change(seat, PASSPHRASE, ANOTHER).startswith("La phrase de passe est changée.")
    assert Event.PASSPHRASE_CHANGED in seat.journal()
    seat.front.lock()
    page = seat.page(UnlockPage)
    page.field.edit.setText(PASSPHRASE)
    page.open_button.click()
    seat.until(page.trouble.isVisible)
    assert page.trouble.text() == "Cette phrase de passe n’ouvre pas le coffre."
    seat.unlock(ANOTHER)


def test_a_renewed_sheet_replaces_the_one_before_and_a_backup_follows(seat: Seat) -> None:
    former = seat.key
    key = _renew(seat)
    assert key.count("-") == 8
    seat.until(lambda: len(list((seat.home / "sauvegardes").glob("*.sauvegarde"))) == 1)
    assert "n’ouvre pas ce coffre" in _rehearse(seat, former)
    assert "la dernière sauvegarde" in _rehearse(seat, key)
    card = seat.desk.settings.passphrase
    seat.until(lambda: card.sheet.text().startswith("Vérifiée le"))
    assert {Event.RECOVERY_RENEWED, Event.REHEARSED, Event.BACKED_UP} <= set(seat.journal())


def test_a_refused_renewal_leaves_the_sheet_as_it_was_known(seat: Seat) -> None:
    known = {"sheet_made": "2026-11-22", "rehearsed": "2026-11-23"}
    background = seat.desk.office.background
    background.ask(lambda store: store.state.put(known))
    card = _settings(seat, VAULT).passphrase
    card.renew_button.click()
    dialog = card.dialog
    assert isinstance(dialog, RenewalDialog)
    dialog.field.edit.setText(ANOTHER)
    dialog.act_button.click()
    assert "n’ouvre pas" in _done(seat, dialog)
    assert background.ask(lambda store: {name: store.state.get(name) for name in known}) == known


def test_a_key_that_a_lock_kept_from_being_shown_is_no_sheet(seat: Seat) -> None:
    background = seat.desk.office.background
    background.ask(lambda store: store.state.put({"sheet_made": "2026-11-22", "rehearsed": "2026-11-23"}))
    header = (seat.home / "coffre.json").read_bytes()
    card = _settings(seat, VAULT).passphrase
    card.renew_button.click()
    dialog = card.dialog
    assert isinstance(dialog, RenewalDialog)
    dialog.field.edit.setText(PASSPHRASE)
    dialog.act_button.click()
    while background.ask(lambda store: store.state.get("sheet_made")):  # no event goes by, so no answer comes
        pass
    seat.front.lock()
    seat.unlock()
    card = _settings(seat, VAULT).passphrase
    seat.until(lambda: card.sheet.text().startswith("Aucune fiche"))
    assert (seat.home / "coffre.json").read_bytes() != header


def test_a_sheet_made_after_the_last_backup_is_told_apart_until_the_next(seat: Seat) -> None:
    seat.desk.office.background.ask(lambda store: store.state.put({"sheet_made": "2026-11-22"}))
    seat.desk.settings.passphrase.rehearse_button.setEnabled(True)
    assert "Il n’y a pas encore de sauvegarde" in _rehearse(seat, seat.key)
    _back_up(seat)
    assert "la dernière sauvegarde (0 écrit)" in _rehearse(seat, seat.key)


def test_the_delay_of_the_lock_is_kept_and_followed(seat: Seat) -> None:
    locking = _settings(seat, VAULT).locking
    locking.minutes.setValue(12)
    assert json.loads((seat.home / "reglages.json").read_bytes())["idle_minutes"] == 12
    seat.front.lock()
    seat.unlock()
    assert seat.desk.settings.locking.minutes.value() == 12


def test_a_second_folder_receives_the_copies_and_outlives_a_change_of_appearance_and_a_lock(
    seat: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = tmp_path / "clef"
    second.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(second))
    copies = _settings(seat, COPIES).copies
    copies.second_button.click()
    seat.until(lambda: copies.said.text() == "Sauvegarde faite et relue.")
    assert len(list(second.glob("*.sauvegarde"))) == 1
    seat.until(lambda: len(copies.rows.model_of_rows.rows) == 2)
    seat.desk.theme_chosen.emit("dark")
    seat.front.lock()
    seat.unlock()
    assert seat.desk.office.config.backup_folder == str(second)
    copies = _settings(seat, COPIES).copies
    seat.until(lambda: str(second) in copies.second.text())
    copies.without_button.click()
    seat.until(lambda: not copies.second.isVisible())


def test_a_copy_is_put_back_and_what_was_here_is_kept_aside(seat: Seat) -> None:
    _back_up(seat)
    (copy,) = (seat.home / "sauvegardes").glob("*.sauvegarde")
    for _ in range(2):  # the second time, the copy made before the first stands there already
        seat.desk.settings.copies.restore_asked.emit(str(copy))
        with seat.bot.waitSignal(seat.front.opened, timeout=60_000):
            pass
        assert seat.desk.office.doubt is None
        (aside,) = (seat.home / "sauvegardes").glob("*-avant.sauvegarde")
    content = aside.read_bytes()
    seat.desk.settings.copies.restore_asked.emit(str(aside))
    with seat.bot.waitSignal(seat.front.opened, timeout=60_000):
        pass
    assert aside.read_bytes() == content  # what is restored is not written over


@pytest.mark.parametrize("keyring", [True, False])
def test_every_file_of_a_small_life_is_in_the_data_map(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, keyring: bool
) -> None:
    seat = Seat(tmp_path / "vie", "", MemoryKeyring() if keyring else None, qtbot, monkeypatch)
    seat.make_vault()
    with only_one(seat.home), only_one(seat.home, WATCH):
        seat.sit_down()
        seat.front.unlock(ANOTHER)
        page = seat.page(UnlockPage)
        seat.until(page.trouble.isVisible)
        _watch(seat, found := set[str]())
        seat.unlock()
        background = seat.desk.office.background
        background.write(lambda store: store.intake.absorb(news(received()), envelope)).result()
        seat.write(ANNE, "Elle veut travailler de jour.")
        _settings(seat, VAULT).locking.minutes.setValue(12)
        _change(seat, PASSPHRASE, ANOTHER)
        _back_up(seat)
        _watch(seat, found)
        seat.close()
        (seat.home / "coffre.json").write_bytes(b"{")
        seat.sit_down()
        seat.page(UnlockPage)
        _watch(seat, found)
        seat.close()
    assert {"escale.db", "escale.sceau", "coffre.json.1", "reglages.json", "verrou", "veille", "essais"} <= found
    assert ("epoque" in found) is not keyring
    assert [path for path in sorted(found) if not named(path)] == [], "un fichier manque à desktop/models/datamap.py"


def _watch(seat: Seat, found: set[str]) -> None:
    """Add what stands in the home at this instant."""
    found |= {path.relative_to(seat.home).as_posix() for path in seat.home.rglob("*") if path.is_file()}


def test_a_receipt_shows_what_the_search_found(seat: Seat) -> None:
    background = seat.desk.office.background
    background.write(lambda store: store.intake.absorb(news(received()), envelope)).result()
    _back_up(seat)
    background.write(lambda store: store.intake.absorb(news(ends=(withdrawal(),)), envelope)).result()
    card = _settings(seat, ERASURES).erasures
    seat.until(lambda: any("aucune trace" in row.around for row in card.rows.model_of_rows.rows))
    (row,) = card.rows.model_of_rows.rows
    assert "1 sauvegarde : aucune trace" in row.around
    assert ANNE not in row.title


def test_the_wait_between_attempts_is_shown_from_the_start(seat: Seat) -> None:
    seat.close()
    (seat.home / "essais").write_text("9", encoding="utf-8")
    seat.sit_down()
    page = seat.page(UnlockPage)
    seat.until(lambda: page.doing.text().startswith("Nouvel essai possible dans"))
    assert not page.open_button.isEnabled()


def test_the_sheet_alone_is_offered_from_the_start_after_ten_failures(seat: Seat) -> None:
    seat.close()
    (seat.home / "essais").write_text("10", encoding="utf-8")
    seat.sit_down()
    page = seat.page(UnlockPage)
    seat.until(page.trouble.isVisible)
    assert page.trouble.text() == "Dix essais ont échoué."
    assert not page.field.isVisible()


def test_a_damaged_header_is_opened_by_its_copy_and_kept_beside(seat: Seat) -> None:
    seat.close()
    (seat.home / "coffre.json").write_bytes(b"{")
    seat.sit_down()
    page = seat.page(UnlockPage)
    assert not page.copy_button.isVisible()
    page.field.edit.setText(PASSPHRASE)
    page.open_button.click()
    seat.until(page.copy_button.isVisible)
    assert "rien ne sera effacé" in page.copy_words.text()
    page.field.edit.setText(PASSPHRASE)
    with seat.bot.waitSignal(seat.front.opened, timeout=30_000):
        page.copy_button.click()
    assert [path.read_bytes() for path in seat.home.glob("coffre.json.abime-*")] == [b"{"]
    seat.front.lock()
    seat.unlock()


def test_an_emptied_keyring_leads_to_the_sheet(seat: Seat, ring: MemoryKeyring) -> None:
    seat.close()
    ring.kept.clear()
    seat.sit_down()
    first = seat.page(UnlockPage)
    first.field.edit.setText(PASSPHRASE)
    first.open_button.click()
    page = seat.page(RecoveryPage)
    assert "a été vidé" in page.trouble.text()
    page.key.edit.setText(seat.key)
    page.chosen.first.edit.setText(ANOTHER)
    page.chosen.second.edit.setText(ANOTHER)
    with seat.bot.waitSignal(seat.front.opened, timeout=60_000):
        page.open_button.click()
    assert Event.RECOVERED in seat.journal()


def test_a_key_a_year_old_is_changed_at_the_next_opening_and_the_journal_says_so(seat: Seat) -> None:
    former = seat.desk.office.opened.watched.key
    past = (now().date() - timedelta(days=366)).isoformat()
    seat.desk.office.background.ask(lambda store: store.state.put({"rotated": past}))
    for expected in (former, None):  # begun at the first opening, carried out at the second
        seat.close()
        seat.sit_down()
        seat.unlock()
        assert (seat.desk.office.opened.watched.key == former) is (expected is former)
    assert seat.journal().count(Event.ROTATED) == 1
