"""Restoring: nobody who ended comes back, a cut only delays, and nobody else decides."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop.custody import swap
from desktop.custody.backup import Backups
from desktop.custody.opening import open_store
from desktop.custody.rehearse import due, last, rehearse, remember
from desktop.custody.restore import bring_back, restore
from desktop.errors import EscaleError, Refused
from desktop.models.doubt import Doubt
from desktop.models.file import Kept
from desktop.models.journal import Event
from desktop.models.news import Answer
from desktop.models.store import Store
from tests.custody.desk import PASSPHRASE, Desk
from tests.store.people import ANNE, KARIM, envelope, news, withdrawal
from tests.vault.memory import MemoryKeyring

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def saved(desk: Desk) -> Path:
    """A backup of a desk with three notes, which then went on to five; closed."""
    desk.open()
    desk.work()
    copy = Backups(desk.vault, desk.keys).make(desk.store, AT)
    assert copy
    desk.work(2)
    desk.anchor()
    return Path(copy.path)


def _restored(desk: Desk, saved: Path) -> None:
    legacy = desk.store.legacy()
    desk.close()
    desk.watched = restore(desk.vault, desk.keys, desk.path, saved, legacy=legacy)
    assert desk.watched.doubt is None


def test_what_was_saved_is_there_and_passports_are_awaited(desk: Desk, saved: Path) -> None:
    former = desk.keys.database_key
    _restored(desk, saved)
    assert {card.kept for card in desk.store.passports.cards()} == {Kept.AWAITED}
    assert {event.event for event in desk.store.journal.entries()} >= {Event.RESTORED}
    assert desk.store.journal.broken() is None
    assert desk.store.state.get("full_mark")
    assert desk.watched
    assert desk.watched.key != former
    desk.anchor()
    assert desk.again().doubt is None
    assert former not in desk.keys.database_keys
    assert {
        path.name for path in desk.folder.iterdir() if "nouveau" in path.name or path.name == "restauration"
    } == set()
    count = desk.store.items._engine.connect()
    assert count.exec_driver_sql("SELECT count(*) FROM items").scalar_one() == 3
    count.close()


def test_nobody_who_ended_since_comes_back(desk: Desk, saved: Path) -> None:
    desk.store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    _restored(desk, saved)
    assert {card.person for card in desk.store.passports.cards()} == {KARIM}


def test_what_has_ended_by_itself_goes_before_anything_is_shown(desk: Desk, saved: Path) -> None:
    desk.close()

    def settle(store: Store) -> object:
        return store.intake.end_past(date(2028, 1, 1), envelope)

    desk.watched = restore(desk.vault, desk.keys, desk.path, saved, settle=settle)
    assert desk.store.passports.cards() == ()
    assert len(desk.store.receipts.all()) == 2


def test_over_a_doubtful_store_and_over_none(desk: Desk, saved: Path) -> None:
    desk.close()
    (desk.folder / "escale.sceau").unlink()
    desk.unlock()
    assert desk.open().doubt is Doubt.REPLACED
    last_words = Backups(desk.vault, desk.keys).make(desk.store, AT, before=True)  # of a file that is only read
    assert last_words
    assert last_words.notes == 5
    _restored(desk, saved)
    desk.close()
    for path in desk.folder.glob("escale.*"):
        path.unlink()
    desk.unlock()
    desk.watched = restore(desk.vault, desk.keys, desk.path, saved)
    assert desk.watched.doubt is None
    assert len(desk.store.passports.cards()) == 2


@pytest.mark.parametrize("step", ["undecided", "decided", "log", "file", "seal"])
def test_a_cut_only_delays_it(desk: Desk, saved: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.drop()  # with a log that the swap has to remove
    desk.unlock()
    taken: list[Path] = []

    def cut(_path: Path, fresh: Path) -> None:
        copy = desk.taken()
        path, waiting = copy / "escale.db", copy / fresh.name
        if step == "undecided":
            (copy / swap.DECIDED).unlink()
        if step in ("log", "file", "seal"):
            path.with_name("escale.db-wal").unlink(missing_ok=True)
        if step in ("file", "seal"):
            waiting.replace(path)
        if step == "seal":
            waiting.with_name("escale.nouveau.sceau").replace(copy / "escale.sceau")
        taken.append(copy)
        raise KeyboardInterrupt

    monkeypatch.setattr(swap, "_carry_out", cut)
    with pytest.raises(KeyboardInterrupt):
        restore(desk.vault, desk.keys, desk.path, saved)
    monkeypatch.undo()
    desk.put_back(taken[0])
    desk.unlock()
    assert desk.open().doubt is None
    awaited = {card.kept for card in desk.store.passports.cards()} == {Kept.AWAITED}
    assert awaited is (step != "undecided")
    assert not (desk.folder / "escale.nouveau.db").exists()
    assert desk.again().doubt is None


def test_a_keyring_that_refuses_at_the_end_only_delays_it(
    desk: Desk, saved: Path, memory: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.close()
    monkeypatch.setattr(swap, "_carry_out", lambda *_: setattr(memory, "locked", True))
    with pytest.raises(EscaleError):
        restore(desk.vault, desk.keys, desk.path, saved)
    monkeypatch.undo()
    memory.locked = False
    desk.unlock()
    assert desk.open().doubt is None
    assert {card.kept for card in desk.store.passports.cards()} == {Kept.AWAITED}


def test_an_earlier_decision_does_not_come_back(desk: Desk, saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.close()
    copies: list[Path] = []
    carry_out = swap._carry_out

    def keep(path: Path, fresh: Path) -> None:
        copies.append(desk.taken("decision"))
        carry_out(path, fresh)

    monkeypatch.setattr(swap, "_carry_out", keep)
    desk.watched = restore(desk.vault, desk.keys, desk.path, saved)
    monkeypatch.undo()
    desk.store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    desk.anchor()
    desk.close()
    for name in (swap.DECIDED, "escale.nouveau.db", "escale.nouveau.sceau"):
        shutil.copy2(copies[0] / name, desk.folder / name)
    desk.unlock()
    assert desk.open().doubt is None
    assert ANNE not in {card.person for card in desk.store.passports.cards()}
    assert not (desk.folder / swap.DECIDED).exists()


def test_a_decision_of_nobody_s_is_nothing(desk: Desk, saved: Path) -> None:
    desk.close()
    (desk.folder / swap.DECIDED).write_text("0" * 64 + '[99,"",99,0,"",""]')
    (desk.folder / "escale.nouveau.db").write_bytes(b"x" * 4096)
    desk.unlock()
    assert desk.open().doubt is None
    assert desk.notes() == 5


def test_a_damaged_or_foreign_backup_leaves_everything(desk: Desk, saved: Path, tmp_path: Path) -> None:
    desk.close()
    content = saved.read_bytes()
    saved.write_bytes(content[:-4000] + bytes(4000))
    with pytest.raises(EscaleError):
        restore(desk.vault, desk.keys, desk.path, saved)
    other = Desk(tmp_path / "autre", desk.memory)
    saved.write_bytes(content)
    with pytest.raises(Refused, match="pas de ce coffre"):
        restore(other.vault, other.keys, other.path, saved)
    desk.unlock()
    assert desk.open().doubt is None
    assert desk.notes() == 5


def test_on_a_new_machine_the_backup_and_the_sheet_are_enough(desk: Desk, tmp_path: Path) -> None:
    printed = desk.vault.new_recovery(PASSPHRASE)
    desk.open()
    desk.work()
    copy = Backups(desk.vault, desk.keys).make(desk.store, AT)
    assert copy
    assert desk.memory
    desk.memory.kept.clear()
    new = Desk(tmp_path / "neuf", desk.memory)
    shutil.rmtree(new.folder)
    vault = new._vault()
    with pytest.raises(Refused):
        bring_back(vault, Path(copy.path), "0000-0000-0000-0000-0000-0000-0000-0000-0000", "x")
    opened = bring_back(vault, Path(copy.path), printed, "Violon Brume Cerise Lampe Dune Tulipe Ancre")
    watched = restore(vault, opened, new.path, Path(copy.path))
    assert watched.doubt is None
    assert {card.kept for card in watched.store.passports.cards()} == {Kept.AWAITED}
    watched.store.close()
    vault = new._vault()
    again = open_store(vault, vault.unlock("Violon Brume Cerise Lampe Dune Tulipe Ancre"), new.path)
    assert again.doubt is None
    again.store.close()


def test_a_journal_that_was_changed_does_not_make_the_restored_store_doubtful(desk: Desk, saved: Path) -> None:
    for _ in range(3):
        desk.store.journal.note(Event.UNLOCKED)
    _alter_journal(desk)
    assert desk.again().doubt is Doubt.CHAIN_BROKEN
    _restored(desk, saved)
    assert desk.store.journal.broken() is None
    assert desk.again().doubt is None


def test_a_break_that_was_accepted_stays_accepted(desk: Desk, saved: Path) -> None:
    desk.store.journal.note(Event.UNLOCKED)
    _alter_journal(desk)
    assert desk.again().doubt is Doubt.CHAIN_BROKEN
    assert desk.resume(Doubt.CHAIN_BROKEN).doubt is None
    copy = Backups(desk.vault, desk.keys).make(desk.store, AT)
    assert copy
    _restored(desk, Path(copy.path))
    assert desk.store.journal.broken() is not None


def _alter_journal(desk: Desk) -> None:
    with desk.store.items._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE journal SET what = 'x' WHERE seq = (SELECT max(seq) - 1 FROM journal)")


def test_the_time_known_and_the_sheet_are_not_forgotten(desk: Desk, saved: Path) -> None:
    known = {"time": "2027-03-01T00:00:00Z 5 x", "sheet_made": "2026-12-01", "rehearsed": ""}
    assert desk.watched
    desk.watched.keep(desk.watched.anchor("2027-03-01T00:00:00Z"))
    desk.store.state.put(known)
    _restored(desk, saved)
    assert desk.watched.high_water == "2027-03-01T00:00:00Z"
    assert desk.store.state.several(known) == known


def test_notes_are_archived_where_the_organisation_keeps_them(desk: Desk) -> None:
    desk.open()
    desk.work()
    outgoing = desk.store.post.take()
    desk.store.post.settle(outgoing, [Answer(one.item.id, "accepted", 1) for one in outgoing])
    copy = Backups(desk.vault, desk.keys).make(desk.store, AT)
    assert copy
    desk.close()

    def settle(store: Store) -> object:
        return store.intake.end_past(date(2028, 1, 1), envelope)

    desk.watched = restore(desk.vault, desk.keys, desk.path, Path(copy.path), settle=settle, keep_notes=True)
    assert len(desk.store.archive.all()) == 3


# ---- rehearsal


def test_a_rehearsal_opens_the_newest_backup_and_changes_nothing(desk: Desk) -> None:
    printed = desk.vault.new_recovery(PASSPHRASE)
    assert rehearse(desk.vault, printed).backup is None
    desk.open()
    desk.work()
    copy = Backups(desk.vault, desk.keys).make(desk.store, AT)
    assert copy
    before = {path: path.read_bytes() for path in desk.folder.rglob("*") if path.is_file()}
    rehearsal = rehearse(desk.vault, printed)
    assert rehearsal.backup == Path(copy.path)
    assert rehearsal.held
    assert (rehearsal.held.files, rehearsal.held.items) == (2, 3)
    assert {path: path.read_bytes() for path in desk.folder.rglob("*") if path.is_file()} == before
    with pytest.raises(Refused):
        rehearse(desk.vault, printed[:-2] + ("ZZ" if not printed.endswith("ZZ") else "YY"))
    assert due(desk.store, date(2026, 11, 22))
    remember(desk.store, date(2026, 11, 22))
    assert last(desk.store) == date(2026, 11, 22)
    assert not due(desk.store, date(2027, 5, 1))
    assert due(desk.store, date(2027, 6, 1))


def test_a_sheet_newer_than_the_backup_is_said(desk: Desk) -> None:
    desk.vault.new_recovery(PASSPHRASE)
    desk.open()
    Backups(desk.vault, desk.keys).make(desk.store, AT)
    printed = desk.vault.new_recovery(PASSPHRASE)
    with pytest.raises(Refused, match="avant cette fiche"):
        rehearse(desk.vault, printed)
    Backups(desk.vault, desk.keys).make(desk.store, AT)
    assert rehearse(desk.vault, printed).held
