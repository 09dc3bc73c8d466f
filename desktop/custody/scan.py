"""Looking for remnants after an erasure: every page of the file, of its log and of the managed backups, decrypted.

Pages are read as somebody would who had stolen the files and their keys: free pages and superseded frames too. A word
that runs over the end of a page may be missed; what is sealed under a person's own key is noise here, and stays so.

(On POSIX, closing a file drops this process's own locks on it, SQLite's too: nobody else may hold the file anyway, and
SQLite asks for none that another process would have to see while it has the log.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Final

from desktop.custody.backup import Backups
from desktop.custody.pages import LARGEST, PAGE, decrypted, is_authentic, read_pages
from desktop.custody.wal import FRAME, HEADER, log_of
from desktop.errors import EscaleError
from desktop.models.text import counted

SHORTEST: Final = 4  # characters: a shorter word is found everywhere
CODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be")


@dataclass(frozen=True, slots=True)
class Scan:
    """What was looked at, what could not be, and how many pages hold one of the words; ``whole``: not stopped."""

    pages: int = 0
    found: int = 0
    backups: int = 0
    unread: int = 0
    whole: bool = True

    @property
    def sentence(self) -> str:
        """For the receipt; it names nobody."""
        looked = f"{counted(self.pages, 'page')} et {counted(self.backups, 'sauvegarde')}"
        if not self.whole:
            return f"Recherche interrompue après {looked} : elle sera reprise."
        rest = f" {counted(self.unread, 'sauvegarde')} n’a pas pu être relue." if self.unread == 1 else ""
        if self.unread > 1:
            rest = f" {counted(self.unread, 'sauvegarde')} n’ont pas pu être relues."
        if self.found:
            return f"Recherche dans {looked} : {counted(self.found, 'page')} avec une trace.{rest}"
        return f"Recherche dans {looked} : aucune trace.{rest}"


def scan(
    path: Path,
    keys: Sequence[bytes],
    words: Iterable[str],
    backups: Backups | None = None,
    stop: Callable[[], bool] = bool,
) -> Scan:
    """Look for ids and names in the file, its log and the managed backups; may run off the store's thread.

    ``keys`` are those of the database. StoreTrouble when the disk does not give the file.
    """
    needles = tuple({form for word in words if len(word) >= SHORTEST for form in _forms(word)})
    looked = _looked(_file(path, keys), needles, stop)
    if backups is None or not looked.whole:
        return looked
    looked = replace(looked, unread=len(backups.unreadable()))
    for copy in backups.found().found:
        looked = _with_backup(looked, backups, Path(copy.path), needles, stop)
        if not looked.whole:
            break
    return looked


def _with_backup(
    so_far: Scan, backups: Backups, path: Path, needles: Sequence[bytes], stop: Callable[[], bool]
) -> Scan:
    with backups.room() as room:
        try:
            database, key = backups.open(path, room)
        except EscaleError:
            return Scan(so_far.pages, so_far.found, so_far.backups, so_far.unread + 1)
        one = _looked(_file(database, (key,)), needles, stop)
    return Scan(so_far.pages + one.pages, so_far.found + one.found, so_far.backups + 1, so_far.unread, one.whole)


def _looked(pages: Iterable[bytes], needles: Sequence[bytes], stop: Callable[[], bool]) -> Scan:
    seen = found = 0
    for plain in pages:
        if stop():
            return Scan(seen, found, whole=False)
        seen += 1
        found += any(needle in plain for needle in needles)
    return Scan(seen, found)


def _file(path: Path, keys: Sequence[bytes]) -> Iterator[bytes]:
    """Every page of a file, then every frame of its log, old ones too, decrypted."""
    for number, page in chain(read_pages(path), _frames(log_of(path))):
        key = next((key for key in keys if is_authentic(number, page, key)), keys[0])
        if len(page) == PAGE:
            yield decrypted(number, page, key)


def _frames(log: Path) -> Iterator[tuple[int, bytes]]:
    if not log.exists():
        return
    with log.open("rb") as file:
        file.seek(HEADER)
        for _ in range(LARGEST // PAGE):
            frame = file.read(FRAME + PAGE)
            if len(frame) < FRAME + PAGE:
                return
            yield int.from_bytes(frame[:4], "big"), frame[FRAME:]


def _forms(word: str) -> Iterator[bytes]:
    for text in {word, word.casefold(), word.upper()}:
        for coding in CODINGS:
            yield text.encode(coding)
