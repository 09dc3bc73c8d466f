"""SQLite's write-ahead log, read as SQLite would recover it: only whole transactions, only while checksums follow.

Format: https://www.sqlite.org/fileformat2.html#the_write_ahead_log. SQLCipher writes each frame's page encrypted, and
a checkpoint copies it to the file byte for byte (the tests hold it to that).
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
import numpy.typing as npt

from desktop.custody.pages import LARGEST, PAGE, tag, too_large

HEADER: Final = 32
FRAME: Final = 24
WHOLE: Final = FRAME + PAGE
ORDERS: Final = ((0x377F0682, "<"), (0x377F0683, ">"))  # the magic number says in which order checksums are taken
VERSION: Final = 3007000
MASK: Final = 0xFFFFFFFF
Sums = tuple[int, int]
Words = npt.NDArray[np.uint32]


def log_of(path: Path) -> Path:
    """Where the log of a database stands."""
    return path.with_name(path.name + "-wal")


@dataclass(slots=True)
class Log:
    """What of the log is committed: its length in bytes, the SHA-256 of that much, the tag of each page's newest frame.

    ``pages`` is the size, in pages, that the last transaction gives the file. ``turns`` tells, of each transaction,
    where it ends in the log and the first page it wrote (b"" when it wrote none: Escale never does that).
    """

    length: int = 0
    digest: str = ""
    pages: int = 0
    newest: dict[int, bytes] = field(default_factory=dict)
    turns: list[tuple[int, bytes]] = field(default_factory=list)

    @property
    def first(self) -> bytes:
        """The newest first page, whole; b"" when there is none."""
        return next((page for _, page in reversed(self.turns) if page), b"")


class LogReader:
    """Follows a log as it grows: each look reads only what was added since, unless the log began anew."""

    def __init__(self, path: Path) -> None:
        """``path`` is that of the database."""
        self._path = log_of(path)
        self._begin(b"")

    def look(self) -> Log:
        """What is committed now; not while a transaction is being written. StoreTrouble when the log is oversized."""
        if not self._path.exists():
            self._begin(b"")
            return self.log
        if self._path.stat().st_size > LARGEST:
            raise too_large()
        with self._path.open("rb") as file:
            header = file.read(HEADER)
            if header != self._header:
                self._begin(header)
            if self._order:
                self._follow(file)
        return self.log

    def size(self) -> int:
        """How many bytes the log is, committed or not."""
        return self._path.stat().st_size if self._path.exists() else 0

    def prefix(self, length: int) -> str:
        """SHA-256, as hex, of the first ``length`` bytes of what is committed; "" for none, or when there are fewer."""
        if not length or length > self.look().length:
            return ""
        digest = hashlib.sha256()
        with self._path.open("rb") as file:
            for at in range(0, length, 1 << 20):
                digest.update(file.read(min(1 << 20, length - at)))
        return digest.hexdigest()

    def _begin(self, header: bytes) -> None:
        self._header, self.log, self._order = header, Log(), ""
        self._digest = hashlib.sha256(header)
        if len(header) < HEADER:
            return
        magic, version, size, *_, first, second = struct.unpack(">8I", header)
        order = dict(ORDERS).get(magic, "")
        if order and version == VERSION and size == PAGE and _summed(header[:24], order) == (first, second):
            self._order, self._sums = order, (first, second)

    def _follow(self, file: BinaryIO) -> None:
        """Take each whole transaction that follows what is known."""
        log, taken, fresh = self.log, list[tuple[int, bytes]](), self._digest.copy()
        for end, frame, size, sums in self._frames(file):
            fresh.update(frame)
            taken.append((int.from_bytes(frame[:4], "big"), frame[FRAME:]))
            if size:
                self._take(taken, end)
                log.length, log.pages, log.digest = end, size, fresh.hexdigest()
                self._digest, self._sums = fresh.copy(), sums
                taken.clear()

    def _frames(self, file: BinaryIO) -> Iterator[tuple[int, bytes, int, Sums]]:
        """(where it ends, frame, size of the file if it ends a transaction, checksums) of each valid frame."""
        start, sums = self.log.length or HEADER, self._sums
        file.seek(start)
        for end in range(start + WHOLE, LARGEST, WHOLE):
            frame = file.read(WHOLE)
            if len(frame) < WHOLE or frame[8:16] != self._header[16:24]:
                return
            number, size = struct.unpack(">2I", frame[:8])
            sums = _chained(frame[:8] + frame[FRAME:], sums, self._order)
            if not number or struct.unpack(">2I", frame[16:24]) != sums:
                return
            yield end, frame, size, sums

    def _take(self, frames: list[tuple[int, bytes]], end: int) -> None:
        for number, page in frames:
            self.log.newest[number] = tag(number, page)
        self.log.turns.append((end, next((page for number, page in reversed(frames) if number == 1), b"")))


def _summed(data: bytes, order: str) -> Sums:
    """SQLite's checksum of a header."""
    first = second = 0
    for odd, even in struct.iter_unpack(f"{order}2I", data):
        first = (first + odd + second) & MASK
        second = (second + even + first) & MASK
    return first, second


def _weights(words: int) -> tuple[Words, Words, tuple[int, int, int, int]]:
    """The checksum is linear modulo 2**32: what each word, and the sums before, weigh in the two sums after."""
    first, second = [0] * words, [0] * words
    a, b, c, d = 1, 0, 0, 1
    for at in range(words - 2, -1, -2):
        first[at], second[at], first[at + 1], second[at + 1] = (a + b) & MASK, (c + d) & MASK, b, d
        a, b, c, d = (a + b) & MASK, (a + 2 * b) & MASK, (c + d) & MASK, (c + 2 * d) & MASK
    return np.array(first, np.uint32), np.array(second, np.uint32), (a, b, c, d)


FIRST, SECOND, BEFORE = _weights((8 + PAGE) // 4)


def _chained(data: bytes, sums: Sums, order: str) -> Sums:
    """The checksum of a frame, after that of the frame before it."""
    words = np.frombuffer(data, f"{order}u4").astype(np.uint32, copy=False)
    first = int((words * FIRST).sum(dtype=np.uint64))
    second = int((words * SECOND).sum(dtype=np.uint64))
    a, b, c, d = BEFORE
    return (a * sums[0] + b * sums[1] + first) & MASK, (c * sums[0] + d * sums[1] + second) & MASK
