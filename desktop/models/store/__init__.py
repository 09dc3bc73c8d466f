"""The encrypted cache; the only importer of SQLAlchemy, Alembic and SQLCipher. Values come out, rows never."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from sqlalchemy import event
from sqlcipher3 import dbapi2

from desktop.errors import StoreTrouble
from desktop.models.file import ReadLock
from desktop.models.seal import Guard, Seals
from desktop.models.shareable import Shareable, shareable
from desktop.models.store.adopting import adopt
from desktop.models.store.archive import Archive
from desktop.models.store.calendar import Calendar
from desktop.models.store.cards import Cards
from desktop.models.store.drafts import Drafts
from desktop.models.store.engine import emptied, let_go, make_engine, transaction, troubles
from desktop.models.store.epoch import Epoch
from desktop.models.store.erasing import Erasing, Remains
from desktop.models.store.export import export, expunge
from desktop.models.store.findable import Findable
from desktop.models.store.handover import Handover
from desktop.models.store.intake import Intake
from desktop.models.store.items import Items
from desktop.models.store.journal import Journal
from desktop.models.store.keys import Keys
from desktop.models.store.legacy import Legacy, left_by
from desktop.models.store.migrate import copy_aside
from desktop.models.store.opening import Mode, made_ready
from desktop.models.store.passports import Passports
from desktop.models.store.post import Post
from desktop.models.store.receipts import Receipts
from desktop.models.store.search import Search
from desktop.models.store.state import State
from desktop.models.store.tombstones import Tombstone, Tombstones, every
from desktop.models.store.working import WorkingNotes

__all__ = ["Legacy", "Mode", "Store", "Tombstone"]
NOTHING: Final = Legacy()
LONG_LOG: Final = 4 * 1024 * 1024  # bytes of log beyond which it is brought into the file


def never() -> bool:
    """Nothing asks to stop."""
    return False


class Store:
    """Everything that is kept here, by what it is about. Belongs to one thread; see ``background``."""

    def __init__(
        self,
        path: Path,
        key: bytes,
        seals: Seals,
        *,
        guard: Guard | None = None,
        mode: Mode = Mode.WHOLE,
        keep_notes: bool = False,
    ) -> None:
        """Open, and bring the schema up to date; StoreTrouble when the file does not open with this key.

        ``guard`` is told of every checkpoint; ``keep_notes``: acknowledged writings outlive their sharing, under a
        pseudonym. EpochLost when passports no longer open: see ``Mode``.
        """
        self.mode = mode
        self._path, self._key, self._guard, self._seals = path, key, guard, seals
        self._engine = make_engine(path, key, read_only=mode is Mode.READ_ONLY)
        self._again = self._closed = False
        try:
            lost = made_ready(self._engine, path, seals, mode, guard)
        except BaseException:
            let_go(self._engine, path, key)
            raise
        self._make(keep_notes=keep_notes, lost=lost)
        if mode is not Mode.READ_ONLY:
            with suppress(StoreTrouble):  # the keyring refuses: asked again at the next erasure, or opening
                seals.end_epoch()
                self.renew_epoch()

    def _make(self, *, keep_notes: bool, lost: bool) -> None:
        engine, seals = self._engine, self._seals
        keys = Keys(seals)
        event.listen(engine, "rollback", lambda _connection: keys.forget_all())
        self.state, self.journal, self.receipts = State(engine), Journal(engine, seals), Receipts(engine)
        self.drafts, self.archive = Drafts(engine, seals), Archive(engine, seals)
        stones, handover, cards = Tombstones(seals), Handover(), Cards(engine, keys, lost=lost)
        self._cards = cards
        self._epoch = Epoch(engine, seals, self.flush)
        self.items = Items(engine, keys, cards, handover, stones)
        self.versions = self.items.versions
        self.calendar = Calendar(engine, seals)
        remains = Remains(stones, self.journal, self.receipts, self.archive, self.drafts, keep_notes)
        erasing = Erasing(self._epoch, cards, self.items, remains)
        self.passports = Passports(engine, keys, cards, erasing)
        self.post = Post(engine, keys, self.items)
        self.intake = Intake(engine, cards, self.passports, erasing, handover, self.tidy)
        self.working = WorkingNotes(self._epoch, self.items, stones, self.journal)
        self.search = Search(Findable(engine, cards, self.items, self.passports), cards)

    @property
    def reading(self) -> ReadLock | None:
        """Why shared files may not be opened for now, None when they may; notes can be written all the same."""
        return self.passports.reading

    @reading.setter
    def reading(self, lock: ReadLock | None) -> None:
        self.passports.reading = lock

    def shareable(self, person: str) -> Shareable | None:
        """What may be shared of a person's file; None when it is gone, ReadLocked while it may not be opened."""
        file = self.passports.file(person)
        return shareable(file, self.items.of(person)) if file else None

    def generation(self) -> int:
        """How many transactions changed this file since it was made: it only grows."""
        with transaction(self._engine) as connection:
            return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())

    def flush(self) -> None:
        """What was deleted stays on no page of the file, in no log, and in no copy that a migration left aside."""
        self._again = True
        self._again = not emptied(self._engine, self._guard)
        with troubles():
            copy_aside(self._path).unlink(missing_ok=True)

    def tidy(self) -> None:
        """Bring the log into the file when it is long, or when a flush could not be finished."""
        with troubles():
            log = self._path.with_name(self._path.name + "-wal")
            if self._again or (log.exists() and log.stat().st_size > LONG_LOG):
                self._again = not emptied(self._engine, self._guard)

    def renew_epoch(self) -> bool:
        """Do again what the keyring refused at an erasure; whether nothing is due any more."""
        return self._epoch.renew_due()

    def tombstones(self) -> tuple[Tombstone, ...]:
        """What ended here, without a name."""
        with transaction(self._engine) as connection:
            return every(connection)

    def legacy(self) -> Legacy:
        """What this store leaves to the one that takes its place."""
        with transaction(self._engine) as connection:
            return left_by(connection)

    def export(self, path: Path, key: bytes, cancelled: Callable[[], bool] = never) -> bool:
        """A new encrypted file (48 bytes of key) of what cannot be fetched again; False, and no file, if cancelled."""
        return export(self._engine, path, key, cancelled)

    def expunge(self, path: Path, key: bytes) -> int:
        """In an exported file, erase everything about those who ended here; how many persons it still held."""
        with transaction(self._engine) as connection:
            return expunge(connection, self._seals, path, key)

    def adopt(self, path: Path, key: bytes, legacy: Legacy = NOTHING) -> int:
        """Into this store, new and empty, everything of an exported file but what has ended; how many files.

        ``legacy`` is what the store that this one replaces leaves. Shared files are awaited. Refused when not empty.
        """
        files = adopt(self._engine, self._seals, path, key, legacy)
        self._cards.forget()
        return files

    def inside(self) -> dict[str, str]:
        """What is inside: SQLCipher, SQLite and the cipher's provider."""
        with transaction(self._engine) as connection:
            asked = ("cipher_version", "cipher_provider", "cipher_provider_version")
            found = {name: str(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()) for name in asked}
        return {"SQLCipher": found["cipher_version"], "SQLite": dbapi2.sqlite_version,
                "OpenSSL (SQLCipher)": found["cipher_provider_version"]}  # fmt: skip

    def close(self) -> None:
        """Bring the log into the file, and let go of it; a second time does nothing."""
        if self._closed:
            return
        self._closed = True
        self.search.close()
        try:
            if self.mode is not Mode.READ_ONLY:
                emptied(self._engine, self._guard)
        finally:
            let_go(self._engine, self._path, self._key)
