"""Backups that Escale manages: one a day of what cannot be fetched again, encrypted, read back as soon as written.

Seven days and four weeks are kept; a second folder (a key, a share) may hold the same. After an erasure every managed
backup is rewritten without those who ended: each says in itself what had ended when it was written, so that a cut only
delays that.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from desktop.custody.packet import Contents, Packet, is_whole, packet, read_packet, unpack, write_packet
from desktop.errors import EscaleError, StoreTrouble
from desktop.models.clock import now
from desktop.models.journal import Event
from desktop.models.safekeeping import Copies, Copy
from desktop.models.store import Mode, Store
from desktop.models.store.upkeep import held
from desktop.vault.header import sync_folder
from desktop.vault.opened import Opened
from desktop.vault.vault import Vault

FOLDER: Final = "sauvegardes"
DAILY, WEEKLY = 7, 4
NAME: Final = re.compile(r"escale-(\d{4}-\d{2}-\d{2})(-avant)?\.sauvegarde")
WORKSHOP: Final = ".atelier-"
MOST: Final = 200  # files looked at in a folder
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where backups stand: a folder of the vault's, and a second one or None."""

    folder: Path
    second: Path | None = None

    @property
    def folders(self) -> tuple[Path, ...]:
        """Those that are there now."""
        return tuple(one for one in (self.folder, self.second) if one and one.is_dir())


class Backups:
    """Makes, lists and prunes the backups of one open vault."""

    def __init__(self, vault: Vault, opened: Opened, second: Path | None = None) -> None:
        """``second``: a folder that exists now and then, None for none."""
        self._vault, self._opened = vault, opened
        self.shelf = Shelf(vault.folder / FOLDER, second)

    def use_second(self, second: Path | None) -> None:
        """From now on, copy there too; None: no more."""
        self.shelf = Shelf(self.shelf.folder, second)

    def due(self, today: date) -> bool:
        """Whether today's is still to be made."""
        return not any(path.name == _name(today) for path in _files(self.shelf.folder))

    def make(self, store: Store, at: datetime | None = None, stop: Stop = bool, *, before: bool = False) -> Copy | None:
        """Today's, on the store's thread; None when stopped. StoreTrouble when it could not be written or read back.

        ``before``: one more that day, before a restoration. A second folder that is not there is left for later.
        """
        instant = at or now()
        name = _name(instant.astimezone().date(), before=before)
        self._tidy()
        with self.room() as room:
            database, key = room / "export.db", os.urandom(48)
            if not store.export(database, key, stop):
                return None
            contents = _counted(database, key, ended(store))
            header = packet(self._opened.identity, instant, self._vault.header_copy(self._opened), contents,
                            self._opened.backup_key)  # fmt: skip
            self._place(room, header, database, name)
        if store.mode is not Mode.READ_ONLY:
            store.journal.note(Event.BACKED_UP)
        made = self._copy(self.shelf.folder / name, second=False)
        self.prune()
        return made

    def found(self) -> Copies:
        """Every managed backup of this vault, newest first."""
        known = [self._copy(path, second=folder != self.shelf.folder) for folder, path in self._all()]
        second = str(self.shelf.second or "")
        return Copies(str(self.shelf.folder), second, tuple(sorted(known, key=lambda copy: copy.at, reverse=True)))

    def prune(self) -> tuple[Path, ...]:
        """Forget those beyond seven days and four weeks; which. Nothing but this vault's backups is ever touched."""
        gone: list[Path] = []
        for folder in self.shelf.folders:
            mine = [path for place, path in self._all() if place == folder]
            kept = keepable(_day(path) for path in mine)
            gone += [path for path in mine if _day(path) not in kept]
        for path in gone:
            with _writing():
                path.unlink(missing_ok=True)
        return tuple(gone)

    def expunge(self, store: Store, stop: Stop = bool) -> int:
        """Rewrite those made before the last erasures, on the store's thread; how many. Stopped, it goes on later."""
        current, rewritten = ended(store), 0
        self._tidy()
        for path in self.to_expunge(store):
            if stop():
                break
            header = read_packet(path)
            contents = header.contents(self._opened.backup_key)
            with _workshop(path.parent) as room:
                database = room / "export.db"
                unpack(path, contents.size, database)
                store.expunge(database, contents.key)
                self._place(room, self._with(header, _counted(database, contents.key, current)), database, path.name,
                            only=path.parent)  # fmt: skip
            rewritten += 1
        return rewritten

    def to_expunge(self, store: Store) -> tuple[Path, ...]:
        """The managed backups that may still hold somebody who ended; those of a folder that is away come later."""
        current = ended(store)
        return tuple(path for _, path in self._all() if self._contents(path).ended != current)

    def room(self) -> AbstractContextManager[Path]:
        """A folder for what is unpacked, still encrypted; gone afterwards, at the next backup if it was cut."""
        return _workshop(self.shelf.folder)

    def open(self, path: Path, room: Path) -> tuple[Path, bytes]:
        """The database of a backup in ``room``, and its key; Refused when it is not one of this vault's."""
        contents = self._contents(path)
        database = room / "export.db"
        unpack(path, contents.size, database)
        return database, contents.key

    def _place(self, room: Path, header: Packet, database: Path, name: str, only: Path | None = None) -> None:
        """Written whole, opened again from what was written, then renamed to its name, in each folder."""
        for folder in (only,) if only else self.shelf.folders:
            with _writing():
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                fresh = folder / f"{WORKSHOP}{name}"
                write_packet(fresh, header, database)
                self._verify(fresh, room)
                fresh.replace(folder / name)
                sync_folder(folder)
                if folder == self.shelf.folder:
                    sync_folder(folder.parent)  # where the first backup has just made it

    def _verify(self, path: Path, room: Path) -> None:
        contents = self._contents(path)
        again = room / "relu.db"
        unpack(path, contents.size, again)
        found = held(again, contents.key)
        if (found.files, found.items) != (contents.files, contents.items):
            raise StoreTrouble("La sauvegarde relue n’est pas celle qui a été écrite.", "Vérifiez le disque.")

    def _with(self, header: Packet, contents: Contents) -> Packet:
        return packet(header.vault, header.when, header.header, contents, self._opened.backup_key)

    def _contents(self, path: Path) -> Contents:
        return read_packet(path).contents(self._opened.backup_key)

    def _copy(self, path: Path, *, second: bool) -> Copy:
        """``verified`` is said of one whose header opens and whose size is right: it was read back when written."""
        header, size = read_packet(path), path.stat().st_size
        try:
            contents = header.contents(self._opened.backup_key)
        except EscaleError:
            return Copy(str(path), header.when, size, 0, verified=False, second=second)
        return Copy(str(path), header.when, size, contents.items, verified=is_whole(path, contents.size), second=second)

    def _all(self) -> Iterator[tuple[Path, Path]]:
        """(folder, backup) of this vault."""
        for folder in self.shelf.folders:
            for path in _files(folder):
                try:
                    if read_packet(path).vault == self._opened.identity:
                        yield folder, path
                except EscaleError:
                    continue

    def _tidy(self) -> None:
        """What a cut left of an unfinished one."""
        for folder in self.shelf.folders:
            with _writing():
                for path in folder.glob(f"{WORKSHOP}*"):
                    shutil.rmtree(path) if path.is_dir() else path.unlink()


def keepable(days: Iterable[date]) -> frozenset[date]:
    """The last seven days that have one, and the last day of each of the last four weeks that have one."""
    known = sorted(set(days), reverse=True)
    weeks: dict[date, date] = {}
    for day in known:
        weeks.setdefault(day - timedelta(days=day.weekday()), day)
    return frozenset(known[:DAILY]) | frozenset(list(weeks.values())[:WEEKLY])


def ended(store: Store) -> str:
    """A mark of everything that has ended in this store: another one after each erasure."""
    stones = sorted(stone.digest for stone in store.tombstones())
    kept = sorted(f"{one.pseudonym}{one.written}" for one in store.archive.all())
    return hashlib.sha256("|".join((*stones, "", *kept)).encode()).hexdigest()


def _counted(database: Path, key: bytes, mark: str) -> Contents:
    found = held(database, key)
    return Contents(key, found.files, found.items, database.stat().st_size, mark)


def _name(day: date, *, before: bool = False) -> str:
    return f"escale-{day.isoformat()}{'-avant' if before else ''}.sauvegarde"


def _day(path: Path) -> date:
    found = NAME.fullmatch(path.name)
    return date.fromisoformat(found[1]) if found else date.min


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    named = sorted((path for path in folder.iterdir() if NAME.fullmatch(path.name)), reverse=True)
    return [path for path in named[:MOST] if _is_day(path)]


def _is_day(path: Path) -> bool:
    try:
        return _day(path) > date.min
    except ValueError:
        return False


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """A folder beside the backups, gone afterwards; everything in it is encrypted."""
    with _writing():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        room = Path(mkdtemp(prefix=WORKSHOP, dir=folder))
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreTrouble(
            "La sauvegarde n’a pas pu être écrite : le dossier choisi refuse, ou le disque est plein.",
            "Celles d’avant sont intactes. Libérez de la place ou choisissez un autre dossier, puis recommencez.",
        ) from error
