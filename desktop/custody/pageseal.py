"""The page seal: what each page of the encrypted file is, written away from SQLite, so that an old one is noticed.

SQLCipher authenticates a page and its number, not its age. ``escale.sceau`` keeps one tag a page, under a MAC. The file
changes only by a checkpoint, and the store checkpoints only through this Guard: before, the seal also allows what the
log is about to write; after, only what was written. A crash in between leaves both, and the log that explains them.
"""

from __future__ import annotations

import hmac
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Final

from desktop.custody.pages import LARGEST, PAGE, TAG, Closers, generation, read_pages, tag, too_large
from desktop.custody.wal import Log, LogReader
from desktop.errors import StoreTrouble
from desktop.models.doubt import Doubt
from desktop.vault.header import write_durably

MAGIC: Final = b"escale/sceau/1\n\0"
HEAD: Final = struct.Struct(">16sQIIIQ32s")  # magic, sequence, pages, pages to come, entries, log's length and digest
ENTRY: Final = struct.Struct(f">I{TAG}s")
DIGEST: Final = 32
HOLE: Final = b"\0" * TAG  # a page that SQLite never wrote


@dataclass(frozen=True, slots=True)
class Sealed:
    """Tags of pages 1…n. Of a checkpoint under way: what it overwrites, the size it leads to, the log it comes from.

    The last log that was brought in stays named once it is over.
    """

    sequence: int
    tags: tuple[bytes, ...]
    size: int
    overlay: dict[int, bytes] = field(default_factory=dict)
    length: int = 0
    digest: str = ""  # SHA-256, hex

    def written(self, key: bytes) -> bytes:
        """As bytes, authenticated."""
        counts = (self.sequence, len(self.tags), self.size, len(self.overlay), self.length)
        head = HEAD.pack(MAGIC, *counts, bytes.fromhex(self.digest))
        bare = b"".join((head, *self.tags, *(ENTRY.pack(*entry) for entry in sorted(self.overlay.items()))))
        return bare + hmac.digest(key, bare, "sha256")

    def before(self, number: int) -> bytes:
        """The tag of a page before the checkpoint under way; of a page to come that nothing writes, a hole."""
        if number <= len(self.tags):
            return self.tags[number - 1]
        return HOLE if number <= self.size else b""

    def done(self) -> Sealed:
        """Once the checkpoint is over."""
        tags = tuple(self.overlay.get(number) or self.before(number) for number in range(1, self.size + 1))
        return Sealed(self.sequence + 1, tags, self.size, {}, self.length, self.digest)


def seal_of(path: Path) -> Path:
    """Where the seal of a database stands."""
    return path.with_suffix(".sceau")


def read_sealed(path: Path, key: bytes) -> Sealed | None:
    """The seal of a database; None when it is not one that this key wrote. OSError as it comes."""
    if seal_of(path).stat().st_size > LARGEST // PAGE * TAG:
        return None
    content = seal_of(path).read_bytes()
    bare, mac = content[:-DIGEST], content[-DIGEST:]
    if len(bare) < HEAD.size or not hmac.compare_digest(mac, hmac.digest(key, bare, "sha256")):
        return None
    _, sequence, pages, size, entries, length, digest = HEAD.unpack_from(bare)
    end = HEAD.size + pages * TAG
    tags = tuple(bare[at : at + TAG] for at in range(HEAD.size, end, TAG))
    overlay = dict(ENTRY.iter_unpack(bare[end : end + entries * ENTRY.size]))
    return Sealed(sequence, tags, size, overlay, length, digest.hex() if length else "")


class Page(Enum):
    """What a page of the file is to the seal."""

    DONE = 1  # as it should be
    COMING = 2  # the log has still to bring it
    TORN = 3  # neither old nor new: a checkpoint was cut in the middle of it
    CHANGED = 4


class PageSeal:
    """The Guard of one store: looked at before it opens, then follows its checkpoints, on the store's thread."""

    def __init__(self, path: Path, key: bytes) -> None:
        """``path`` is that of the database; ``key`` 32 bytes."""
        self.path, self._key = path, key
        self.log = LogReader(path)
        self._sealed = Sealed(0, (), 0)

    @property
    def sequence(self) -> int:
        """The number of the last seal read or written; 0 when there is none."""
        return self._sealed.sequence

    def exists(self) -> bool:
        """Whether there is a seal beside the database."""
        return seal_of(self.path).exists()

    def read(self) -> bool:
        """Take the seal as it stands; False when it is not one of this vault's."""
        sealed = read_sealed(self.path, self._key)
        self._sealed = sealed or self._sealed
        return sealed is not None

    def judged(self, keys: Sequence[bytes]) -> Doubt | None:
        """Whether every page of the file, and every transaction of its log, may stand there.

        ``keys`` are those that may open the database. Nothing is opened or written; StoreTrouble when unreadable.
        """
        try:
            pages = list(self._pages(Closers(keys)))
            log, covered = self.log.look(), self._covers()
        except OSError as error:
            raise unread() from error
        if Page.CHANGED in pages or (Page.TORN in pages and not covered):
            return Doubt.PAGES_CHANGED
        if Page.COMING in pages and not covered:
            return Doubt.LOG_LOST
        return None if self._follows(log, covered, keys) else Doubt.LOG_LOST

    def renew(self, least: int = 0) -> None:
        """Seal the file as it is, log emptied, with a number above ``least``: a new store, or one chosen knowingly."""
        found = tuple(tag(number, page) for number, page in read_pages(self.path))
        self._write(Sealed(max(self.sequence, least) + 1, found, len(found)))

    def before_checkpoint(self) -> None:
        """Allow, durably, what the log is about to write; StoreTrouble when that cannot be written."""
        log = self.log.look()
        coming = {number: found for number, found in log.newest.items() if number <= log.pages}
        if coming:
            tags = self._settled()
            self._write(Sealed(self.sequence + 1, tags, log.pages, coming, log.length, log.digest))

    def after_checkpoint(self) -> None:
        """Allow only what was written, once all of it was and the log is empty; StoreTrouble when it cannot be said."""
        sealed = self._sealed
        if sealed.overlay and not self.log.size() and all(now == sealed.overlay[at] for at, now in self._now()):
            self._write(sealed.done())

    def claim(self) -> tuple[int, int, str]:
        """(number of the seal, length of the log, its SHA-256): what is durable now; between two transactions only.

        While a checkpoint is unfinished nothing is claimed of the log: SQLite may begin it anew.
        """
        if self._sealed.overlay:
            return self.sequence, 0, ""
        log = self.log.look()
        return self.sequence, log.length, log.digest

    def _pages(self, closers: Closers) -> Iterator[Page]:
        """What each page is; one that has the right tag over other bytes is torn, or changed."""
        last = 0
        for number, page in read_pages(self.path):
            last, now = number, tag(number, page)
            told = self._told(number, now)
            if told is Page.DONE and not _is_whole(closers, number, page, now):
                told = Page.TORN if number in self._sealed.overlay else Page.CHANGED
            yield told
        for number in range(last + 1, max(len(self._sealed.tags), self._sealed.size) + 1):
            yield self._told(number, b"")

    def _told(self, number: int, now: bytes) -> Page:
        """What a page is; those of an unfinished checkpoint may be old, new, torn, not yet there or already cut."""
        sealed = self._sealed
        before, coming = sealed.before(number), sealed.overlay.get(number)
        if coming:
            return Page.DONE if now == coming else Page.COMING if now in (before, b"") else Page.TORN
        if now == before or (sealed.overlay and not now and number > sealed.size):
            return Page.DONE
        grows = sealed.overlay and number > len(sealed.tags) and now in (b"", b"?")
        return Page.COMING if grows else Page.CHANGED

    def _covers(self) -> bool:
        """Whether the log is the one that the checkpoint under way comes from, or that the last one came from.

        A power cut may undo the truncation that ends a checkpoint: such a log says what is in the file already.
        """
        return bool(self._sealed.length) and self.log.prefix(self._sealed.length) == self._sealed.digest

    def _follows(self, log: Log, covered: bool, keys: Sequence[bytes]) -> bool:
        """Whether each transaction of the log is later than what it follows.

        Every one that Escale writes raises the generation, on the first page; only another key (a rotation) need not.
        A log made up of older pages has no first page to show.
        """
        start = self._sealed.length if covered else 0
        before = next((page for end, page in log.turns if end == start), b"") if covered else _first(self.path)
        known = generation(before, keys)
        for turn in (generation(page, keys) for end, page in log.turns if end > start):
            if known is None or turn is None or (turn[0] == known[0] and turn[1] <= known[1]):
                return False
            known = turn
        return True

    def _settled(self) -> tuple[bytes, ...]:
        """The tags of the file as it is, a checkpoint that was cut short taken into account."""
        sealed, covered = self._sealed, self._covers()
        if not sealed.overlay:
            return sealed.tags
        now = dict(self._now())
        if not covered and any(now[number] != coming for number, coming in sealed.overlay.items()):
            raise StoreTrouble(Doubt.PAGES_CHANGED.sentence, "Fermez Escale, puis rouvrez-le.")
        done = {number for number, coming in sealed.overlay.items() if now[number] == coming}
        whole = range(1, self.path.stat().st_size // PAGE + 1)
        return tuple(sealed.overlay[at] if at in done else sealed.before(at) or HOLE for at in whole)

    def _now(self) -> Iterator[tuple[int, bytes]]:
        """The pages of the checkpoint under way, as the file has them."""
        with self.path.open("rb") as file:
            for number in self._sealed.overlay:
                file.seek((number - 1) * PAGE)
                yield number, tag(number, file.read(PAGE))

    def _write(self, sealed: Sealed) -> None:
        if sealed.size > LARGEST // PAGE:
            raise too_large()
        write_durably(seal_of(self.path), sealed.written(self._key))
        self._sealed = sealed


def _is_whole(closers: Closers, number: int, page: bytes, now: bytes) -> bool:
    """Whether the page is all that its tag stands for: SQLCipher would only notice when it reads that page."""
    return closers.which(number, page) is not None or (now == HOLE and not any(page))


def _first(path: Path) -> bytes:
    return next((page for _, page in read_pages(path)), b"")


def unread() -> StoreTrouble:
    """Said when the disk does not give the file."""
    return StoreTrouble(
        "Le fichier du coffre ne peut pas être lu sur ce poste.", "Vérifiez le disque, puis rouvrez Escale."
    )
