"""What can be read from the files of the store, by whom, and for how long."""

from __future__ import annotations

import sqlite3
import stat
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from desktop.models.note import Kind
from desktop.models.store import Store
from tests.store.conftest import KEY, Opener
from tests.store.pages import decrypted, found_in, spellings
from tests.store.people import ANNE, KARIM, envelope, news, received, withdrawal

OURS = ("Zéphyrine", "Quatrebarbes", "Plouézec", "Soudeuse", "Kerbrat", "mission de", "H2913")
NOTES = ("parle de sa fille", "ne veut plus souder", "brouillon inachevé")
CANARIES = (*OURS, *NOTES)


def fill(store: Store) -> None:
    """A file and three writings of Anne's, and Karim's file to be left alone."""
    store.intake.absorb(news(received(), received(KARIM, "Karim")), envelope)
    store.items.record(ANNE, Kind.WORKING, {"text": NOTES[0]})
    store.items.record(ANNE, Kind.NOTE, {"text": NOTES[1]}, item="n1")
    store.items.record(ANNE, Kind.NOTE, {"text": NOTES[1] + " non plus"}, item="n1")
    store.items.record(ANNE, Kind.NOTE, {"text": NOTES[2]}, draft=True)
    store.passports.cards()


def readable(path: Path) -> list[str]:
    """The canaries that are on a page, decrypted with the key of the file."""
    pages = decrypted(path, KEY)
    return [word for word in CANARIES if any(form in pages for form in spellings(word))]


def test_the_pages_are_really_decrypted_here(store: Store, path: Path) -> None:
    fill(store)
    pages = decrypted(path, KEY)
    assert b"CREATE TABLE" in pages
    assert ANNE.encode() in pages  # an identifier, which the tables leave in clear under the file's own key


def test_no_file_shows_anything_without_the_key(store: Store, path: Path) -> None:
    fill(store)
    assert {file.name for file in path.parent.iterdir()} == {"escale.db", "escale.db-wal", "escale.db-shm"}
    for word in (*CANARIES, ANNE, "CREATE TABLE", "SQLite format 3", "epoch-1"):
        assert found_in(path.parent, word) == []
    store.close()
    for word in (*CANARIES, ANNE, "CREATE TABLE", "SQLite format 3", "epoch-1"):
        assert found_in(path.parent, word) == []


def test_the_key_of_the_file_alone_shows_no_name_and_no_note(store: Store, path: Path) -> None:
    fill(store)
    assert readable(path) == []


def test_plain_sqlite_does_not_open_it(store: Store, path: Path) -> None:
    fill(store)
    store.close()
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.DatabaseError):
        connection.execute("SELECT count(*) FROM sqlite_master")
    connection.close()
    other = dbapi2.connect(str(path))
    with pytest.raises(dbapi2.DatabaseError):
        other.execute("SELECT count(*) FROM sqlite_master")
    other.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes: the profile's folder is its owner's")
def test_only_the_owner_reads_the_files(store: Store, path: Path) -> None:
    fill(store)
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}


def keys_of(path: Path) -> list[bytes]:
    """Every wrapped key of Anne's."""
    connection = dbapi2.connect(str(path))
    connection.set_key(b"x'" + KEY.hex().encode() + b"'")
    found = connection.execute("SELECT wrapped FROM seals WHERE person = ?", (ANNE,)).fetchall()
    sealed = connection.execute("SELECT sealed FROM items WHERE person = ?", (ANNE,)).fetchall()
    connection.close()
    return [bytes(row[0]) for row in (*found, *sealed)]


@pytest.mark.parametrize("end", ["withdrawal", "past"])
def test_nothing_of_a_person_is_left_once_the_sharing_ends(store: Store, path: Path, end: str) -> None:
    fill(store)
    traces = keys_of(path)
    assert len(traces) == 5
    if end == "withdrawal":
        store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    else:
        store.intake.end_past(date(2027, 2, 15), envelope)
    pages = decrypted(path, KEY)  # no flush was asked: the end of a sharing empties the log by itself
    assert [trace for trace in traces if trace in pages] == []
    assert readable(path) == []
    log = path.with_name("escale.db-wal")
    assert not log.exists() or log.stat().st_size == 0


def test_a_file_made_here_ends_the_same_way(store: Store, path: Path) -> None:
    fill(store)
    one = received()
    store.passports.create("fait-main", one.holder, one.access, one.passport)
    store.items.record("fait-main", Kind.NOTE, {"text": NOTES[0]})
    assert b"fait-main" in decrypted(path, KEY)
    store.passports.remove("fait-main")
    assert b"fait-main" not in decrypted(path, KEY)
    assert store.items.of("fait-main") == ()
    assert path.with_name("escale.db-wal").stat().st_size == 0


def test_flush_empties_the_log_and_keeps_everything(store: Store, opener: Opener, path: Path) -> None:
    fill(store)
    before = {card.person for card in store.passports.cards()}
    store.flush()
    assert path.with_name("escale.db-wal").stat().st_size == 0
    store.state.put({"après": "oui"})
    store.close()
    again = opener()
    assert {card.person for card in again.passports.cards()} == before
    assert again.state.get("après") == "oui"
