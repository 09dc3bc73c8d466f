"""A first day, a backup, and another computer: what comes back at once, what comes back later, who does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.custody.scan import scan
from desktop.models.file import Kept
from desktop.models.journal import Event
from desktop.models.note import Delivery
from desktop.views.settings.sections import COPIES
from desktop.views.unlock.bring_back_page import BringBackPage
from desktop.views.unlock.first_run_page import FirstRunPage
from desktop.views.unlock.recovery_sheet_page import RecoverySheetPage
from tests.counsellor import ANOTHER, PASSPHRASE, Network, Seat, said
from tests.store.notes import every_note
from tests.vault.memory import MemoryKeyring

NADIA = "52077f34-b3db-4ba6-827a-d12cab7150e4"
SOLANGE = "29ce92bb-599b-42f1-a028-602ae0334a3d"
ABOUT_NADIA = "Nadia souhaite découvrir le métier d’aide-soignante."
SENT = "Solange a déjà tenu la caisse d’une association."
UNSENT = "Solange propose de revoir le tableau des horaires."
BY_HAND = "Awa a apporté ses certificats de travail."


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    made = Network(tmp_path)
    yield made
    made.cut()


@pytest.fixture
def before(tmp_path: Path, network: Network, qapp: QApplication, qtbot: QtBot,
           monkeypatch: pytest.MonkeyPatch) -> Iterator[Seat]:  # fmt: skip
    seat = Seat(tmp_path / "ancien", network.url, MemoryKeyring(), qtbot, monkeypatch)
    yield seat
    seat.close()


@pytest.fixture
def after(tmp_path: Path, network: Network, qapp: QApplication, qtbot: QtBot,
          monkeypatch: pytest.MonkeyPatch) -> Iterator[Seat]:  # fmt: skip
    seat = Seat(tmp_path / "neuf", network.url, MemoryKeyring(), qtbot, monkeypatch)
    yield seat
    seat.close()


def test_a_backup_and_the_sheet_carry_a_counsellors_work_to_a_new_computer(
    before: Seat, after: Seat, network: Network
) -> None:
    key = _first_run(before)
    before.sign_in()
    before.until(lambda: len(before.cards()) == 11)
    awa = _file_by_hand(before)
    before.write(awa, BY_HAND)
    before.write(NADIA, ABOUT_NADIA)
    before.write(SOLANGE, SENT)
    before.exchange()
    before.until(lambda: [item.delivery for item in before.items(SOLANGE)] == [Delivery.SENT])
    network.cut()
    before.write(SOLANGE, UNSENT)
    copy = _back_up(before)
    before.close()
    network.back()
    network.withdraw(NADIA)

    _bring_back(after, copy, key)
    _work_at_once(after, awa)
    after.sign_in()
    after.until(lambda: after.cards() and all(card.kept is not Kept.AWAITED for card in after.cards()))
    after.until(lambda: {item.delivery for item in after.items(SOLANGE)} == {Delivery.SENT})
    assert {item.text for item in after.items(SOLANGE)} == {SENT, UNSENT}
    assert {item.text for item in after.items(awa)} == {BY_HAND}
    assert after.desk.office.background.ask(lambda store: store.passports.file(SOLANGE)) is not None
    _no_trace_of_nadia(after)
    assert Event.RESTORED in after.journal()


def _first_run(seat: Seat) -> str:
    """Choose a passphrase, read the sheet, type two groups of it again, go in; the key as it was read."""
    seat.sit_down()
    first = seat.page(FirstRunPage)
    first.chosen.first.edit.setText(PASSPHRASE)
    first.chosen.second.edit.setText(PASSPHRASE)
    first.create_button.click()
    sheet = seat.page(RecoverySheetPage)
    groups = [one.text().split()[-1] for one in sheet.groups.findChildren(QLabel)]
    sheet.kept_button.click()
    for field in sheet.fields:
        number = int(field.placeholderText().split()[-1])
        field.setText(groups[number - 1].lower())
    sheet.check_button.click()
    seat.until(sheet.go_button.isVisible)
    assert "vient d’ouvrir une copie du coffre" in said(sheet)
    with seat.bot.waitSignal(seat.front.opened, timeout=30_000):
        sheet.go_button.click()
    return "-".join(groups)


def _file_by_hand(seat: Seat) -> str:
    form = seat.desk.hand
    seat.desk.window.new_file_asked.emit()
    for field, words in ((form.first_name, "Awa"), (form.family_name, "Ndour"), (form.birth_year, "1990")):
        field.setText(words)
    with seat.bot.waitSignal(form.saved, timeout=20_000) as saved:
        form.save_button.click()
    return str(saved.args[0])


def _back_up(seat: Seat) -> Path:
    seat.desk.window.show_page("settings")
    seat.desk.settings.show_part(COPIES)
    card = seat.desk.settings.copies
    card.back_up_button.click()
    seat.until(lambda: card.said.text() == "Sauvegarde faite et relue.")
    (copy,) = (seat.home / "sauvegardes").glob("*.sauvegarde")
    return copy


def _bring_back(seat: Seat, copy: Path, key: str) -> None:
    seat.sit_down()
    seat.page(FirstRunPage).back_button.click()
    page = seat.page(BringBackPage)
    page.path.setText(str(copy))
    page.key.edit.setText(key)
    page.chosen.first.edit.setText(ANOTHER)
    page.chosen.second.edit.setText(ANOTHER)
    with seat.bot.waitSignal(seat.front.opened, timeout=60_000):
        page.open_button.click()


def _work_at_once(seat: Seat, awa: str) -> None:
    """Before any exchange: files made by hand are whole; the others wait, and nothing about them is shown."""
    assert [item.text for item in seat.items(awa)] == [BY_HAND]
    seat.desk.open_file(awa, "Notes")
    seat.until(lambda: seat.desk.file.name.text() == "Awa Ndour")
    kept = {card.person: card.kept for card in seat.cards()}
    assert kept.pop(awa) is Kept.HAND
    assert set(kept.values()) == {Kept.AWAITED}
    assert SOLANGE in kept
    assert seat.items(SOLANGE) == ()
    seat.desk.open_file(SOLANGE, "Notes")
    seat.until(lambda: "à recevoir de nouveau" in said(seat.desk.file).lower())
    assert SENT not in said(seat.desk.file)


def _no_trace_of_nadia(seat: Seat) -> None:
    assert NADIA not in {card.person for card in seat.cards()}
    assert seat.items(NADIA) == ()
    office = seat.desk.office
    office.background.ask(lambda store: store.flush())
    keys = (office.opened.watched.key,)
    assert scan(office.config.store, keys, (SOLANGE,)).found > 0
    assert scan(office.config.store, keys, (NADIA, ABOUT_NADIA)).found == 0
    held = office.background.ask(lambda store: [item.text for item in every_note(store)])
    assert ABOUT_NADIA not in held
