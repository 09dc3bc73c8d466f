"""Reading the caseload a few files at a time: the store's thread is never held for long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from desktop.background import Background
from desktop.errors import ReadLocked
from desktop.models.editions import EditionChanges
from desktop.models.file import Kept
from desktop.models.impact import impacts
from desktop.models.mention import mentions
from desktop.models.touched import Touched

if TYPE_CHECKING:
    from desktop.models.store import Store

CHUNK: Final = 25  # files read in one go
People = tuple[tuple[str, str], ...]  # id and name


@dataclass(frozen=True, slots=True)
class Read:
    """How far the reading has come: who is touched, how many files were read, how many may not be."""

    touched: tuple[Touched, ...] = ()
    read: int = 0
    closed: int = 0
    done: bool = False


class Caseload:
    """One reading of every file against some changes; another one begun makes the former stop."""

    def __init__(self, background: Background, owner: QObject, tell: Callable[[Read], None]) -> None:
        """``tell`` is called on the UI thread after each chunk, while ``owner`` lives."""
        self._background = background
        self._owner = owner
        self._tell = tell
        self._changes: EditionChanges | None = None

    def read(self, changes: EditionChanges) -> None:
        """Begin."""
        self._changes = changes
        self._background.read(self._owner, "caseload", _people, lambda people: self._next(changes, people, Read()))

    def stop(self) -> None:
        """What is under way is told no more."""
        self._changes = None

    def _next(self, changes: EditionChanges, people: People, so_far: Read) -> None:
        if changes is not self._changes:
            return
        chunk, rest = people[:CHUNK], people[CHUNK:]

        def arrived(found: Read) -> None:
            if changes is self._changes:
                now = _added(so_far, found, done=not rest)
                self._tell(now)
                if rest:
                    self._next(changes, rest, now)

        self._background.read(self._owner, "caseload", lambda store: _read(store, chunk, changes), arrived)


def _people(store: Store) -> People:
    return tuple((card.person, card.holder.name) for card in store.passports.cards() if card.kept is not Kept.AWAITED)


def _read(store: Store, people: People, changes: EditionChanges) -> Read:
    touched, read, closed = [], 0, 0
    for person, name in people:
        try:
            file = store.passports.file(person)
        except ReadLocked:
            closed += 1
            continue
        if file is not None:
            read += 1
            if found := impacts(mentions(file.passport, store.items.of(person)), changes):
                touched.append(Touched(person, name, found))
    return Read(tuple(touched), read, closed)


def _added(one: Read, other: Read, done: bool) -> Read:
    return Read((*one.touched, *other.touched), one.read + other.read, one.closed + other.closed, done)
