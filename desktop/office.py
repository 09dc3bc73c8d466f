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
from desktop.models.occupation import Edition
from desktop.opening import Open
from desktop.sync.account import Account
from desktop.sync.ending import end_past
from desktop.sync.exchange import Exchange

ROUND = 600_000  # milliseconds
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
        self.background.troubled.connect(self.troubled)
        self._round = QTimer(self, interval=ROUND)
        self._round.timeout.connect(self._end_past)

    def start(self) -> None:
        """End what has to end; then, once the first page is painted, exchange."""
        self._end_past()
        self._round.start()
        self.exchanges.start()

    def _end_past(self) -> None:
        """At the start, then now and then: a desk left open past midnight keeps no sharing that ended."""
        today = self.today()
        self.background.write(lambda store: end_past(store, today))

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
        self.exchanges.close()
        self.background.close()
        self._account.close()
        self.library.close()
