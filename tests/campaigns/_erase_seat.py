"""A counsellor's seat: the desk of the campaigns, signed in to a gateway, with trusted time and managed backups."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Final, TypeVar

from desktop.custody.backup import Backups
from desktop.custody.opening import open_store
from desktop.custody.restore import bring_back, restore
from desktop.custody.scan import scan
from desktop.ends import ends
from desktop.errors import StoreTrouble
from desktop.models import clock
from desktop.models.changes import Changes
from desktop.models.store import Legacy, Store
from desktop.models.trusted import Reading
from desktop.one_click import OneClick
from desktop.sync.account import Account
from desktop.sync.ending import end_past
from desktop.sync.exchange import Exchange
from desktop.sync.loopback import Loopback
from desktop.sync.parties import Outcome
from desktop.timekeeping import Timekeeping
from desktop.vault.opened import Opened
from desktop.vault.tokens import TokenBox
from tests.campaigns._desk import Desk, Keyring
from tests.campaigns._erase_town import Town

T = TypeVar("T")
PASSPHRASE: Final = "sept mots tout à fait ordinaires pour un essai 0"


class Stubborn(Keyring):
    """A keyring that refuses to keep the items named in ``refused``."""

    def __init__(self, kept: dict[tuple[str, str], str] | None = None) -> None:
        """It refuses nothing yet."""
        super().__init__(kept)
        self.refused: frozenset[str] = frozenset()

    def put(self, service: str, item: str, secret: str) -> None:
        """See Keychain."""
        if item in self.refused:
            raise StoreTrouble("Le trousseau de clés de cet ordinateur ne répond pas.")
        super().put(service, item, secret)


class Machine:
    """The clocks of a computer: a wall that can be set, a start that can change, hours that can pass."""

    def __init__(self) -> None:
        """As this one, now."""
        self.ahead = self.slept = timedelta()
        self.boot = "depart-1"

    def __call__(self) -> Reading:
        """This instant."""
        return Reading(datetime.now(UTC) + self.ahead, self.boot, time.monotonic() + self.slept.total_seconds())

    def pass_by(self, lapse: timedelta) -> None:
        """Time goes on, the computer on or asleep."""
        self.ahead += lapse
        self.slept += lapse

    def restart(self) -> None:
        """Off and on again."""
        self.boot += "+"


class Ledger:
    """The store, asked in this very thread."""

    def __init__(self, store: Store) -> None:
        """Works on this store."""
        self._store = store

    def ask(self, work: Callable[[Store], T]) -> T:
        """See ``desktop.sync.parties.Ledger``."""
        return work(self._store)

    def write(self, work: Callable[[Store], Changes]) -> Future[Changes]:
        """See ``desktop.sync.parties.Ledger``."""
        future: Future[Changes] = Future()
        future.set_result(work(self._store))
        return future


class Seat(Desk):
    """One counsellor at one computer, as the application would serve them."""

    def __init__(self, home: Path, keychain: Stubborn | None, town: Town, machine: Machine) -> None:
        """Nothing is opened yet; backups also go to a second folder, beside."""
        home.mkdir(mode=0o700, parents=True)
        super().__init__(home, keychain)
        self.home, self.ring, self.machine = home, keychain, machine
        self.second = home.with_name(f"{home.name}-cle")
        self.second.mkdir()
        self.account = Account(town.url)
        self.time: Timekeeping | None = None

    @property
    def backups(self) -> Backups:
        """The managed backups, both folders."""
        return Backups(self.vault, self.opened, self.second)

    @property
    def folders(self) -> tuple[Path, Path]:
        """Where Escale manages files."""
        return self.home, self.second

    def sign_in(self) -> str:
        """In the demonstration's browser."""
        click = OneClick()
        try:
            with Loopback() as loopback:
                asked = self.account.ask(loopback.redirect)
                click(asked.url)
                return self._exchange().sign_in(asked, loopback.wait(asked.state, Event(), 10))
        finally:
            click.close()

    def synchronise(self) -> Outcome:
        """One exchange, whole."""
        return self._exchange().synchronise(lambda *_: None, Event())

    def pass_day(self) -> None:
        """What the office does at an unlock and every minute: end what is past, close what the lease does not cover."""
        ends(self.store, self.trusted)

    @property
    def trusted(self) -> Timekeeping:
        """The time that ends things."""
        assert self.time
        return self.time

    def care(self, words: tuple[str, ...] = ()) -> None:
        """What follows an erasure: backups rewritten, a search written in each receipt, the anchor put."""
        self.backups.expunge(self.store)
        known = self.store.receipts.to_search()  # in memory alone: gone when the desk was closed meanwhile
        for receipt in self.store.receipts.all():
            searched = scan(self.path, (self.watched.key,), known.get(receipt.id, words), self.backups)
            self.store.receipts.scanned(receipt.id, searched.sentence)
        self.watched.keep(self.watched.anchor(self.trusted.high_water()))

    def back_up(self, days_ago: int) -> Path:
        """A backup, as it was made that day."""
        made = self.backups.make(self.store, clock.now() - timedelta(days=days_ago))
        assert made
        return Path(made.path)

    def put_back(self, backup: Path, legacy: Legacy) -> None:
        """Restore a backup over this store."""
        self.close()
        self._watched = restore(
            self.vault, self.opened, self.path, backup, legacy=legacy,
            settle=lambda store: end_past(store, self.trusted.today()),
        )  # fmt: skip
        self._start()

    def bring_back(self, backup: Path, recovery: str, passphrase: str) -> None:
        """On this new computer, from a backup and the recovery sheet."""
        self._opened = bring_back(self.vault, backup, recovery, passphrase)
        self.passphrase = passphrase
        self._watched = restore(self.vault, self.opened, self.path, backup)
        self._start()

    def leave(self) -> None:
        """Closed, the connection too."""
        self.close()
        self.account.close()

    def keys(self) -> tuple[bytes, ...]:
        """Every key that may have closed a page of the database."""
        return tuple(dict.fromkeys((self.watched.key, *self.opened.database_keys)))

    def _open(self, opened: Opened) -> None:
        self._opened = opened
        self._watched = open_store(self.vault, opened, self.path)
        if doubt := self._watched.doubt:
            raise AssertionError(doubt.sentence)
        self._start()

    def _start(self) -> None:
        high = clock.read(self.watched.high_water) if self.watched.high_water else None
        self.time = Timekeeping(self.machine, self.store.state.get("time"), high)

    def _exchange(self) -> Exchange:
        box = TokenBox(self.opened.token_key)
        return Exchange(self.account, Ledger(self.store), box, self.opened.identity, self.trusted)


def temporary(folder: Path) -> None:
    """From now on, whatever asks for a temporary file gets it there."""
    import tempfile

    folder.mkdir(exist_ok=True)
    os.environ["TMPDIR"] = str(folder)
    tempfile.tempdir = str(folder)
