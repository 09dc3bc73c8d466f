"""Backups: whole or not at all, read back, pruned, and rewritten after an erasure."""

from __future__ import annotations

import errno
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from desktop.custody.backup import Backups, ended
from desktop.custody.packet import MAGIC, read_packet, unpack
from desktop.custody.pages import SALT, decrypted, read_pages
from desktop.custody.scan import scan
from desktop.custody.shelf import keepable
from desktop.errors import EscaleError, Refused, StoreTrouble
from desktop.models.journal import Event
from desktop.models.note import Kind
from desktop.models.store.upkeep import held
from desktop.vault.header import parsed_header
from desktop.vault.slots import by_recovery
from tests.custody.desk import PASSPHRASE, Desk
from tests.store.people import ANNE, KARIM, envelope, news, withdrawal

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
NAME = "escale-2026-11-22.sauvegarde"


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """An open desk with work in it."""
    desk.open()
    desk.work()
    return desk


@pytest.fixture
def second(tmp_path: Path) -> Path:
    """A key plugged in."""
    folder = tmp_path / "cle"
    folder.mkdir()
    return folder


@pytest.fixture
def backups(busy: Desk, second: Path) -> Backups:
    """Those of the desk, and of a second folder."""
    return Backups(busy.vault, busy.keys, second)


def _content(backups: Backups, path: Path, room: Path) -> bytes:
    database, key = backups.open(path, room)
    return b"".join(decrypted(number, page, key) for number, page in read_pages(database))


def test_one_a_day_in_both_folders_read_back(busy: Desk, backups: Backups, second: Path) -> None:
    assert backups.due(AT.date())
    copy = backups.make(busy.store, AT)
    assert copy
    assert (copy.verified, copy.notes, copy.at) == (True, 3, AT)
    assert not backups.due(AT.date())
    found = backups.found()
    assert [(one.second, one.verified) for one in found.found] == [(False, True), (True, True)]
    (there,) = second.iterdir()
    assert there.read_bytes() == Path(copy.path).read_bytes()
    assert there.name == f"escale-2026-11-22-{backups.shelf.mark}.sauvegarde"
    assert {path.name for path in backups.shelf.folder.iterdir()} == {NAME}
    assert busy.store.journal.entries()[0].event is Event.BACKED_UP
    if os.name == "posix":
        assert Path(copy.path).stat().st_mode & 0o777 == 0o600


def test_it_holds_what_cannot_be_fetched_again_and_no_passport(busy: Desk, backups: Backups, tmp_path: Path) -> None:
    copy = backups.make(busy.store, AT)
    assert copy
    content = _content(backups, Path(copy.path), tmp_path)
    assert ANNE.encode() in content
    assert not any(word in content for word in (b"Quatrebarbes", b"Kerbrat", b"Soudeuse"))
    whole = Path(copy.path).read_bytes()
    assert ANNE.encode() not in whole
    assert b"CREATE TABLE" not in whole


def test_stopped_it_leaves_nothing(busy: Desk, backups: Backups) -> None:
    assert backups.make(busy.store, AT, lambda: True) is None
    assert list(backups.shelf.folder.iterdir()) == []
    assert backups.due(AT.date())


def test_a_cut_leaves_the_one_before_and_nothing_for_long(busy: Desk, backups: Backups) -> None:
    backups.make(busy.store, AT)
    (backups.shelf.folder / ".atelier-coupe").mkdir()
    (backups.shelf.folder / ".atelier-coupe" / "export.db").write_bytes(b"x")
    (backups.shelf.folder / f".atelier-{NAME}.tmp").write_bytes(b"x")
    assert len(backups.found().found) == 2
    backups.make(busy.store, AT + timedelta(days=1))
    assert {path.name for path in backups.shelf.folder.iterdir()} == {NAME, "escale-2026-11-23.sauvegarde"}


def test_a_folder_that_refuses_is_said_and_nothing_is_lost(busy: Desk, backups: Backups, second: Path) -> None:
    backups.make(busy.store, AT)
    backups.shelf.inside(second, "escale-2026-11-23.sauvegarde").mkdir()
    with pytest.raises(StoreTrouble, match="sauvegarde"):
        backups.make(busy.store, AT + timedelta(days=1))
    assert len([one for one in backups.found().found if one.verified and not one.second]) == 2


def test_a_second_folder_that_is_away_is_left_for_later(busy: Desk, second: Path) -> None:
    backups = Backups(busy.vault, busy.keys, second / "absente")
    assert backups.make(busy.store, AT)
    assert [one.second for one in backups.found().found] == [False]


def test_seven_days_and_four_weeks_stay(busy: Desk, backups: Backups) -> None:
    for day in range(40):
        backups.make(busy.store, AT + timedelta(days=day)) if day in (0, 3, 5) or day > 30 else None
    days = {copy.at.date() for copy in backups.found().found}
    assert date(2026, 12, 31) in days
    assert {AT.date() + timedelta(days=day) for day in range(33, 40)} <= days
    every = [date(2026, 1, 1) + timedelta(days=day) for day in range(200)]
    kept = keepable(every)
    assert len(kept) == 7 + 3  # the last week's own day is one of the seven
    assert {day.weekday() for day in sorted(kept)[:2]} == {6}


def test_nobody_else_s_file_is_touched(busy: Desk, backups: Backups) -> None:
    backups.make(busy.store, AT)
    stranger = backups.shelf.folder / "escale-2020-01-01.sauvegarde"
    stranger.write_bytes(b"autre chose")
    notes = backups.shelf.folder / "notes.txt"
    notes.write_text("à moi")
    assert backups.prune() == ()
    assert stranger.exists()
    assert notes.exists()
    assert len(backups.found().found) == 2


def test_after_an_erasure_every_managed_one_is_rewritten(
    busy: Desk, backups: Backups, second: Path, tmp_path: Path
) -> None:
    for day in range(3):
        backups.make(busy.store, AT + timedelta(days=day))
    assert backups.to_expunge(busy.store) == ()
    busy.store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    assert len(backups.to_expunge(busy.store)) == 6
    stops = iter((False, False, True))
    assert backups.expunge(busy.store, lambda: next(stops)) == 2
    assert len(backups.to_expunge(busy.store)) == 4  # a cut only delays it
    assert backups.expunge(busy.store) == 4
    assert backups.to_expunge(busy.store) == ()
    for copy in backups.found().found:
        content = _content(backups, Path(copy.path), tmp_path)
        assert ANNE.encode() not in content
        assert KARIM.encode() in content
        assert (copy.notes, copy.verified) == (0, True)


def test_after_a_closing_every_managed_one_lets_go_of_working_notes(busy: Desk, backups: Backups) -> None:
    busy.store.items.record(ANNE, Kind.WORKING, {"text": "pour moi"})
    backups.make(busy.store, AT)
    busy.store.working.destroy(ANNE)
    assert len(backups.to_expunge(busy.store)) == 2
    assert backups.expunge(busy.store) == 2
    assert backups.to_expunge(busy.store) == ()
    assert {(copy.notes, copy.verified) for copy in backups.found().found} == {(3, True)}
    busy.store.working.destroy(ANNE)


def test_a_key_that_was_away_is_rewritten_when_it_comes_back(busy: Desk, second: Path) -> None:
    Backups(busy.vault, busy.keys, second).make(busy.store, AT)
    away = second.rename(second.with_name("ailleurs"))
    backups = Backups(busy.vault, busy.keys, second)
    busy.store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    assert backups.expunge(busy.store) == 1
    away.rename(second)
    assert backups.to_expunge(busy.store) == (backups.shelf.inside(second, NAME),)
    assert backups.expunge(busy.store) == 1


def test_a_key_that_has_come_back_is_rewritten_by_the_next_backup(busy: Desk, second: Path) -> None:
    backups = Backups(busy.vault, busy.keys, second)
    backups.make(busy.store, AT)
    away = second.rename(second.with_name("ailleurs"))
    busy.store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    backups.expunge(busy.store)
    away.rename(second)
    assert backups.make(busy.store, AT + timedelta(days=1))
    assert backups.to_expunge(busy.store) == ()
    assert {copy.notes for copy in backups.found().found} == {0}


def test_a_damaged_one_is_set_aside_and_the_others_are_rewritten(busy: Desk, backups: Backups, second: Path) -> None:
    for day in range(3):
        backups.make(busy.store, AT + timedelta(days=day))
    short, flipped, away = (path for _, path in list(backups._all())[:3])
    short.write_bytes(short.read_bytes()[:-4096])
    flipped.write_bytes(flipped.read_bytes()[:-2000] + bytes(2000))
    away.write_bytes(away.read_bytes()[:300])
    busy.store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    assert backups.expunge(busy.store) == 3
    assert backups.to_expunge(busy.store) == ()
    assert {path.name for path in backups.unreadable()} == {
        f"{short.name}.illisible", f"{flipped.name}.illisible", away.name}  # fmt: skip
    found = scan(busy.path, (busy.keys.database_key,), (ANNE,), backups)
    assert (found.found, found.backups, found.unread) == (0, 3, 3)
    backups.make(busy.store, AT + timedelta(days=40))
    assert backups.shelf.set_aside() == ()  # no longer than the others would have been kept


def test_a_full_disk_sets_nothing_aside(busy: Desk, backups: Backups, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in range(2):
        backups.make(busy.store, AT + timedelta(days=day))
    busy.store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    first = backups.to_expunge(busy.store)[0].name
    replace_file = Path.replace

    def full(path: Path, target: Path) -> Path:
        if target.name == first:
            raise OSError(errno.ENOSPC, "full")
        return replace_file(path, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(StoreTrouble):
        backups.expunge(busy.store)
    monkeypatch.undo()
    assert [path.name for path in backups.to_expunge(busy.store)] == [first]
    assert backups.unreadable() == ()
    assert backups.expunge(busy.store) == 1


def test_two_vaults_share_a_second_folder(busy: Desk, tmp_path: Path, second: Path) -> None:
    other = Desk(tmp_path / "voisin", busy.memory)
    other.open()
    other.work()
    mine, theirs = Backups(busy.vault, busy.keys, second), Backups(other.vault, other.keys, second)
    mine.make(busy.store, AT)
    unfinished = second / f"{mine.shelf.workshop}reste"
    unfinished.mkdir()
    theirs.make(other.store, AT)
    other.close()
    assert unfinished.is_dir()
    assert [sum(copy.second for copy in one.found().found) for one in (mine, theirs)] == [1, 1]
    mine.make(busy.store, AT)
    assert not unfinished.exists()


def test_the_one_just_made_stays_whatever_the_clock_said_before(busy: Desk, backups: Backups) -> None:
    for week in range(9):
        backups.make(busy.store, AT + timedelta(days=60 + 7 * week))
    made = backups.make(busy.store, AT, day=AT.date())
    assert made
    assert Path(made.path).exists()
    backups.make(busy.store, AT - timedelta(days=1))
    assert Path(made.path).exists()
    assert date(2026, 11, 20) in keepable(
        [date(2026, 11, 20), *(date(2027, 1, day) for day in range(1, 31))], AT.date()
    )


def test_the_day_is_the_trusted_one(busy: Desk, backups: Backups) -> None:
    made = backups.make(busy.store, AT - timedelta(days=900), day=AT.date())
    assert made
    assert Path(made.path).name == NAME
    assert not backups.due(AT.date())


def test_former_sheets_and_passphrases_do_not_open_renewed_backups(
    busy: Desk, backups: Backups, tmp_path: Path
) -> None:
    former = busy.vault.new_recovery(PASSPHRASE)
    backups.make(busy.store, AT)
    backups.make(busy.store, AT + timedelta(days=1))
    assert backups.renew_headers() == 0
    printed = busy.vault.new_recovery(PASSPHRASE)
    assert backups.renew_headers() == 4
    for copy in backups.found().found:
        header = parsed_header(read_packet(Path(copy.path)).header)
        assert by_recovery(header, printed) == busy.keys.master
        with pytest.raises(Refused):
            by_recovery(header, former)
        assert copy.verified
        assert ANNE.encode() in _content(backups, Path(copy.path), tmp_path)
    busy.vault.new_recovery(PASSPHRASE)
    backups.make(busy.store, AT + timedelta(days=2))
    assert backups.renew_headers() == 0  # the backup of the day had renewed those of before


def test_the_mark_of_what_ended_changes_with_each_end(busy: Desk) -> None:
    before = ended(busy.store)
    busy.work(1)
    assert ended(busy.store) == before
    busy.store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    assert ended(busy.store) != before


def test_a_flipped_byte_is_seen(busy: Desk, backups: Backups, tmp_path: Path) -> None:
    copy = backups.make(busy.store, AT)
    assert copy
    path, tried = Path(copy.path), 0
    whole = path.read_bytes()
    header = len(MAGIC) + 4 + int.from_bytes(whole[len(MAGIC) : len(MAGIC) + 4], "big")
    for at in (*range(0, header, 23), *range(header, len(whole), 4999)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            database, key = backups.open(path, tmp_path)
            held(database, key)
        except EscaleError:
            tried += 1
            continue
        assert at < header + SALT, at  # the vault's copy, which its own MAC covers, or the salt that the key repeats
        assert read_packet(path).vault == busy.keys.identity
    assert tried > 20


@pytest.mark.parametrize("content", [b"", MAGIC, MAGIC + b"\xff\xff\xff\xff", MAGIC + b"\0\0\0\2{}", b"x" * 1000])
def test_a_file_that_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "autre.sauvegarde"
    path.write_bytes(content)
    with pytest.raises(Refused, match="pas une sauvegarde"):
        read_packet(path)
    with pytest.raises(StoreTrouble, match="ne peut pas être lue"):
        read_packet(tmp_path / "absente")


def test_a_shortened_backup_is_refused(busy: Desk, backups: Backups, tmp_path: Path) -> None:
    copy = backups.make(busy.store, AT)
    assert copy
    path = Path(copy.path)
    contents = read_packet(path).contents(busy.keys.backup_key)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(Refused, match="incomplet"):
        unpack(path, contents.size, tmp_path / "x.db")
    assert {one.second: one.verified for one in backups.found().found} == {False: False, True: True}
