"""An older copy of the folder put back: seen at the next unlock, read but not written, and two ways out of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop.errors import ReadLocked
from desktop.models.doubt import Doubt
from desktop.models.file import Kept
from desktop.models.journal import Event
from desktop.models.lock import Locked, Reason
from desktop.models.note import Delivery
from desktop.models.store import Legacy
from desktop.views.settings.sections import COPIES
from desktop.views.unlock.unlock_page import UnlockPage
from tests.counsellor import Network, Seat, said
from tests.vault.memory import MemoryKeyring

SOLANGE = "29ce92bb-599b-42f1-a028-602ae0334a3d"
OLD = "Solange a déjà tenu la caisse d’une association."
LATER = "Solange a rappelé : elle est disponible lundi."


@pytest.fixture
def seat(tmp_path: Path, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Seat]:
    """Unlocked, over a folder that is older than what the keyring remembers; its gateway answers."""
    network = Network(tmp_path)
    made = Seat(tmp_path / "bureau", network.url, MemoryKeyring(), qtbot, monkeypatch)
    made.make_vault()
    _work(made)
    older = tmp_path / "ancien"
    shutil.copytree(made.home, older)
    _work_more(made)
    shutil.rmtree(made.home)
    shutil.copytree(older, made.home)
    made.sit_down()
    made.unlock()
    yield made
    made.close()
    network.cut()


def _work(seat: Seat) -> None:
    seat.sit_down()
    seat.unlock()
    seat.sign_in()
    seat.until(lambda: len(seat.cards()) == 11)
    seat.write(SOLANGE, OLD)
    seat.exchange()
    _back_up(seat)
    seat.close()


def _work_more(seat: Seat) -> None:
    seat.sit_down()
    seat.unlock()
    office = seat.desk.office
    with seat.bot.waitSignal(office.exchanges.settled, timeout=30_000):
        pass
    seat.write(SOLANGE, LATER)
    generation = office.background.ask(lambda store: store.generation())
    keeper = office.opened.watched.keeper
    seat.until(lambda: (known := keeper.known()[0]) and known.generation >= generation)
    seat.close()


def _back_up(seat: Seat) -> None:
    seat.desk.window.show_page("settings")
    seat.desk.settings.show_part(COPIES)
    seat.desk.settings.copies.back_up_button.click()
    seat.until(lambda: seat.desk.settings.copies.said.text() == "Sauvegarde faite et relue.")


def _well(seat: Seat) -> None:
    """Nothing doubtful any more: the window says nothing, and a note is written and sent."""
    assert seat.desk.office.doubt is None
    assert not seat.desk.window.doubt_banner.isVisible()
    seat.until(lambda: all(card.kept is Kept.SHARED for card in seat.cards()))
    seat.write(SOLANGE, LATER)
    seat.exchange()
    seat.until(lambda: {item.delivery for item in seat.items(SOLANGE)} == {Delivery.SENT})
    assert LATER in {item.text for item in seat.items(SOLANGE)}


def test_an_older_folder_is_said_and_read_but_neither_written_nor_shown(seat: Seat) -> None:
    banner = seat.desk.window.doubt_banner
    assert seat.desk.office.doubt is Doubt.ROLLED_BACK
    assert banner.isVisible()
    assert banner.sentence.text().startswith("Le fichier du coffre est plus ancien")
    assert "Rien n’a été effacé" in banner.advice.text()
    assert [item.text for item in seat.items(SOLANGE)] == [OLD]
    with pytest.raises(ReadLocked, match="restent fermés"):
        seat.desk.office.background.ask(lambda store: store.passports.file(SOLANGE))
    seat.desk.open_file(SOLANGE, "Notes")
    editor = seat.desk.notes.editor
    seat.until(editor.field.isVisible)
    editor.field.insertPlainText("Une note de plus.")
    editor.save_button.click()
    seat.until(lambda: not editor._writing.under_way)
    assert "lecture seule" in editor.state.text()
    assert editor.text == "Une note de plus."
    assert [item.text for item in seat.items(SOLANGE)] == [OLD]


def test_going_on_with_that_file_is_journaled_and_receives_everything_again(seat: Seat) -> None:
    with seat.bot.waitSignal(seat.front.opened, timeout=60_000):
        seat.desk.window.doubt_banner.resume_button.click()
    assert Event.RESUMED in seat.journal()
    with seat.bot.waitSignal(seat.desk.office.exchanges.settled, timeout=30_000):
        pass
    _well(seat)
    seat.close()
    seat.sit_down()
    seat.unlock()
    assert seat.desk.office.doubt is None


def test_a_backup_is_put_back_from_the_banner(seat: Seat) -> None:
    seat.desk.window.doubt_banner.restore_button.click()
    assert seat.desk.settings.sections.title == COPIES
    copies = seat.desk.settings.copies
    seat.until(lambda: len(copies.rows.model_of_rows.rows) == 1)
    with seat.bot.waitSignal(seat.front.opened, timeout=60_000):
        _agree(seat)
    assert Event.RESTORED in seat.journal()
    assert len(list((seat.home / "sauvegardes").glob("*-avant.sauvegarde"))) == 1
    with seat.bot.waitSignal(seat.desk.office.exchanges.settled, timeout=30_000):
        pass
    if seat.desk.office.exchanges.status.going.name == "SIGNED_OUT":
        seat.sign_in()
    _well(seat)


def test_a_file_that_is_no_backup_is_said_and_the_office_stays(seat: Seat, tmp_path: Path) -> None:
    broken = tmp_path / "escale-2026-11-01.sauvegarde"
    broken.write_bytes(b"ce n'est pas une sauvegarde")
    office, copies = seat.desk.office, seat.desk.settings.copies
    copies.restore_asked.emit(str(broken))
    seat.until(lambda: "sauvegarde" in copies.said.text() and copies.back_up_button.isEnabled())
    assert seat.desk.office is office
    assert seat.locks == []


def test_a_restoration_that_fails_ends_the_process_and_the_passphrase_opens_again(seat: Seat, tmp_path: Path) -> None:
    broken = tmp_path / "escale-2026-11-01.sauvegarde"
    broken.write_bytes(b"ce n'est pas une sauvegarde")
    closed = seat.desk.office.opened
    seat.front._leave_for_anew()
    seat.front._door.restore(closed, str(broken), Legacy())
    assert seat.front._guard
    seat.until(lambda: seat.locks)
    assert seat.locks == [Locked(Reason.NOT_RESTORED)]
    assert seat.front._guard is None
    page = seat.page(UnlockPage)
    assert "n’a pas pu être remise en place" in page.why.text()
    assert page.open_button.isEnabled()
    page.field.edit.setText("Cerise Lampe Dune Tulipe Ancre Violon Brume")
    with seat.bot.waitSignal(seat.front.opened, timeout=60_000):
        page.open_button.click()
    assert seat.desk.office.doubt is Doubt.ROLLED_BACK
    assert "plus ancien" in said(seat.desk.window)


def test_a_lock_says_that_words_are_missing_only_when_some_were_typed(seat: Seat) -> None:
    seat.desk.open_file(SOLANGE, "Notes")
    seat.until(seat.desk.notes.editor.field.isVisible)
    seat.front.lock(Reason.IDLE)
    assert seat.locks == [Locked(Reason.IDLE)]
    seat.unlock()
    seat.desk.open_file(SOLANGE, "Notes")
    seat.until(seat.desk.notes.editor.field.isVisible)
    seat.desk.notes.editor.field.insertPlainText("Mots précieux.")
    seat.front.lock(Reason.SLEEP)
    assert seat.locks[-1] == Locked(Reason.SLEEP, whole=False)


def test_going_on_asks_before_words_are_lost(seat: Seat) -> None:
    seat.refuse = True
    seat.desk.open_file(SOLANGE, "Notes")
    editor = seat.desk.notes.editor
    seat.until(editor.field.isVisible)
    editor.field.insertPlainText("Mots précieux.")
    seat.desk.window.doubt_banner.resume_button.click()
    assert seat.desk.notes.editor.text == "Mots précieux."
    seat.refuse = False
    with seat.bot.waitSignal(seat.front.opened, timeout=60_000):
        seat.desk.window.doubt_banner.resume_button.click()
    seat.until(lambda: seat.desk.window.page == "file")
    assert seat.desk.file.person == SOLANGE


def _agree(seat: Seat) -> None:
    """Press the row's button, then agree in the question that it asks."""
    rows = seat.desk.settings.copies.rows
    rows.chosen.emit(rows.model_of_rows.rows[0])
    (box,) = seat.desk.window.findChildren(QMessageBox)
    next(one for one in box.findChildren(QPushButton) if one.text().replace("&", "") == "Restaurer").click()
