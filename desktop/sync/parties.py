"""Who an exchange deals with on this desk, and what it tells them it moved."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from desktop.models.changes import Changes

if TYPE_CHECKING:
    from desktop.models.store import Store

T = TypeVar("T")


class Ledger(Protocol):
    """The way to the store from this thread; ``Background`` is one."""

    def ask(self, work: Callable[[Store], T]) -> T:
        """Run on the store's thread, and wait."""

    def write(self, work: Callable[[Store], Changes]) -> Future[Changes]:
        """Run on the store's thread and tell the pages."""


class Box(Protocol):
    """Seals a short secret under the vault."""

    def seal(self, text: str) -> str:
        """Sealed, as text."""

    def open(self, sealed: str) -> str:
        """The secret."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one exchange moved: files received and gone, writings delivered; what it could not, and whether it ended.

    ``refused`` and ``conflicts`` count writings, ``aside`` files; ``stopped``: cancelled with something left to do.
    ``rolled_back``: the gateway knew a later store than this one; ``disagreed``: it lists other files than are here.
    """

    received: int = 0
    gone: int = 0
    sent: int = 0
    refused: int = 0
    conflicts: int = 0
    aside: int = 0
    stopped: bool = False
    rolled_back: bool = False
    disagreed: bool = False


class Time(Protocol):
    """Hears what the gateway says of time; ``desktop.timekeeping`` is one."""

    def served(self, at: datetime) -> None:
        """The gateway's clock."""

    def settled(self, at: datetime) -> None:
        """An instant that the gateway has just signed."""

    def written(self) -> str:
        """Trusted time, as it is kept."""


class Untimed:
    """Keeps no time: for a desk that is only measured."""

    def served(self, at: datetime) -> None:
        """Forgotten."""

    def settled(self, at: datetime) -> None:
        """Forgotten."""

    def written(self) -> str:
        """Nothing to keep."""
        return ""
