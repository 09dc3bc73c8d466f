"""Pages and logs read without SQLite, held against what SQLCipher writes."""

from __future__ import annotations

import hashlib
import os

import pytest

from desktop.custody.pages import PAGE, decrypted, generation, is_authentic, read_pages, tag
from desktop.custody.wal import FRAME, HEADER, WHOLE, LogReader
from desktop.errors import StoreTrouble
from tests.custody.cipher import KEY, Cipher

OTHER = bytes(48)


def test_every_page_is_authentic_under_its_key_at_its_place(cipher: Cipher) -> None:
    pages = list(read_pages(cipher.path))
    assert len(pages) == cipher.path.stat().st_size // PAGE > 10
    assert all(is_authentic(number, page, KEY) for number, page in pages)
    assert not any(is_authentic(number + 1, page, KEY) for number, page in pages)
    assert not any(is_authentic(number, page, OTHER) for number, page in pages)


def test_a_page_is_decrypted_as_sqlite_sees_it(cipher: Cipher) -> None:
    (row,) = cipher.connection.execute("SELECT bytes FROM rows WHERE id = 1").fetchone()
    assert b"CREATE TABLE rows" in b"".join(decrypted(number, page, KEY) for number, page in read_pages(cipher.path))
    assert any(row[:500] in decrypted(number, page, KEY) for number, page in read_pages(cipher.path))


def test_the_generation_is_read_from_the_first_page(cipher: Cipher) -> None:
    _, first = next(iter(read_pages(cipher.path)))
    assert generation(first, (KEY,)) == (0, 5)
    assert generation(first, (OTHER, KEY)) == (1, 5)
    assert generation(first, (OTHER,)) is None
    assert generation(first[:100], (KEY,)) is None


def test_a_tag_tells_pages_apart_and_the_salt_counts() -> None:
    one, two = os.urandom(PAGE), os.urandom(PAGE)
    assert tag(2, one) != tag(2, two)
    assert tag(1, one) != tag(1, one[::-1][:16] + one[16:])
    assert (tag(2, b""), tag(2, one[:100])) == (b"", b"?")


def test_a_checkpoint_copies_the_frames_byte_for_byte(cipher: Cipher) -> None:
    reader = LogReader(cipher.path)
    for _ in range(3):
        cipher.write(9000)
    newest, pages = dict(reader.look().newest), reader.look().pages
    assert len(newest) > 5
    cipher.checkpoint()
    after = {number: tag(number, page) for number, page in read_pages(cipher.path)}
    assert len(after) == pages
    assert {number: after[number] for number in newest} == newest
    assert reader.look().length == 0


def test_the_log_is_followed_as_it_grows_and_begins_anew(cipher: Cipher) -> None:
    reader, lengths = LogReader(cipher.path), []
    for _ in range(4):
        cipher.write()
        log = reader.look()
        lengths.append(log.length)
        assert log.length == cipher.log.stat().st_size
        assert log.digest == hashlib.sha256(cipher.log.read_bytes()).hexdigest() == reader.prefix(log.length)
        assert log.newest == LogReader(cipher.path).look().newest
    assert lengths == sorted(set(lengths))
    assert [generation(page, (KEY,)) for _, page in reader.log.turns] == [(0, number) for number in (6, 7, 8, 9)]
    cipher.checkpoint()
    cipher.write()
    assert len(reader.look().turns) == 1


def test_only_whole_transactions_count_and_only_while_checksums_follow(cipher: Cipher) -> None:
    for _ in range(3):
        cipher.write()
    whole = cipher.log.read_bytes()
    ends = [end for end, _ in LogReader(cipher.path).look().turns]
    copy = cipher.path.parent / "autre.db"
    log = copy.with_name("autre.db-wal")
    for size in range(0, len(whole) + 1, 997):
        log.write_bytes(whole[:size])
        assert LogReader(copy).look().length == max((end for end in ends if end <= size), default=0)
    for at in (HEADER + 8, HEADER + 16, HEADER + FRAME + 5, ends[0] + 3):
        log.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert LogReader(copy).look().length == max((end for end in ends if end <= at), default=0)
    for at in range(HEADER):
        log.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert LogReader(copy).look().length == 0


def test_what_is_written_of_a_transaction_under_way_is_not_committed(cipher: Cipher) -> None:
    cipher.write()
    before = LogReader(cipher.path).look().length
    cipher.connection.execute("PRAGMA cache_size=5")
    cipher.connection.execute("BEGIN IMMEDIATE")
    for _ in range(40):
        cipher.connection.execute("INSERT INTO rows(bytes) VALUES(?)", (os.urandom(9000),))
    assert cipher.log.stat().st_size > before + 20 * WHOLE
    assert LogReader(cipher.path).look().length == before
    cipher.connection.execute("ROLLBACK")
    cipher.write()
    reader = LogReader(cipher.path)
    assert before < reader.look().length < cipher.log.stat().st_size
    assert len(reader.log.turns) == 2


def test_prefixes_are_those_of_what_is_committed(cipher: Cipher) -> None:
    cipher.write()
    reader = LogReader(cipher.path)
    length = reader.look().length
    assert reader.prefix(length) == reader.log.digest
    assert (reader.prefix(0), reader.prefix(length + 1)) == ("", "")


def test_an_absurd_file_is_refused_without_being_read(cipher: Cipher) -> None:
    huge = cipher.path.parent / "enorme.db"
    with huge.open("wb") as file:
        file.truncate(5 * 1024**3)
    with pytest.raises(StoreTrouble, match="trop gros"):
        list(read_pages(huge))
    huge.rename(huge.with_name("petit.db-wal"))
    with pytest.raises(StoreTrouble, match="trop gros"):
        LogReader(huge.with_name("petit.db")).look()
