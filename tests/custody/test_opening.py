"""Opening behind guards: nothing tampered with is taken for granted, and no accident is taken for tampering."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.custody.pages import PAGE
from desktop.custody.wal import HEADER, WHOLE
from desktop.errors import StoreTrouble
from desktop.models.doubt import Doubt
from desktop.models.journal import Event
from desktop.models.note import Kind
from desktop.models.store import Mode, Store
from desktop.vault.derive import FLOOR
from desktop.vault.keychain import system_keychain
from desktop.vault.vault import NEW, Vault
from tests.custody.desk import MEMORY, PASSPHRASE, Desk
from tests.store.people import ANNE

MAIN, LOG, SEAL = "escale.db", "escale.db-wal", "escale.sceau"


def test_a_new_vault_makes_its_store_and_days_follow(desk: Desk) -> None:
    assert desk.open().doubt is None
    assert not (desk.folder / NEW).exists()
    for day in range(1, 4):
        desk.work()
        desk.anchor()
        assert desk.again().doubt is None
        assert desk.notes() == 3 * day


def test_without_a_keyring_too(lone: Desk) -> None:
    assert lone.open().doubt is None
    lone.work()
    lone.anchor()
    assert not lone.watched or not lone.watched.keeper.covers
    assert lone.again().doubt is None
    assert lone.notes() == 3


def test_a_store_of_before_the_seal_is_sealed_at_its_first_opening(desk: Desk) -> None:
    key, seals = desk.keys.database_key, desk.keys.seals
    store = Store(desk.path, key, seals)
    store.items.keys  # noqa: B018  an open store, of a version that knew no seal
    copy = desk.taken()
    store.close()
    desk.put_back(copy)  # cut with its log still there
    (desk.folder / NEW).unlink()
    assert desk.open().doubt is None
    assert (desk.folder / SEAL).exists()
    assert desk.again().doubt is None


def test_a_cut_at_any_instant_is_no_alarm(desk: Desk) -> None:
    desk.open()
    desk.work()
    desk.anchor()
    for step in range(12):
        desk.store.items.record(ANNE, Kind.NOTE, {"text": f"étape {step}"})
        if step % 3 == 0:
            desk.anchor()
        if step % 4 == 1:
            desk.store.flush()
        desk.drop()
        desk.unlock()
        assert desk.open().doubt is None
        assert desk.notes() == 4 + step
        if step % 5 == 0:
            desk.again()


@pytest.mark.parametrize("step", ["first copy", "before", "during", "after"])
def test_a_cut_inside_a_checkpoint_is_no_alarm(desk: Desk, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    watched = desk.open()
    desk.work()
    desk.anchor()
    seal, taken = watched.seal, list[Path]()
    before, after = seal.before_checkpoint, seal.after_checkpoint

    def cut_before() -> None:
        if step == "first copy":
            taken.append(desk.taken())
        before()
        if step in ("before", "during"):
            taken.append(desk.taken())

    def cut_after() -> None:
        if step == "after":
            taken.append(desk.taken())
        after()

    monkeypatch.setattr(type(seal), "before_checkpoint", lambda _: cut_before())
    monkeypatch.setattr(type(seal), "after_checkpoint", lambda _: cut_after())
    desk.store.flush()
    monkeypatch.undo()
    (copy,) = taken
    if step == "during":
        frame = (copy / LOG).read_bytes()[HEADER : HEADER + WHOLE]
        number, content = int.from_bytes(frame[:4], "big"), bytearray((copy / MAIN).read_bytes())
        content[(number - 1) * PAGE : (number - 1) * PAGE + 2048] = frame[24 : 24 + 2048]
        (copy / MAIN).write_bytes(content)
    desk.put_back(copy)
    desk.unlock()
    assert desk.open().doubt is None
    assert desk.notes() == 3
    assert desk.again().doubt is None


def test_a_close_on_a_full_disk_is_no_alarm(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The seal cannot be written: then SQLite must not checkpoint of its own either."""
    desk.open()
    desk.work()
    (desk.folder / "escale.sceau.tmp").mkdir()  # stands in the way of the next seal
    with pytest.raises(StoreTrouble):
        desk.close()
    desk.watched = None
    assert (desk.folder / LOG).stat().st_size
    (desk.folder / "escale.sceau.tmp").rmdir()
    desk.unlock()
    assert desk.open().doubt is None
    assert desk.notes() == 3


# ---- tampering


def _settled(desk: Desk, *, closed: bool) -> None:
    """More work, anchored; then the power goes with the log still there, or the desk is closed."""
    desk.work()
    desk.anchor()
    if not closed:
        desk.drop()
        return
    desk.close()
    desk.unlock()
    desk.open()
    desk.anchor()
    desk.close()


def _doubt(desk: Desk) -> Doubt | None:
    desk.unlock()
    return desk.open().doubt


@pytest.mark.parametrize("closed", [True, False])
def test_the_whole_folder_rolled_back_is_seen(desk: Desk, closed: bool) -> None:
    desk.open()
    desk.work()
    _settled(desk, closed=True)
    copy = desk.taken()
    desk.unlock()
    desk.open()
    _settled(desk, closed=closed)
    assert _doubt(desk) is None
    desk.close()
    desk.put_back(copy, MAIN, LOG, SEAL)
    assert _doubt(desk) is Doubt.ROLLED_BACK


def test_the_file_alone_rolled_back_is_seen_even_without_a_keyring(lone: Desk) -> None:
    lone.open()
    lone.work()
    lone.close()
    copy = lone.taken()
    lone.open()
    lone.work()
    lone.close()
    lone.put_back(copy, MAIN, LOG)
    assert _doubt(lone) is Doubt.PAGES_CHANGED


def test_a_removed_seal_is_seen_even_without_a_keyring(lone: Desk) -> None:
    lone.open()
    lone.close()
    (lone.folder / SEAL).unlink()
    assert _doubt(lone) is Doubt.REPLACED
    lone.close()
    assert not (lone.folder / SEAL).exists()
    assert _doubt(lone) is Doubt.REPLACED


def test_a_removed_seal_is_seen(desk: Desk) -> None:
    desk.open()
    _settled(desk, closed=True)
    (desk.folder / SEAL).unlink()
    assert _doubt(desk) is Doubt.REPLACED


def test_a_foreign_seal_is_seen(desk: Desk) -> None:
    desk.open()
    _settled(desk, closed=True)
    content = bytearray((desk.folder / SEAL).read_bytes())
    content[40] ^= 1
    (desk.folder / SEAL).write_bytes(content)
    assert _doubt(desk) is Doubt.REPLACED


@pytest.mark.parametrize(
    "change", [lambda _: b"", lambda log: log[:-WHOLE], lambda log: log[: len(log) // 2], lambda log: b"\0" * len(log)]
)
def test_a_log_removed_or_shortened_is_seen(desk: Desk, change: Callable[[bytes], bytes]) -> None:
    desk.open()
    _settled(desk, closed=False)
    log = desk.folder / LOG
    log.write_bytes(change(log.read_bytes()))
    assert _doubt(desk) in (Doubt.LOG_LOST, Doubt.ROLLED_BACK)


def test_an_older_page_put_back_is_seen(desk: Desk) -> None:
    desk.open()
    desk.work()
    desk.close()
    old = desk.path.read_bytes()
    desk.unlock()
    desk.open()
    _settled(desk, closed=True)
    new = desk.path.read_bytes()
    changed = [at for at in range(0, len(old), PAGE) if old[at : at + PAGE] != new[at : at + PAGE]]
    assert len(changed) > 3
    for at in changed:
        desk.path.write_bytes(new[:at] + old[at : at + PAGE] + new[at + PAGE :])
        try:
            assert _doubt(desk) in (Doubt.PAGES_CHANGED, Doubt.ROLLED_BACK)
        except StoreTrouble:  # so mixed that SQLite cannot read it either: nothing is shown at all
            continue
        desk.close()


def test_a_planted_rollback_journal_is_never_played(desk: Desk) -> None:
    desk.open()
    _settled(desk, closed=True)
    before = desk.path.read_bytes()
    magic = bytes.fromhex("d9d505f920a163d7")
    journal = (
        magic + (1).to_bytes(4, "big") + bytes(8) + (1).to_bytes(4, "big") + bytes(512 - 24) + before[:PAGE] + bytes(8)
    )
    (desk.folder / "escale.db-journal").write_bytes(journal)
    assert _doubt(desk) is Doubt.PAGES_CHANGED
    desk.close()
    assert desk.path.read_bytes() == before
    assert (desk.folder / "escale.db-journal.ecarte").exists()


def test_a_foreign_anchor_is_seen(desk: Desk) -> None:
    desk.open()
    _settled(desk, closed=True)
    assert desk.memory
    place = next(place for place in desk.memory.kept if place[1] == "anchor")
    desk.memory.kept[place] = desk.memory.kept[place][:-3] + "1]]"
    assert _doubt(desk) is Doubt.REPLACED


def test_an_anchor_taken_away_is_seen_and_going_on_puts_another(desk: Desk) -> None:
    desk.open()
    _settled(desk, closed=True)
    assert desk.memory
    del desk.memory.kept[next(place for place in desk.memory.kept if place[1] == "anchor")]
    assert _doubt(desk) is Doubt.ANCHOR_LOST
    assert desk.store.mode is Mode.READ_ONLY
    desk.resume(Doubt.ANCHOR_LOST)
    assert any(place[1] == "anchor" for place in desk.memory.kept)
    assert desk.again().doubt is None


def test_a_keyring_left_behind_takes_its_anchor_without_a_doubt(desk: Desk) -> None:
    desk.open()
    _settled(desk, closed=True)
    printed = desk.vault.new_recovery(PASSPHRASE)
    desk.vault = Vault(desk.folder, None, FLOOR)
    desk.keys = desk.vault.recover(printed, PASSPHRASE)
    assert desk.open(anew=True).doubt is None
    desk.close()
    assert desk.memory
    desk.memory.kept.clear()
    desk.vault = Vault(desk.folder, system_keychain([MEMORY]), FLOOR)
    desk.keys = desk.vault.recover(printed, PASSPHRASE)
    assert desk.open(anew=desk.keys.epoch_lost).doubt is None


def test_a_journal_without_the_entry_of_the_anchor_is_seen(desk: Desk) -> None:
    desk.open()
    desk.store.journal.note(Event.VIEWED, ANNE)
    desk.anchor()
    with desk.store.journal._engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM journal")
    desk.close()
    assert _doubt(desk) is Doubt.CHAIN_BROKEN


def test_a_missing_file_is_never_replaced_by_an_empty_one(desk: Desk) -> None:
    desk.open()
    _settled(desk, closed=True)
    desk.path.unlink()
    (desk.folder / NEW).touch()  # even where somebody says that it was never made
    with pytest.raises(StoreTrouble, match="disparu"):
        _doubt(desk)
    (desk.folder / SEAL).unlink()
    with pytest.raises(StoreTrouble, match="disparu"):
        _doubt(desk)
    assert not desk.path.exists()


# ---- what follows a doubt


def test_a_doubtful_file_is_read_and_never_written(desk: Desk) -> None:
    desk.open()
    desk.work()
    _settled(desk, closed=True)
    copy = desk.taken()
    desk.unlock()
    desk.open()
    _settled(desk, closed=True)
    desk.put_back(copy, MAIN, LOG, SEAL)
    before = desk.path.read_bytes()
    assert _doubt(desk) is Doubt.ROLLED_BACK
    assert desk.store.mode is Mode.READ_ONLY
    assert desk.notes() == 6
    with pytest.raises(StoreTrouble):
        desk.work(1)
    assert desk.watched
    assert not desk.watched.keep(desk.watched.anchor())
    desk.close()
    assert desk.path.read_bytes() == before
    assert _doubt(desk) is Doubt.ROLLED_BACK


def test_going_on_is_journaled_and_ends_the_doubt(desk: Desk) -> None:
    desk.open()
    desk.work()
    _settled(desk, closed=True)
    copy = desk.taken()
    desk.unlock()
    desk.open()
    _settled(desk, closed=True)
    desk.put_back(copy, MAIN, LOG, SEAL)
    doubt = _doubt(desk)
    assert doubt
    assert desk.resume(doubt).doubt is None
    entry = desk.store.journal.entries()[0]
    assert (entry.event, entry.what) == (Event.RESUMED, "rolled_back")
    assert desk.store.state.get("full_mark")
    desk.work(1)
    assert desk.again().doubt is None
    assert desk.notes() == 7


def test_a_broken_journal_once_accepted_is_not_asked_about_again(desk: Desk) -> None:
    desk.open()
    for _ in range(3):
        desk.store.journal.note(Event.VIEWED, ANNE)
    with desk.store.journal._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE journal SET what = 'autre' WHERE seq = 2")
    desk.close()
    assert _doubt(desk) is Doubt.CHAIN_BROKEN
    assert desk.resume(Doubt.CHAIN_BROKEN).doubt is None
    assert desk.again().doubt is None
    with desk.store.journal._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE journal SET what = 'autre' WHERE seq = 1")
    desk.close()
    assert _doubt(desk) is Doubt.CHAIN_BROKEN


def test_a_lost_epoch_is_said_and_going_on_keeps_the_notes(desk: Desk) -> None:
    desk.open()
    desk.work()
    desk.close()
    assert desk.memory
    for place in [place for place in desk.memory.kept if place[1].startswith("epoch")]:
        del desk.memory.kept[place]
    assert _doubt(desk) is Doubt.EPOCH_LOST
    desk.resume(Doubt.EPOCH_LOST)
    assert len(desk.store.passports.cards()) == 2
    assert desk.again().doubt is None


def test_after_a_recovery_passports_are_given_up_without_a_question(desk: Desk) -> None:
    desk.open()
    desk.work()
    printed = desk.vault.new_recovery("Cerise Lampe Dune Tulipe Ancre Violon Brume")
    desk.close()
    assert desk.memory
    desk.memory.kept.clear()
    desk.keys = desk.vault.recover(printed, "Cerise Lampe Dune Tulipe Ancre Violon Brume")
    assert desk.open(anew=True).doubt is None
    assert desk.again().doubt is None


@pytest.mark.parametrize("doubt", Doubt)
def test_every_doubt_is_said_in_a_sentence_with_advice(doubt: Doubt) -> None:
    assert doubt.sentence.endswith(".")
    assert doubt.advice.endswith(".")
