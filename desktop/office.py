"""What lives between an unlock and a lock, apart from what is seen: built here, and shut down in order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.background import Background
from desktop.config import Config
from desktop.custody.backup import Backups
from desktop.ends import ends
from desktop.errors import EscaleError
from desktop.exchanges import Exchanges
from desktop.handouts import OfficeHandouts
from desktop.library import Library
from desktop.models.changes import Changes
from desktop.models.doubt import Doubt
from desktop.models.held import Custodian
from desktop.models.journal import Event
from desktop.models.occupation import Edition
from desktop.opening import Open
from desktop.papers import OfficePapers
from desktop.reference.packs import Kind
from desktop.sync.account import Account
from desktop.sync.exchange import Exchange
from desktop.upkeep import Upkeep

T = TypeVar("T")
ROUND = 60_000  # milliseconds
SOON = 1_500  # milliseconds between a write and its anchor, shared by the writes that follow
Tell = Callable[[str, int, int], None]


class Office(QObject):
    """The store's thread, the referential, the exchanges."""

    troubled = Signal(object)  # EscaleError that nobody else shows

    def __init__(
        self,
        config: Config,
        opened: Open,
        open_browser: Callable[[str], bool],
    ) -> None:
        """Takes over the open store."""
        super().__init__()
        self.config = config
        self.opened = opened
        self.today = opened.time.today
        self.background = Background(opened.store)
        self.library = Library(config.references)
        self._account = Account(config.issuer)
        exchange = Exchange(self._account, self.background, opened.box, opened.opened.identity, opened.time)
        self.exchanges = Exchanges(self.background, self._account, exchange, open_browser)
        second = Path(config.backup_folder) if config.backup_folder else None
        self.backups = Backups(opened.vault, opened.opened, second)
        self.upkeep = Upkeep(self.background, opened.watched, self.backups, self.today)
        keeps_notes = config.notes_after_sharing == "keep"
        custodian = Custodian(config.organisation_name, config.data_officer, keeps_notes=keeps_notes)
        self.papers = OfficePapers(self.background, self.today, custodian, str(config.home))
        self.handouts = OfficeHandouts(self.background, self.library, self.today, custodian)
        self.exchanges.settled.connect(self._end)
        self.background.troubled.connect(self.troubled)
        self._soon = QTimer(self, interval=SOON, singleShot=True)
        self._soon.timeout.connect(self._anchor)
        self.background.changed.connect(self._anchor_soon)
        self._round = QTimer(self, interval=ROUND)
        self._round.timeout.connect(self._end)

    @property
    def doubt(self) -> Doubt | None:
        """What is wrong with the file, which is then open for reading only; None most of the time."""
        return self.opened.watched.doubt

    def start(self) -> None:
        """Once the first page is painted: journal, keep house, exchange; what had to end ended before it."""
        if self.doubt is not None:
            return
        self.background.write(lambda store: store.journal.note(Event.UNLOCKED))
        self._round.start()
        self._soon.start()
        self.upkeep.start()
        self.exchanges.start()

    def _end(self) -> None:
        """Each minute and after each exchange: nothing that has ended stays, nothing that is closed stays open."""
        time = self.opened.time
        if self.doubt is None:
            self.background.write(lambda store: ends(store, time))

    def _anchor_soon(self, _changes: Changes) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _anchor(self) -> None:
        """What is on the disk now is told to the keyring: it can be replaced by nothing older without being seen."""

        watched, time = self.opened.watched, self.opened.time

        def keep() -> bool:
            return watched.keep(self.background.ask(lambda _: watched.anchor(time.high_water())))

        self.background.run(self, keep, lambda _: None)

    def import_kit(
        self, path: str, tell: Tell, then: Callable[[Edition], None], failed: Callable[[EscaleError], None]
    ) -> None:
        """Make the official kit the referential in use; ``tell(step, done, steps)`` comes on the UI thread."""
        self._import(lambda told: self.library.import_kit(Path(path), told), tell, then, failed)

    def use_edition(self, version: str, then: Callable[[Edition], None], failed: Callable[[EscaleError], None]) -> None:
        """Put another version of this computer in use."""
        self._import(lambda _: self.library.use(version), lambda *_: None, then, failed)

    def import_pack(
        self, name: str, path: str, tell: Tell, then: Callable[[str], None], failed: Callable[[EscaleError], None]
    ) -> None:
        """Make that file the pack in use; ``then`` receives the words of its edition."""

        def work(told: Tell) -> str:
            if Kind(name) is Kind.CERTIFICATIONS:
                return self.library.import_certifications(Path(path), told).edition.words()
            return self.library.import_crosswalk(Path(path), told).edition_words()

        self._import(work, tell, then, failed)

    def _import(
        self,
        work: Callable[[Tell], T],
        tell: Tell,
        then: Callable[[T], None],
        failed: Callable[[EscaleError], None],
    ) -> None:
        """On the pool; every page is read again once it is done."""

        def told(step: str, done: int, steps: int) -> None:
            self.background.call(self, lambda: tell(step, done, steps))

        def done(found: T) -> None:
            self.background.changed.emit(Changes(everything=True))
            then(found)

        self.background.run(self, lambda: work(told), done, failed)

    def hurry(self) -> None:
        """Longer work stops as soon as it can, so that what is half written is kept at once; until ``go_on``."""
        self.upkeep.close()
        self.exchanges.cancel()

    def go_on(self) -> None:
        """After all, nobody leaves."""
        self.upkeep.go_on()

    def close(self) -> None:
        """Exchanges first, then the store once its queue is empty, then the files of the referential.

        StoreTrouble, everything being closed, when the disk refuses the last of it: what was written stands in the log.
        """
        self._round.stop()
        self._soon.stop()
        self.upkeep.close()
        self.exchanges.close()
        if self.doubt is None:
            self.background.write(self.opened.time.keep)
        try:
            self.background.close()
        finally:
            self._account.close()
            self.library.close()
