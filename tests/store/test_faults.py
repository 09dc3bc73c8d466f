"""What goes wrong with disks, files and keys: one sentence each time, and nothing lost that was there."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from desktop.errors import EpochLost, StoreLocked, StoreTrouble
from desktop.models.note import Kind
from desktop.models.store import Store
from tests.store.conftest import KEY, Opener
from tests.store.notes import every_note
from tests.store.people import ANNE, KARIM, envelope, news, passport, received
from tests.vault.memory import ShelfInMemory, seals_in_memory, seals_on

LONG = "x" * 50_000


def fill(store: Store) -> None:
    """A file, a note, and enough of them to make many pages."""
    store.intake.absorb(news(received()), envelope)
    store.items.record(ANNE, Kind.NOTE, {"text": "avant"}, item="first")
    for _ in range(4):
        store.items.record(ANNE, Kind.PLAN, {"text": LONG})


def folder(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in path.parent.iterdir()}


def notes(store: Store) -> list[str]:
    return [item.text for item in store.items.of(ANNE) if item.kind is Kind.NOTE]


def read_everything(path: Path) -> None:
    """Open the store and read what a counsellor would."""
    store = Store(path, KEY, seals_in_memory())
    try:
        store.passports.file(ANNE)
        store.items.of(ANNE)
    finally:
        store.close()


def test_another_key_opens_nothing_and_changes_nothing(store: Store, path: Path) -> None:
    fill(store)
    store.close()
    before = folder(path)
    with pytest.raises(StoreTrouble, match="abîmé"):
        Store(path, bytes(48), seals_in_memory())
    assert folder(path) == before


def test_other_seals_open_no_person_and_say_it(store: Store, path: Path) -> None:
    fill(store)
    store.close()
    before = folder(path)
    with pytest.raises(EpochLost):
        Store(path, KEY, seals_on(ShelfInMemory(b"p" * 32), b"N" * 32))
    assert folder(path)["escale.db"] == before["escale.db"]
    other = Store(path, KEY, seals_on(ShelfInMemory(b"P" * 32), b"n" * 32))
    asked: tuple[Callable[[], object], ...] = (lambda: other.items.of(ANNE), lambda: every_note(other))
    for ask in asked:
        with pytest.raises(StoreTrouble, match="clés"):
            ask()
    other.close()


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: b"\x5a" * len(whole),
        lambda _: b"garbage",
        lambda whole: whole[:1000],
        lambda whole: whole[: len(whole) // 4096 // 2 * 4096],
        lambda whole: whole[:100] + bytes([whole[100] ^ 1]) + whole[101:],
        lambda whole: whole[:4096] + bytes(byte ^ 1 for byte in whole[4096:]),
    ],
    ids=["garbage", "short", "first page cut", "half", "first page", "all others"],
)
def test_a_damaged_file_is_said_and_left_as_it_is(store: Store, path: Path, damage: Callable[[bytes], bytes]) -> None:
    fill(store)
    store.close()
    path.write_bytes(damage(path.read_bytes()))
    before = folder(path)
    with pytest.raises(StoreTrouble):
        read_everything(path)
    assert folder(path) == before


def test_the_salt_at_the_head_of_the_file_can_be_lost_since_the_header_keeps_it(store: Store, path: Path) -> None:
    fill(store)
    store.close()
    path.write_bytes(bytes(16) + path.read_bytes()[16:])
    read_everything(path)


def test_one_flipped_byte_on_any_page_is_seen_or_harmless(store: Store, path: Path) -> None:
    fill(store)
    store.close()
    whole, seen = path.read_bytes(), 0
    for at in range(2048, len(whole), 4096):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            read_everything(path)  # pages that nothing points to are never read
        except StoreTrouble:
            seen += 1
    assert seen > len(whole) // 4096 // 2


def test_a_lost_file_whose_log_remains_is_said_and_the_log_kept(store: Store, path: Path, tmp_path: Path) -> None:
    fill(store)
    for size, name in ((None, "absent"), (b"", "empty")):
        copied = tmp_path / name / "escale.db"
        copied.parent.mkdir()
        log = copied.with_name("escale.db-wal")
        log.write_bytes(path.with_name("escale.db-wal").read_bytes())
        if size is not None:
            copied.write_bytes(size)
        before = folder(copied)
        with pytest.raises(StoreTrouble, match="abîmé"):
            Store(copied, KEY, seals_in_memory())
        assert folder(copied) == before


def test_a_crash_before_the_log_is_brought_in_loses_nothing(store: Store, path: Path, tmp_path: Path) -> None:
    fill(store)
    crashed = tmp_path / "after" / "escale.db"
    crashed.parent.mkdir()
    for name in ("escale.db", "escale.db-wal"):
        (crashed.parent / name).write_bytes((path.parent / name).read_bytes())
    again = Store(crashed, KEY, seals_in_memory())
    assert notes(again) == ["avant"]
    again.close()


@contextmanager
def files_no_longer_than(size: int) -> Iterator[None]:
    """A disk that refuses to write beyond that many bytes a file."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.skipif(sys.platform == "win32", reason="the limit on the size of files is POSIX's")
def test_a_disk_that_refuses_to_write_loses_nothing_and_the_next_write_works(
    store: Store, opener: Opener, path: Path
) -> None:
    fill(store)
    store.passports.cards()
    size = path.with_name("escale.db-wal").stat().st_size
    with files_no_longer_than(size + 10_000):
        with pytest.raises(StoreTrouble, match="disque est plein"):
            store.items.record(ANNE, Kind.NOTE, {"text": LONG}, item="too much")
        with pytest.raises(StoreTrouble, match="disque est plein"):
            store.intake.absorb(news(*(received(f"p{n}", f"N{n}") for n in range(40)), cursor="c2"), envelope)
        assert notes(store) == ["avant"]
        assert store.state.get("cursor") == "c1"
    store.items.record(ANNE, Kind.NOTE, {"text": "après"}, item="second")
    store.intake.absorb(news(received(KARIM, "Karim"), cursor="c2"), envelope)
    for one in (store, opener()):
        assert sorted(notes(one)) == ["après", "avant"]
        assert one.state.get("cursor") == "c2"
        file = one.passports.file(KARIM)
        assert file is not None
        assert file.passport == passport("Karim")
        assert len(one.passports.cards()) == 2


def test_a_full_file_loses_nothing_and_the_next_write_works(store: Store, opener: Opener) -> None:
    fill(store)
    with store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StoreTrouble, match="disque est plein"):
        store.intake.absorb(news(*(received(f"p{n}", f"N{n}") for n in range(40))), envelope)
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    store.intake.absorb(news(*(received(f"p{n}", f"N{n}") for n in range(40))), envelope)
    again = opener()
    assert len(again.passports.cards()) == 41
    assert all(again.passports.file(f"p{n}") for n in range(40))
    assert notes(again) == ["avant"]


def test_two_openings_see_the_same_file(store: Store, opener: Opener) -> None:
    other = opener()
    fill(store)
    assert notes(other) == ["avant"]
    other.items.record(ANNE, Kind.NOTE, {"text": "de l’autre"})
    assert sorted(notes(store)) == ["avant", "de l’autre"]


def test_a_file_that_another_program_holds_is_said(store: Store, beside: dbapi2.Connection) -> None:
    fill(store)
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=0")
    beside.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreLocked, match="un autre programme"):
        store.items.record(ANNE, Kind.NOTE, {"text": "refusée"})
    beside.execute("ROLLBACK")
    store.items.record(ANNE, Kind.NOTE, {"text": "acceptée"})
    assert sorted(notes(store)) == ["acceptée", "avant"]


def test_a_folder_that_is_not_there_or_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    for path in (tmp_path / "absent" / "escale.db", tmp_path):
        with pytest.raises(StoreTrouble, match="ne s’ouvre pas"):
            Store(path, KEY, seals_in_memory())
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_refuses_to_be_written_is_said(store: Store) -> None:
    fill(store)
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    with pytest.raises(StoreTrouble, match="lecture seule"):
        store.items.record(ANNE, Kind.NOTE, {"text": "refusée"})
    store._engine.dispose()  # the next connection writes again
    assert notes(store) == ["avant"]


def test_the_sentences_show_nothing_of_what_was_written(store: Store) -> None:
    fill(store)
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    with pytest.raises(StoreTrouble) as said:
        store.items.record(ANNE, Kind.NOTE, {"text": "canari"})
    shown = f"{said.value} {said.value.__cause__}"
    assert ANNE not in shown
    assert "canari" not in shown
