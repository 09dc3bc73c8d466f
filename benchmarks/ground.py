"""Where benchmarks stand: a throw-away folder, a gateway of made-up people for each size, a desk signed in to it."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import ExitStack
from pathlib import Path
from threading import Event
from types import TracebackType
from typing import Final, TypeVar
from uuid import uuid4

from desktop.custody.opening import Watched, open_store
from desktop.demonstration import PASSPHRASE
from desktop.models.changes import Changes
from desktop.models.store import Store
from desktop.one_click import OneClick
from desktop.sync.account import Account
from desktop.sync.exchange import Exchange
from desktop.sync.loopback import Loopback
from desktop.timekeeping import Timekeeping
from desktop.vault.derive import FLOOR
from desktop.vault.opened import Opened
from desktop.vault.tokens import TokenBox
from desktop.vault.vault import NEW, Vault

T = TypeVar("T")
SIZES: Final = (300, 10_000)


class Direct:
    """A ledger without threads, so that only the work is measured."""

    def __init__(self, store: Store) -> None:
        """Works on this store."""
        self._store = store

    def ask(self, work: Callable[[Store], T]) -> T:
        """See ``desktop.sync.exchange.Ledger``."""
        return work(self._store)

    def write(self, work: Callable[[Store], Changes]) -> Future[Changes]:
        """See ``desktop.sync.exchange.Ledger``."""
        future: Future[Changes] = Future()
        future.set_result(work(self._store))
        return future


class Stocked:
    """A desk that received every file of its gateway; ``folder`` holds both."""

    def __init__(self, folder: Path, count: int, url: str) -> None:
        """Makes the vault, signs in and makes the first exchange."""
        self.folder, self.count, self.url = folder, count, url
        self.account = Account(url)
        self.home = folder / "bureau"
        self.vault = Vault(self.home, None, FLOOR)
        self.opened: Opened = self.vault.create(PASSPHRASE)
        self.path = self.home / "escale.db"
        store = self.store(self.path)
        try:
            self._sign_in(store)
            self.exchange(store).synchronise(lambda _done, _total: None, Event())
        finally:
            store.close()

    def watched(self, path: Path) -> Watched:
        """The store of that path behind its guards, made when it is not there; the caller closes it."""
        if not path.exists():
            (self.home / NEW).write_bytes(b"")
        return open_store(self.vault, self.opened, path)

    def store(self, path: Path) -> Store:
        """The same, without what watches over it."""
        return self.watched(path).store

    def exchange(self, store: Store, desk: str = "") -> Exchange:
        """Exchanges between that store and the gateway, signed in; ``desk``: another name than the vault's."""
        box, time = TokenBox(self.opened.token_key), Timekeeping.of(store)
        return Exchange(self.account, Direct(store), box, desk or self.opened.identity, time)

    def first_exchange(self, store: Store) -> None:
        """Everything, into a store that the gateway has never heard of."""
        self.exchange(store, str(uuid4())).synchronise(lambda _done, _total: None, Event())

    def empty(self, path: Path) -> Store:
        """A new store whose first exchange is still to come, with the session of this one."""
        with_all, fresh = self.store(self.path), self.store(path)
        kept = {name: with_all.state.get(name) for name in ("keys", "refresh", "counsellor", "subject", "gateway")}
        with_all.close()
        fresh.state.put(kept)
        return fresh

    def _sign_in(self, store: Store) -> None:
        click = OneClick()
        try:
            with Loopback() as loopback:
                asked = self.account.ask(loopback.redirect)
                click(asked.url)
                self.exchange(store).sign_in(asked, loopback.wait(asked.state, Event(), 30))
        finally:
            click.close()


class Ground:
    """Makes each size once and keeps it for the benchmarks that follow."""

    def __init__(self, quick: bool = False) -> None:
        """``quick`` asks for the fewest repetitions."""
        self.quick = quick
        self._stocked: dict[int, Stocked] = {}
        self._closing = ExitStack()
        self.folder = Path()

    def __enter__(self) -> Ground:
        """A temporary folder; everything in it is invented."""
        name = tempfile.TemporaryDirectory(prefix="escale-mesures-", ignore_cleanup_errors=True)
        self.folder = Path(self._closing.enter_context(name))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the gateways, erase the folder."""
        self._closing.__exit__(kind, error, trace)

    def times(self, most: int, least: int = 5) -> int:
        """How many repetitions: ``most``, or ``least`` for a quick run."""
        return least if self.quick else most

    def stocked(self, count: int) -> Stocked:
        """A desk with ``count`` files (at most 10,000)."""
        if count not in self._stocked:
            folder = self.folder / str(count)
            folder.mkdir()
            stocked = Stocked(folder, count, self._gateway(folder, count))
            self._closing.callback(stocked.account.close)
            self._stocked[count] = stocked
        return self._stocked[count]

    def _gateway(self, folder: Path, count: int) -> str:
        command = [sys.executable, "-m", "benchmarks.server", str(folder), str(count)]
        root = Path(__file__).resolve().parent.parent
        server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root)
        self._closing.callback(server.wait, 30)
        assert server.stdin
        assert server.stdout
        self._closing.enter_context(server.stdout)
        self._closing.enter_context(server.stdin)
        return str(json.loads(server.stdout.readline(4096))["url"])
