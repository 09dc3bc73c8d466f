"""The only module that crosses threads: one thread owns the store, a few do blocking work, answers come home.

Callbacks run on the UI thread, in order of arrival, and only while their owner still lives. A newer read with the same
owner and key makes an older one pointless: it is dropped (typing in a search field never queues up).
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, cast

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from desktop.errors import EscaleError, StoreLocked
from desktop.models.changes import Changes

if TYPE_CHECKING:
    from desktop.models.store import Store
    from desktop.models.store.room import Room

T = TypeVar("T")
Failed = Callable[[EscaleError], None]


@dataclass(frozen=True, slots=True)
class Threads:
    """The one that owns the store, and a few that own nothing."""

    store: ThreadPoolExecutor
    pool: ThreadPoolExecutor

    @classmethod
    def started(cls, workers: int = 3) -> Threads:
        """Ready to work."""
        return cls(
            ThreadPoolExecutor(1, thread_name_prefix="store"), ThreadPoolExecutor(workers, thread_name_prefix="pool")
        )


class Background(QObject):
    """Reads and writes of the store, and blocking work, asked from the UI thread."""

    changed = Signal(object)  # Changes, on the UI thread, after every write that touched something
    troubled = Signal(object)  # EscaleError that nobody else asked to hear about
    _home = Signal(object)

    def __init__(self, store: Store, threads: Threads | None = None) -> None:
        """Takes over the store: from now on only this object's thread may touch it."""
        super().__init__()
        threads = threads or Threads.started()
        self._store = store
        self._owner, self._pool = threads.store, threads.pool
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
        self._asked[place] = future = self._submit(self._owner, lambda: work(self._store))
        self._follow(
            future, lambda: self._is_last(place, future) and isValid(owner), then, failed or self.troubled.emit
        )

    def write(
        self,
        work: Callable[[Store], Changes],
        owner: QObject | None = None,
        then: Callable[[Changes], None] | None = None,
        failed: Failed | None = None,
    ) -> Future[Changes]:
        """Run a transaction on the store thread; ``changed`` is emitted, then ``then`` is called.

        A write outlives its owner: what it changed, or why it could not, is told all the same.
        """
        future = self._submit(self._owner, lambda: work(self._store))
        self._follow(
            future,
            lambda: True,
            lambda changes: self._tell(changes, then if _lives(owner) else None),
            lambda trouble: (failed if failed and _lives(owner) else self.troubled.emit)(trouble),
        )
        return future

    def run(
        self, owner: QObject, work: Callable[[], T], then: Callable[[T], None], failed: Failed | None = None
    ) -> Future[T]:
        """Run blocking work that needs no store (files, network, key derivation) on the pool."""
        future = self._submit(self._pool, work)
        self._follow(future, lambda: isValid(owner), then, failed or self.troubled.emit)
        return future

    def ask(self, work: Callable[[Store], T]) -> T:
        """From a pool thread: run ``work(store)`` on the store thread and wait for its answer."""
        return self._submit(self._owner, lambda: work(self._store)).result()

    def call(self, owner: QObject, work: Callable[[], None]) -> None:
        """From any thread: run ``work`` on the UI thread, if ``owner`` still lives then."""
        if isValid(self):
            self._home.emit(lambda: work() if isValid(owner) else None)

    def narrowed(self, part: Callable[[Store], Room], person: str) -> Background:
        """Another way to the same threads: works are handed ``part(store)`` instead of the store.

        Its ``changed`` tells what concerns ``person`` alone, whoever wrote it; what is written through it is told here
        too. Never to be closed.
        """
        return _Narrowed(self, part(self._store), person)

    def close(self) -> None:
        """Finish the work under way and the writes queued, close the store on its own thread, stop every thread.

        What is asked afterwards fails with StoreLocked.
        """
        self._pool.shutdown(wait=True, cancel_futures=True)
        closing = self._submit(self._owner, self._store.close)
        self._owner.shutdown(wait=True)
        closing.result()

    def _submit(self, executor: ThreadPoolExecutor, work: Callable[[], T]) -> Future[T]:
        try:
            return executor.submit(work)
        except RuntimeError:  # how an executor says that it was shut down
            refused: Future[T] = Future()
            refused.set_exception(StoreLocked("Le coffre est fermé.", "Rouvrez-le avec votre phrase de passe."))
            return refused

    def _tell(self, changes: Changes, then: Callable[[Changes], None] | None) -> None:
        if changes != Changes():
            self.changed.emit(changes)
        if then:
            then(changes)

    def _is_last(self, place: tuple[int, str], future: Future[T]) -> bool:
        """Whether no newer read took this one's place; the place is free again if so."""
        if self._asked.get(place) is not future:
            return False
        del self._asked[place]
        return True

    def _follow(self, future: Future[T], wanted: Callable[[], bool], then: Callable[[T], None], failed: Failed) -> None:
        def done(_: Future[T]) -> None:
            if isValid(self):
                self._home.emit(lambda: self._deliver(future, wanted(), then, failed))

        future.add_done_callback(done)

    def _deliver(self, future: Future[T], wanted: bool, then: Callable[[T], None], failed: Failed) -> None:
        """An EscaleError goes to ``failed``; a bug too, in general words, then it is raised for ``sys.excepthook``."""
        try:
            answer = future.result()
        except CancelledError:
            return
        except EscaleError as trouble:
            if wanted:
                failed(trouble)
            return
        except BaseException:
            if wanted:
                failed(unexpected())
            raise
        if wanted:
            then(answer)

    @Slot(object)
    def _arrive(self, work: Callable[[], None]) -> None:
        work()


class _Narrowed(Background):
    """See ``Background.narrowed``."""

    def __init__(self, whole: Background, part: Room, person: str) -> None:
        super().__init__(cast("Store", part), Threads(whole._owner, whole._pool))
        self._whole, self._person = whole, person
        whole.changed.connect(self._hear)

    def close(self) -> None:
        """The threads are the whole's: this stops nothing."""

    def _tell(self, changes: Changes, then: Callable[[Changes], None] | None) -> None:
        self._whole._tell(changes, then)

    def _hear(self, changes: Changes) -> None:
        if (ours := changes.about(self._person)) != Changes():
            self.changed.emit(ours)


def unexpected() -> EscaleError:
    """What is said to whoever waited for work that a bug interrupted."""
    return EscaleError("Un défaut imprévu a interrompu cette tâche.", "Vous pouvez la recommencer.")


def nothing_to_write() -> Future[Changes]:
    """What a write gives that had nothing to do."""
    done: Future[Changes] = Future()
    done.set_result(Changes())
    return done


def _lives(owner: QObject | None) -> bool:
    return owner is None or isValid(owner)
