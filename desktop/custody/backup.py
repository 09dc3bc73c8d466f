"""Backups that Escale manages: one a day of what cannot be fetched again, encrypted, read back as soon as written.

Seven days and four weeks are kept; a second folder (a key, a share) may hold the same. After an erasure every managed
backup is rewritten without those who ended: each says in itself what had ended when it was written, so that a cut only
delays that.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

import msgspec

from desktop.custody.packet import Contents, Packet, is_whole, packed_pages, packet, read_packet, unpack, write_packet
from desktop.custody.pages import Closers
from desktop.custody.shelf import LONGEST, Shelf, day_of, files, keepable, name_of, workshop, writing
from desktop.errors import EscaleError, Refused, StoreTrouble
from desktop.models.clock import now
from desktop.models.journal import Event
from desktop.models.safekeeping import Copies, Copy
from desktop.models.store import Mode, Store
from desktop.models.store.upkeep import held
from desktop.vault.header import parsed_header, sync_folder
from desktop.vault.opened import Opened
from desktop.vault.vault import Vault

FOLDER: Final = "sauvegardes"
Stop = Callable[[], bool]
Change = Callable[[Packet, Contents, Path], Packet]


class Backups:
    """Makes, lists and prunes the backups of one open vault."""

    def __init__(self, vault: Vault, opened: Opened, second: Path | None = None) -> None:
        """``second``: a folder that exists now and then, None for none."""
        self._vault, self._opened = vault, opened
        self.shelf = Shelf(vault.folder / FOLDER, opened.identity, second)

    def use_second(self, second: Path | None) -> None:
        """From now on, copy there too; None: no more."""
        self.shelf = replace(self.shelf, second=second)

    def due(self, today: date) -> bool:
        """Whether today's is still to be made."""
        return not any(path.name == name_of(today) for path in files(self.shelf.folder))

    def make(
        self,
        store: Store,
        at: datetime | None = None,
        stop: Stop = bool,
        *,
        before: bool = False,
        day: date | None = None,
    ) -> Copy | None:
        """Today's, on the store's thread; None when stopped. StoreTrouble when it could not be written or read back.

        ``day``: the trusted one, else that of ``at``. ``before``: one more that day, before a restoration. A second
        folder that is not there is left for later; one that has come back is brought up to date.
        """
        instant = at or now()
        named = day or instant.astimezone().date()
        name = name_of(named, before=before)
        self.shelf.tidy()
        with self.room() as room:
            database, key = room / "export.db", os.urandom(48)
            if not store.export(database, key, stop):
                return None
            contents = _counted(database, key, ended(store))
            header = packet(self._opened.identity, instant, self._vault.header_copy(self._opened), contents,
                            self._opened.backup_key)  # fmt: skip
            for folder in self.shelf.folders:
                self._place(room, header, database, self.shelf.inside(folder, name))
        self.prune(named, spare=name)
        made = self._copy(self.shelf.folder / name, second=False)
        if store.mode is not Mode.READ_ONLY:
            store.journal.note(Event.BACKED_UP)
            if not before:
                self.expunge(store, stop)
                self.renew_headers(stop)
        return made

    def found(self) -> Copies:
        """Every managed backup of this vault, newest first."""
        known = [self._copy(path, second=folder != self.shelf.folder) for folder, path in self._all()]
        second = str(self.shelf.second or "")
        return Copies(str(self.shelf.folder), second, tuple(sorted(known, key=lambda copy: copy.at, reverse=True)))

    def prune(self, today: date = date.max, spare: str = "") -> tuple[Path, ...]:
        """Forget those beyond seven days and four weeks, but ``spare``; which. Nobody else's backup is touched."""
        gone: list[Path] = []
        for folder in self.shelf.folders:
            mine = [path for place, path in self._all() if place == folder]
            kept = keepable((day_of(path) for path in mine), today)
            spared = self.shelf.inside(folder, spare)
            gone += [path for path in mine if day_of(path) not in kept and path != spared]
        gone += [path for path in self.shelf.set_aside() if today != date.max and today - day_of(path) > LONGEST]
        for path in gone:
            with writing():
                path.unlink(missing_ok=True)
        return tuple(gone)

    def expunge(self, store: Store, stop: Stop = bool) -> int:
        """Rewrite those made before the last erasures, on the store's thread; how many. Stopped, it goes on later.

        A damaged one is set aside; StoreTrouble, once the others are done, when one could not be read or written.
        """
        current = ended(store)

        def cleaned(header: Packet, contents: Contents, database: Path) -> Packet:
            store.expunge(database, contents.key)
            return self._with(header, _counted(database, contents.key, current))

        self.shelf.tidy()
        return self._rewrite(self.to_expunge(store), cleaned, stop)

    def renew_headers(self, stop: Stop = bool) -> int:
        """Give them the vault's present ways in (a new sheet, a new passphrase), on the store's thread; how many.

        What is sealed in them stays as it is. Those of a folder that is away come with the next backup.
        """
        fresh = self._vault.header_copy(self._opened)

        def renewed(header: Packet, _contents: Contents, _database: Path) -> Packet:
            return msgspec.structs.replace(header, header=fresh)

        self.shelf.tidy()
        stale = [path for _, path in self._all() if _ways_in(read_packet(path).header) != _ways_in(fresh)]
        return self._rewrite(stale, renewed, stop)

    def to_expunge(self, store: Store) -> tuple[Path, ...]:
        """The managed backups that may still hold somebody who ended; those of a folder that is away come later."""
        current = ended(store)
        return tuple(path for _, path in self._all() if self._mark(path) != current)

    def unreadable(self) -> tuple[Path, ...]:
        """Those of this vault that nobody can read any more: set aside, or without a header in its own folder."""
        named = (path for folder in self.shelf.folders for path in files(folder) if self.shelf.owns(path))
        return (*self.shelf.set_aside(), *(path for path in named if not _has_header(path)))

    def room(self) -> AbstractContextManager[Path]:
        """A folder for what is unpacked, still encrypted; gone afterwards, at the next backup if it was cut."""
        return workshop(self.shelf.folder, self.shelf.workshop)

    def open(self, path: Path, room: Path) -> tuple[Path, bytes]:
        """The database of a backup in ``room``, and its key; Refused when it is not one of this vault's."""
        contents = self._contents(path)
        database = room / "export.db"
        unpack(path, contents.size, database)
        return database, contents.key

    def _rewrite(self, paths: Iterable[Path], change: Change, stop: Stop) -> int:
        """Each one anew, with the header that ``change`` makes and the database as it leaves it; how many."""
        rewritten, troubles = 0, list[EscaleError]()
        for path in paths:
            if stop():
                break
            try:
                self._rewrite_one(path, change)
                rewritten += 1
            except EscaleError as trouble:
                if self._is_damaged(path):
                    self.shelf.put_aside(path)
                else:
                    troubles.append(trouble)
        if troubles:
            raise troubles[0]
        return rewritten

    def _rewrite_one(self, path: Path, change: Change) -> None:
        header = read_packet(path)
        contents = header.contents(self._opened.backup_key)
        with workshop(path.parent, self.shelf.workshop) as room:
            database = room / "export.db"
            unpack(path, contents.size, database)
            self._place(room, change(header, contents, database), database, path)

    def _is_damaged(self, path: Path) -> bool:
        """Whether the bytes themselves are wrong: neither a full disk nor a folder that went away."""
        try:
            contents = self._contents(path)
            whole = is_whole(path, contents.size)
            closers = Closers((contents.key,))
            return not whole or any(closers.which(*page) is None for page in packed_pages(path))
        except Refused:
            return True
        except (StoreTrouble, OSError):
            return False

    def _place(self, room: Path, header: Packet, database: Path, path: Path) -> None:
        """Written whole, opened again from what was written, then renamed to its name."""
        folder = path.parent
        with writing():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = folder / f"{self.shelf.workshop}{path.name}"
            write_packet(fresh, header, database)
            self._verify(fresh, room)
            fresh.replace(path)
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
            for path in files(folder):
                try:
                    if read_packet(path).vault == self._opened.identity:
                        yield folder, path
                except EscaleError:
                    continue

    def _mark(self, path: Path) -> str:
        """What had ended when it was written; "" when that cannot be read."""
        try:
            return self._contents(path).ended
        except EscaleError:
            return ""


def ended(store: Store) -> str:
    """A mark of everything that has ended in this store: another one after each erasure."""
    stones = sorted(stone.digest for stone in store.tombstones())
    kept = sorted(f"{one.pseudonym}{one.written}" for one in store.archive.all())
    return hashlib.sha256("|".join((*stones, "", *kept)).encode()).hexdigest()


def _counted(database: Path, key: bytes, mark: str) -> Contents:
    found = held(database, key)
    return Contents(key, found.files, found.items, database.stat().st_size, mark)


def _ways_in(header: bytes) -> dict[str, bytes]:
    """The slots of a vault's header; none of one that cannot be read."""
    try:
        return parsed_header(header).slots
    except EscaleError:
        return {}


def _has_header(path: Path) -> bool:
    try:
        read_packet(path)
    except EscaleError:
        return False
    return True
