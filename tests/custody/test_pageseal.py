"""The page seal: whatever is changed behind Escale's back is seen, and a cut at any instant is not an alarm."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.custody.pages import PAGE, SALT
from desktop.custody.pageseal import PageSeal, seal_of
from desktop.custody.wal import FRAME, HEADER, WHOLE, _chained
from desktop.errors import StoreTrouble
from desktop.models.doubt import Doubt
from tests.custody.cipher import KEY, SEAL_KEY, Cipher, ciphered, copied, sealed

KEYS = (KEY,)


@pytest.fixture
def seal(cipher: Cipher) -> PageSeal:
    """A seal of the database as it is."""
    made = PageSeal(cipher.path, SEAL_KEY)
    made.renew()
    return made


def _guarded(cipher: Cipher, seal: PageSeal) -> None:
    seal.before_checkpoint()
    cipher.checkpoint()
    seal.after_checkpoint()


def _judged(path: Path) -> Doubt | None:
    return sealed(path).judged(KEYS)


def test_a_life_without_accident_is_never_doubtful(cipher: Cipher, seal: PageSeal) -> None:
    for round_ in range(6):
        for row in range(1, 6):
            cipher.write(4000 * round_, row)
            assert _judged(copied(cipher.path, "cut")) is None
        _guarded(cipher, seal)
        assert _judged(copied(cipher.path, "cut")) is None
        assert sealed(cipher.path).sequence == seal.sequence
    assert seal.sequence == 13


def test_a_flipped_byte_is_seen_on_a_page_that_nothing_reads(cipher: Cipher, seal: PageSeal) -> None:
    whole = cipher.path.read_bytes()
    for at in range(SALT, len(whole), PAGE // 2 - 1):
        cipher.path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert _judged(cipher.path) is Doubt.PAGES_CHANGED
    cipher.path.write_bytes(whole)
    assert _judged(cipher.path) is None


def _mixtures(main: bytes, log: bytes) -> list[bytes]:
    """The file at each step of a checkpoint: after each frame, and in the middle of each."""
    frames = {
        int.from_bytes(log[at : at + 4], "big"): log[at + FRAME : at + WHOLE] for at in range(HEADER, len(log), WHOLE)
    }
    found, now = [], bytearray(main)
    for number in sorted(frames):
        start = (number - 1) * PAGE
        now.extend(b"\0" * max(0, start - len(now)))
        for upto in (512, 2048, PAGE - 512, PAGE):
            now[start : start + upto] = frames[number][:upto]
            found.append(bytes(now))
    return found


def test_a_cut_anywhere_in_a_checkpoint_is_no_alarm_and_goes_on(cipher: Cipher, seal: PageSeal) -> None:
    for row in (2, 4, None, None):
        cipher.write(9000, row)
    cut = copied(cipher.path, "before-the-seal")
    assert _judged(cut) is None
    seal.before_checkpoint()
    cut = copied(cipher.path, "cut")
    log = cut.with_name("escale.db-wal").read_bytes()
    mixtures = _mixtures(cut.read_bytes(), log)
    assert len(mixtures) > 30
    for mixture in mixtures:
        cut.write_bytes(mixture)
        cut.with_name("escale.db-wal").write_bytes(log)
        shutil.copy2(seal_of(cipher.path), seal_of(cut))
        assert _judged(cut) is None
        _goes_on(cut)
    cipher.checkpoint()
    cut = copied(cipher.path, "before-the-second-seal")
    assert _judged(cut) is None
    _goes_on(cut)
    seal.after_checkpoint()
    assert _judged(copied(cipher.path, "after")) is None


def _goes_on(path: Path) -> None:
    """Opened after the cut: the log is brought in, more is written, and all is well."""
    again = sealed(path)
    with ciphered(path) as cipher:
        assert cipher.connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        again.after_checkpoint()
        _guarded(cipher, again)
        cipher.write()
        assert _judged(path) is None
        _guarded(cipher, again)
    assert _judged(path) is None


def test_a_checkpoint_that_could_not_end_is_no_alarm(cipher: Cipher, seal: PageSeal) -> None:
    """A reader stands in the way: the file is written, the log stays, then begins anew under the same seal."""
    cipher.write(9000, 2)
    with ciphered(cipher.path) as reader:
        reader.connection.execute("BEGIN")
        reader.connection.execute("SELECT count(*) FROM rows").fetchone()
        seal.before_checkpoint()
        assert cipher.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 1
        seal.after_checkpoint()
        reader.connection.execute("COMMIT")
        assert _judged(copied(cipher.path, "cut")) is None
        claimed = seal.claim()
        assert claimed == (seal.sequence, 0, "")
        for row in (1, 3, None):
            cipher.write(9000, row)
            assert _judged(copied(cipher.path, "cut")) is None
    _guarded(cipher, seal)
    assert _judged(cipher.path) is None
    assert seal.claim() == (seal.sequence, 0, "")


def test_the_seal_is_read_back_as_it_was_written(cipher: Cipher, seal: PageSeal) -> None:
    cipher.write(9000, 2)
    seal.before_checkpoint()
    assert sealed(cipher.path)._sealed == seal._sealed
    assert seal._sealed.overlay
    cipher.checkpoint()
    seal.after_checkpoint()
    assert sealed(cipher.path)._sealed == seal._sealed
    assert not seal._sealed.overlay


def test_a_claim_is_of_what_is_committed(cipher: Cipher, seal: PageSeal) -> None:
    assert seal.claim() == (1, 0, "")
    cipher.write()
    sequence, length, digest = seal.claim()
    assert (sequence, length) == (1, cipher.log.stat().st_size)
    assert digest == seal.log.prefix(length)
    cipher.write()
    assert seal.log.prefix(length) == digest
    seal.before_checkpoint()
    assert seal.claim() == (2, 0, "")


# ---- what is done behind its back


def test_every_byte_of_a_seal_counts(cipher: Cipher, seal: PageSeal) -> None:
    cipher.write(9000, 2)
    seal.before_checkpoint()
    content = seal_of(cipher.path).read_bytes()
    for at in range(len(content)):
        seal_of(cipher.path).write_bytes(content[:at] + bytes([content[at] ^ 4]) + content[at + 1 :])
        assert not PageSeal(cipher.path, SEAL_KEY).read()
    for size in range(0, len(content), 7):
        seal_of(cipher.path).write_bytes(content[:size])
        assert not PageSeal(cipher.path, SEAL_KEY).read()
    seal_of(cipher.path).write_bytes(content)
    assert not PageSeal(cipher.path, b"T" * 32).read()
    assert PageSeal(cipher.path, SEAL_KEY).read()


def test_every_older_page_put_back_is_seen(cipher: Cipher, seal: PageSeal) -> None:
    old = cipher.path.read_bytes()
    for row in range(1, 6):
        cipher.write(9000, row)
    _guarded(cipher, seal)
    new = cipher.path.read_bytes()
    tried = 0
    for start in range(0, len(old), PAGE):
        if (page := old[start : start + PAGE]) != new[start : start + PAGE]:
            cut = copied(cipher.path, "tampered")
            cut.write_bytes(new[:start] + page + new[start + PAGE :])
            assert _judged(cut) is Doubt.PAGES_CHANGED
            tried += 1
    assert tried > 10


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content[:-PAGE],
        lambda content: content[: -PAGE // 2],
        lambda content: content + content[-PAGE:],
        lambda content: content + b"\0" * 10,
        lambda content: b"\0" * SALT + content[SALT:],
        lambda content: content[:PAGE] + content[2 * PAGE : 3 * PAGE] + content[PAGE : 2 * PAGE] + content[3 * PAGE :],
        lambda _: b"",
    ],
    ids=["short", "torn", "longer", "a few bytes more", "salt", "swapped", "empty"],
)
def test_a_file_of_another_shape_is_seen(cipher: Cipher, seal: PageSeal, change: Callable[[bytes], bytes]) -> None:
    cut = copied(cipher.path, "tampered")
    cut.write_bytes(change(cut.read_bytes()))
    assert _judged(cut) is Doubt.PAGES_CHANGED


def _forged(log: bytes, number: int, page: bytes) -> bytes:
    """A log with one more transaction that brings one page: its checksums are anybody's to compute."""
    header = number.to_bytes(4, "big") + log[-WHOLE + 4 : -WHOLE + 8]
    sums = (
        int.from_bytes(log[-WHOLE + 16 : -WHOLE + 20], "big"),
        int.from_bytes(log[-WHOLE + 20 : -WHOLE + 24], "big"),
    )
    first, second = _chained(header + page, sums, "<")
    return log + header + log[16:24] + first.to_bytes(4, "big") + second.to_bytes(4, "big") + page


def test_an_older_page_brought_by_a_forged_log_is_seen(cipher: Cipher, seal: PageSeal) -> None:
    old = cipher.path.read_bytes()
    cipher.write(9000, 2)
    cut = copied(cipher.path, "tampered")
    log = cut.with_name("escale.db-wal")
    honest = log.read_bytes()
    assert _judged(cut) is None
    for number in (3, 1):
        log.write_bytes(_forged(honest, number, old[(number - 1) * PAGE : number * PAGE]))
        with ciphered(copied(cut, "taken")) as reader:  # SQLite takes it for a transaction like any other
            assert reader.connection.execute("PRAGMA wal_checkpoint").fetchone()[1] == len(log.read_bytes()) // WHOLE
        assert _judged(cut) is Doubt.LOG_LOST


def test_an_earlier_log_put_back_over_a_newer_file_is_seen(cipher: Cipher, seal: PageSeal) -> None:
    cipher.write(9000, 2)
    earlier = cipher.log.read_bytes()
    _guarded(cipher, seal)
    cipher.write(9000, 3)
    _guarded(cipher, seal)
    cut = copied(cipher.path, "tampered")
    cut.with_name("escale.db-wal").write_bytes(earlier)
    assert _judged(cut) is Doubt.LOG_LOST


def test_a_truncation_that_a_power_cut_undid_is_no_alarm(cipher: Cipher, seal: PageSeal) -> None:
    cipher.write(9000, 2)
    absorbed = cipher.log.read_bytes()
    _guarded(cipher, seal)
    cut = copied(cipher.path, "cut")
    cut.with_name("escale.db-wal").write_bytes(absorbed)
    assert _judged(cut) is None
    _goes_on(cut)
    shortened = _two_turns(cipher, seal)[:-WHOLE]
    cut = copied(cipher.path, "shortened")
    cut.with_name("escale.db-wal").write_bytes(shortened)
    assert _judged(cut) is Doubt.LOG_LOST


def _two_turns(cipher: Cipher, seal: PageSeal) -> bytes:
    """A log of two transactions, absorbed since."""
    cipher.write(9000, 2)
    cipher.write(9000, 3)
    log = cipher.log.read_bytes()
    _guarded(cipher, seal)
    return log


def test_a_log_removed_in_the_middle_of_a_checkpoint_is_seen(cipher: Cipher, seal: PageSeal) -> None:
    for row in (2, 4, None):
        cipher.write(9000, row)
    seal.before_checkpoint()
    cut = copied(cipher.path, "tampered")
    log = cut.with_name("escale.db-wal")
    whole, main = log.read_bytes(), cut.read_bytes()
    for left in (b"", whole[:-WHOLE], whole[: HEADER + WHOLE]):
        log.write_bytes(left)
        assert _judged(cut) is Doubt.LOG_LOST
    for mixture in _mixtures(main, whole)[:-1]:
        log.write_bytes(b"")
        cut.write_bytes(mixture)
        assert _judged(cut) in (Doubt.LOG_LOST, Doubt.PAGES_CHANGED)


def test_a_transaction_that_does_not_raise_the_generation_would_be_seen(cipher: Cipher, seal: PageSeal) -> None:
    """What the store owes to the seal: were it to forget, this says so at once."""
    cipher.write(raises=False)
    assert _judged(cipher.path) is Doubt.LOG_LOST


def test_a_page_changed_while_open_stops_the_next_checkpoint(cipher: Cipher, seal: PageSeal) -> None:
    cipher.write(9000, 2)
    seal.before_checkpoint()
    cipher.log.write_bytes(b"")
    with pytest.raises(StoreTrouble, match="modifiées"):
        seal._settled()
