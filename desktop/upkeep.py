"""What an open desk does by itself: the index of what can be found, the backup of the day, and what follows an erasure.

Each piece of work waits its turn on the store's thread, so that pages go first; a lock stops it between two pieces.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.background import Background
from desktop.custody.scan import Scan, scan
from desktop.custody.shelf import day_of, keepable
from desktop.errors import EscaleError, StoreTrouble
from desktop.models.changes import Changes
from desktop.models.store import Legacy

if TYPE_CHECKING:
    from desktop.custody.backup import Backups
    from desktop.custody.opening import Watched
    from desktop.models.safekeeping import Copy
    from desktop.models.store import Store

SETTLED: Final = 20_000  # milliseconds after the door: the first pages are read by then
HOURLY: Final = 3_600_000
INDEXED: Final = 3_000  # milliseconds after a change before its words are read again, those that follow with it
Words = Mapping[str, tuple[str, ...]]


class Upkeep(QObject):
    """Works for one open office; ``copies_changed`` when the backups did, ``searched`` when receipts say so."""

    copies_changed = Signal()
    searched = Signal()

    def __init__(self, background: Background, watched: Watched, backups: Backups, today: Callable[[], date]) -> None:
        """Nothing is begun."""
        super().__init__()
        self._background, self._watched, self._backups, self._today = background, watched, backups, today
        self._stop = Event()
        self._later = QTimer(self, interval=SETTLED, singleShot=True)
        self._hourly = QTimer(self, interval=HOURLY)
        for timer in (self._later, self._hourly):
            timer.timeout.connect(self._back_up_if_due)
        self._again = QTimer(self, interval=INDEXED, singleShot=True)
        self._again.timeout.connect(self._index)
        self._written = False  # since the last backup
        background.changed.connect(self._absorb)

    def start(self) -> None:
        """Index now; back up once the first pages are read, then look every hour; end what a cut left undone."""
        self._index()
        self._later.start()
        self._hourly.start()
        self._background.write(_give_up)
        self._take_words()

    def back_up(self, then: Callable[[Copy | None], None], failed: Callable[[EscaleError], None]) -> None:
        """Make the backup of the day now; None when a lock stopped it."""
        made: list[Copy | None] = []

        def work(store: Store) -> Changes:
            made.append(self._backups.make(store, stop=self._stop.is_set, day=self._today()))
            return Changes()

        def told(_: Changes) -> None:
            self.copies_changed.emit()
            then(made[0])

        self._background.write(work, self, told, failed)

    def keep_before(self, chosen: Path, then: Callable[[Legacy], None], failed: Callable[[EscaleError], None]) -> None:
        """Before ``chosen`` is restored: one more backup of what is here; ``then`` is given what this store leaves.

        None is made where it would take the place of ``chosen``. A doubtful file gives what it can.
        """
        left = [Legacy()]

        def work(store: Store) -> Changes:
            with suppress(*((StoreTrouble,) if self._watched.doubt else ())):
                left.append(store.legacy())
                if not self._endangered(chosen):
                    self._backups.make(store, stop=self._stop.is_set, before=True, day=self._today())
            return Changes()

        self._background.write(work, self, lambda _: then(left[-1]), failed)

    def renew_headers(self) -> None:
        """After a new passphrase or a new sheet: the copies of before do not open by the former one any more."""

        def work(_: Store) -> Changes:
            self._backups.renew_headers(self._stop.is_set)
            return Changes()

        self._background.write(work, self, lambda _: self.copies_changed.emit())

    def close(self) -> None:
        """Stop before the next piece of work."""
        self._stop.set()
        for timer in (self._later, self._hourly, self._again):
            timer.stop()

    def go_on(self) -> None:
        """After a ``close`` that was given up: what was stopped is looked for again."""
        self._stop.clear()
        self._later.start()
        self._hourly.start()
        self._take_words()

    def _endangered(self, chosen: Path) -> bool:
        """Whether one more backup today would be written over this one, or push it off the shelf."""
        today = self._today()
        known = {Path(copy.path).resolve(): day_of(Path(copy.path)) for copy in self._backups.found().found}
        day = known.get(chosen.resolve())
        if day is None:
            return False
        return ("-avant" in chosen.name and day == today) or day not in keepable([*known.values(), today], today)

    def _index(self) -> None:
        def more(left: bool) -> None:
            if left and not self._stop.is_set():
                self._index()

        self._background.read(self, "index", lambda store: store.search.build(), more)

    def _back_up_if_due(self) -> None:
        written, self._written = self._written, False

        def look(due: bool) -> None:
            if due or written:
                self.back_up(lambda _: None, self._background.troubled.emit)

        self._background.run(self, lambda: self._backups.due(self._today()), look)

    def _absorb(self, changes: Changes) -> None:
        self._written = self._written or bool(changes.items)
        if not self._again.isActive() and not self._stop.is_set():
            self._again.start()
        if changes.gone or changes.destroyed:
            self._take_words()

    def _take_words(self) -> None:
        """Those who ended, before this desk opened too, have to be searched for."""
        found: list[Words] = []

        def work(store: Store) -> Changes:
            found.append(store.receipts.to_search())
            return Changes()

        self._background.write(work, self, lambda _: self._rewrite(found[0]))

    def _rewrite(self, words: Words) -> None:
        """After erasures: no managed backup holds them any more; then every page is searched, away from the store.

        One that could not be rewritten is told, and the search says so too.
        """

        def work(store: Store) -> Changes:
            store.tidy()
            self._backups.expunge(store, self._stop.is_set)
            return Changes()

        def failed(error: EscaleError) -> None:
            self._background.troubled.emit(error)
            self._search(words)

        self._background.write(work, self, lambda _: self._search(words), failed)

    def _search(self, words: Words) -> None:
        self.copies_changed.emit()
        if not words or self._stop.is_set():
            return
        path, key = self._watched.seal.path, self._watched.key

        def work() -> dict[str, Scan]:
            return {one: scan(path, (key,), some, self._backups, self._stop.is_set) for one, some in words.items()}

        self._background.run(self, work, self._write_down)

    def _write_down(self, found: Mapping[str, Scan]) -> None:
        def work(store: Store) -> Changes:
            for receipt, one in found.items():
                store.receipts.scanned(receipt, one.sentence)
            return Changes()

        self._background.write(work, self, lambda _: self.searched.emit())


def _give_up(store: Store) -> Changes:
    """The words of an earlier process are gone with it: its receipts say so."""
    store.receipts.give_up()
    return Changes()
