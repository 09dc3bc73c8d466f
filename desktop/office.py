"""What lives between an unlock and a lock, apart from what is seen: built here, and shut down in order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.background import Background
from desktop.config import Config
from desktop.errors import EscaleError
from desktop.exchanges import Exchanges
from desktop.library import Library
from desktop.models.changes import Changes
from desktop.models.journal import Event
from desktop.models.occupation import Edition
from desktop.opening import Open
from desktop.sync.account import Account
from desktop.sync.ending import end_past
from desktop.sync.exchange import Exchange

ROUND = 600_000  # milliseconds
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
        today: Callable[[], date] = date.today,
    ) -> None:
        """Takes over the open store; ``today`` is the counsellor's own day."""
        super().__init__()
        self.config = config
        self.today = today
        self.keychain = opened.keychain
        self.background = Background(opened.store)
        self.library = Library(config.references)
        self._account = Account(config.issuer)
        exchange = Exchange(self._account, self.background, opened.box)
        self.exchanges = Exchanges(self.background, self._account, exchange, open_browser)
        self.watched = opened.watched
        self.vault = opened.vault
        self.opened = opened.opened
        self.background.troubled.connect(self.troubled)
        self._soon = QTimer(self, interval=SOON, singleShot=True)
        self._soon.timeout.connect(self._anchor)
        self.background.changed.connect(self._anchor_soon)
        self._round = QTimer(self, interval=ROUND)
        self._round.timeout.connect(self._end_past)

    def start(self) -> None:
        """End what has to end; then, once the first page is painted, exchange."""
        if self.watched.doubt is None:
            self.background.write(lambda store: store.journal.note(Event.UNLOCKED))
            self._end_past()
            self._round.start()
            self._soon.start()
            self.exchanges.start()

    def _end_past(self) -> None:
        """At the start, then now and then: a desk left open past midnight keeps no sharing that ended."""
        today = self.today()
        self.background.write(lambda store: end_past(store, today))

    def _anchor_soon(self, _changes: Changes) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _anchor(self) -> None:
        """What is on the disk now is told to the keyring: it can be replaced by nothing older without being seen."""

        def keep() -> bool:
            return self.watched.keep(self.background.ask(lambda _: self.watched.anchor()))

        self.background.run(self, keep, lambda _: None)

    def import_kit(
        self, path: str, tell: Tell, then: Callable[[Edition], None], failed: Callable[[EscaleError], None]
    ) -> None:
        """Make the official kit the referential in use; ``tell(step, done, steps)`` comes on the UI thread."""

        def told(step: str, done: int, steps: int) -> None:
            self.background.call(self, lambda: tell(step, done, steps))

        def done(edition: Edition) -> None:
            self.background.changed.emit(Changes(everything=True))
            then(edition)

        self.background.run(self, lambda: self.library.import_kit(Path(path), told), done, failed)

    def close(self) -> None:
        """Exchanges first, then the store once its queue is empty, then the files of the referential."""
        self._round.stop()
        self._soon.stop()
        self.exchanges.close()
        self.background.close()
        self._account.close()
        self.library.close()
