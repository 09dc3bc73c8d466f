"""What lives behind the door: sharings end while the desk stays open, and an import that fails changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.config import Config
from desktop.custody.opening import open_store
from desktop.errors import EscaleError, ReadLocked
from desktop.fieldwork import ground_of
from desktop.models.journal import Event
from desktop.models.note import Kind
from desktop.models.today import Standing
from desktop.models.trusted import Reading
from desktop.office import Office
from desktop.opening import Open
from desktop.sync.signed import Keys, PublicKey
from desktop.timekeeping import Timekeeping
from desktop.vault.derive import FLOOR
from desktop.vault.tokens import TokenBox
from desktop.vault.vault import Vault
from tests.reference.exports import fiche, flux
from tests.store.people import ANNE, envelope, news, received

PINNED = Keys("e", PublicKey("s", "Ed25519", "A" * 43), PublicKey("h", "X25519", "CQ" + "A" * 41))


class Calendar:
    """A day that can pass, at noon."""

    day = date(2026, 11, 22)

    def __call__(self) -> Reading:
        return Reading(datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=UTC), "boot", 0.0)


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def office(tmp_path: Path, qapp: QApplication, calendar: Calendar) -> Iterator[Office]:
    vault = Vault(tmp_path, None, FLOOR)
    opened = vault.create("Cerise Lampe Dune Tulipe Ancre Violon Brume")
    watched = open_store(vault, opened, tmp_path / "escale.db")
    store = watched.store
    store.intake.absorb(news(received()), envelope)
    store.items.record(ANNE, Kind.NOTE, {"text": "à remettre"})
    store.state.put({"keys": msgspec.json.encode(PINNED).decode()})
    behind = Open(watched, vault, opened, TokenBox(opened.token_key), Timekeeping(calendar))
    made = Office(Config(tmp_path), behind, lambda _: False)
    yield made
    made.close()


def _last_day(office: Office) -> date:
    end = office.background.ask(lambda store: store.passports.cards()[0].access.end)
    assert end is not None
    return end


def test_a_desk_left_open_ends_what_ends_at_midnight(office: Office, calendar: Calendar, qtbot: QtBot) -> None:
    calendar.day = _last_day(office)
    office.start()
    assert len(office.background.ask(lambda store: store.passports.cards())) == 1
    calendar.day += timedelta(days=1)
    with qtbot.waitSignal(office.background.changed, check_params_cb=lambda changes: ANNE in changes.gone):
        office._round.timeout.emit()
    assert office.background.ask(lambda store: store.passports.cards()) == ()
    kid, sealed = office.background.ask(lambda store: store.post.sealed())
    assert kid == "h"
    assert len(sealed) == 1


def test_after_a_closing_every_backup_lets_go_of_working_notes(office: Office, qtbot: QtBot) -> None:
    office.background.write(lambda store: store.items.record(ANNE, Kind.WORKING, {"text": "à moi"})).result(timeout=10)
    with qtbot.waitSignal(office.upkeep.copies_changed, timeout=20_000):
        office.upkeep.back_up(lambda _: None, pytest.fail)
    with qtbot.waitSignal(office.upkeep.copies_changed, timeout=20_000):
        office.background.write(lambda store: store.working.destroy(ANNE))
    assert office.background.ask(office.backups.to_expunge) == ()
    assert [copy.notes for copy in office.backups.found().found] == [1]


def test_after_an_end_every_page_is_searched_and_the_receipt_says_so(
    office: Office, calendar: Calendar, qtbot: QtBot
) -> None:
    calendar.day = _last_day(office)
    office.start()
    made: list[object] = []
    office.upkeep.back_up(made.append, pytest.fail)
    qtbot.waitUntil(lambda: bool(made), timeout=20_000)
    calendar.day += timedelta(days=1)
    office._round.timeout.emit()

    def searched() -> bool:
        receipts = office.background.ask(lambda store: store.receipts.all())
        return bool(receipts and receipts[0].scan)

    qtbot.waitUntil(searched, timeout=20_000)
    (receipt,) = office.background.ask(lambda store: store.receipts.all())
    assert "1 sauvegarde : aucune trace" in receipt.scan
    assert [copy.notes for copy in office.backups.found().found] == [0]


def test_a_clock_set_back_keeps_what_has_ended_ended(office: Office, calendar: Calendar, qtbot: QtBot) -> None:
    calendar.day = _last_day(office) + timedelta(days=1)
    assert office.today() == calendar.day
    calendar.day -= timedelta(days=30)
    with qtbot.waitSignal(office.background.changed, check_params_cb=lambda changes: ANNE in changes.gone):
        office._round.timeout.emit()


def test_passports_are_closed_for_reading_without_a_lease_and_notes_are_not(office: Office, qtbot: QtBot) -> None:
    with qtbot.waitSignal(office.background.changed, check_params_cb=lambda changes: changes.everything):
        office._round.timeout.emit()
    with pytest.raises(ReadLocked, match="fermés à la lecture"):
        office.background.ask(lambda store: store.passports.file(ANNE))
    assert len(office.background.ask(lambda store: store.items.of(ANNE))) == 1


def test_notes_are_indexed_as_soon_as_the_desk_opens(office: Office, qtbot: QtBot) -> None:
    office.start()
    qtbot.waitUntil(lambda: office.background.ask(lambda store: store.search.complete), timeout=10_000)
    assert len(office.background.ask(lambda store: store.search.notes("remettre"))) == 1


def test_a_broken_kit_is_said_and_the_referential_stays(office: Office, tmp_path: Path, qtbot: QtBot) -> None:
    before = office.library().edition()
    said: list[EscaleError] = []
    (tmp_path / "kit").mkdir()
    office.import_kit(str(tmp_path / "kit"), lambda *_: None, lambda _: None, said.append)
    qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    assert said[0].sentence
    assert office.library().edition() == before


def test_what_was_written_since_is_in_the_backup_an_hour_later(office: Office, qtbot: QtBot) -> None:
    def notes() -> list[int]:
        return [copy.notes for copy in office.backups.found().found]

    made: list[object] = []
    office.upkeep.back_up(made.append, pytest.fail)
    qtbot.waitUntil(lambda: bool(made), timeout=20_000)
    assert notes() == [1]
    with qtbot.waitSignal(office.background.changed, check_params_cb=lambda changes: ANNE in changes.items):
        office.background.write(lambda store: store.items.record(ANNE, Kind.NOTE, {"text": "une de plus"}))
    with qtbot.waitSignal(office.upkeep.copies_changed, timeout=20_000):
        office.upkeep._hourly.timeout.emit()
    assert notes() == [2]


def test_a_pack_is_imported_and_every_page_reads_again(office: Office, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "flux-2026-09-29.xml"
    path.write_bytes(flux(fiche("RNCP1")))
    (tmp_path / "table.csv").write_text("S1Z40;636d;G1602\n", "utf-8")
    said: list[str] = []
    for name, file in (("certifications", path), ("professions", tmp_path / "table.csv")):
        with qtbot.waitSignal(office.background.changed, check_params_cb=lambda changes: changes.everything):
            office.import_pack(name, str(file), lambda *_: None, said.append, pytest.fail)
    assert "29 septembre 2026 : 1 fiche" in said[0]
    assert said[1].endswith("1 profession.")
    assert office.library.crosswalk().occupations("636d") == ("G1602",)


def test_a_pack_that_is_refused_changes_nothing(office: Office, tmp_path: Path, qtbot: QtBot) -> None:
    before = office.library.certifications()
    said: list[EscaleError] = []
    office.import_pack("certifications", str(tmp_path / "absent.xml"), lambda *_: None, pytest.fail, said.append)
    qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    assert "est introuvable" in said[0].sentence
    assert office.library.certifications() is before


def test_what_a_departure_needs_is_read_here_without_a_network(office: Office) -> None:
    office.background.write(lambda store: store.journal.note(Event.UNLOCKED)).result(20)
    read = ground_of(office, lambda _: Standing())
    found = office.background.ask(read)
    assert found.received is not None
    assert (found.waiting, found.sheet, found.printers) == (1, None, None)
    assert found.unlocked is not None
    assert found.edition is not None
    assert found.edition.extract
    assert found.free
    assert found.size
