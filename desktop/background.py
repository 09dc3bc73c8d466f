"""The only module that crosses threads: one thread owns the store, a few do blocking work, answers come home.

Callbacks run on the UI thread, in order of arrival, and only while their owner still lives. A newer read with the same
owner and key makes an older one pointless: it is dropped (typing in a search field never queues up).
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from desktop.errors import EscaleError
from desktop.models.changes import Changes

if TYPE_CHECKING:
    from desktop.models.store import Store

T = TypeVar("T")
Failed = Callable[[EscaleError], None]


class Background(QObject):
    """Reads and writes of the store, and blocking work, asked from the UI thread."""

    changed = Signal(object)  # Changes, on the UI thread, after every write that touched something
    troubled = Signal(object)  # EscaleError that nobody else asked to hear about
    _home = Signal(object)

    def __init__(self, store: Store, workers: int = 3) -> None:
        """Takes over the store: from now on only this object's thread may touch it."""
        super().__init__()
        self._store = store
        self._owner = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="pool")
        self._asked: dict[tuple[int, str], Future[Any]] = {}
        self._home.connect(self._arrive, Qt.ConnectionType.QueuedConnection)

    def read(
        self,
        owner: QObject,
        key: str,
        work: Callable[[Store], T],
        then: Callable[[T], None],
        failed: Failed | None = None,
    ) -> None:
        """Run ``work(store)`` on the store thread, then ``then(answer)`` here; supersedes the same owner's same key."""
        place = (id(owner), key)
        if earlier := self._asked.get(place):
            earlier.cancel()
        future = self._owner.submit(work, self._store)
        self._asked[place] = future
        self._follow(future, owner, self._unless_superseded(place, future, then), failed)

    def write(
        self,
        work: Callable[[Store], Changes],
        owner: QObject | None = None,
        then: Callable[[Changes], None] | None = None,
        failed: Failed | None = None,
    ) -> Future[Changes]:
        """Run a transaction on the store thread; ``changed`` is emitted, then ``then`` is called."""
        future = self._owner.submit(work, self._store)
        self._follow(future, owner or self, lambda changes: self._tell(changes, then), failed)
        return future

    def run(
        self, owner: QObject, work: Callable[[], T], then: Callable[[T], None], failed: Failed | None = None
    ) -> Future[T]:
        """Run blocking work that needs no store (files, network, key derivation) on the pool."""
        future = self._pool.submit(work)
        self._follow(future, owner, then, failed)
        return future

    def ask(self, work: Callable[[Store], T]) -> T:
        """From a pool thread: run ``work(store)`` on the store thread and wait for its answer."""
        return self._owner.submit(work, self._store).result()

    def call(self, owner: QObject, work: Callable[[], None]) -> None:
        """From any thread: run ``work`` on the UI thread, if ``owner`` still lives then."""
        self._home.emit(lambda: work() if isValid(owner) else None)

    def close(self) -> None:
        """Finish what writes are queued, drop the rest, close the store on its own thread, stop every thread."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._owner.submit(self._store.close)
        self._owner.shutdown(wait=True)

    def _tell(self, changes: Changes, then: Callable[[Changes], None] | None) -> None:
        if changes != Changes():
            self.changed.emit(changes)
        if then:
            then(changes)

    def _unless_superseded(
        self, place: tuple[int, str], future: Future[T], then: Callable[[T], None]
    ) -> Callable[[T], None]:
        def arrived(answer: T) -> None:
            if self._asked.get(place) is future:
                del self._asked[place]
                then(answer)

        return arrived

    def _follow(
        self, future: Future[T], owner: QObject, then: Callable[[T], None], failed: Failed | None
    ) -> None:
        def done(_: Future[T]) -> None:
            if isValid(self):
                self._home.emit(lambda: self._deliver(future, owner, then, failed))

        future.add_done_callback(done)

    def _deliver(
        self, future: Future[T], owner: QObject, then: Callable[[T], None], failed: Failed | None
    ) -> None:
        if not isValid(owner):
            return
        try:
            answer = future.result()
        except CancelledError:
            return
        except EscaleError as trouble:
            (failed or self.troubled.emit)(trouble)
            return
        then(answer)

    @Slot(object)
    def _arrive(self, work: Callable[[], None]) -> None:
        work()
