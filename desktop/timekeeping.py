"""The time and the day that end leases and sharings, for the whole program: trusted, kept, and told by the gateway."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from desktop.models import clock, trusted
from desktop.models.changes import Changes
from desktop.models.trusted import Clock, Reading, TrustedTime

if TYPE_CHECKING:
    from desktop.models.store import Store

KEY: Final = "time"  # of the state
PAUSE: Final = timedelta(minutes=1)  # between two times that are kept
BOOT_ID: Final = Path("/proc/sys/kernel/random/boot_id")


class SystemClock:
    """This computer's clocks.

    Where the system does not name its starts, each process counts as one: time of use is then counted in it alone.
    """

    def __init__(self) -> None:
        """The start of the computer is named once."""
        try:
            self._boot = BOOT_ID.read_text(encoding="ascii").strip()[:64]
        except (OSError, ValueError):
            self._boot = uuid4().hex
        source, read = getattr(time, "CLOCK_BOOTTIME", None), getattr(time, "clock_gettime", None)
        self._elapsed: Callable[[], float] = time.monotonic if source is None or read is None else partial(read, source)

    def __call__(self) -> Reading:
        """This instant."""
        return Reading(datetime.now(UTC), self._boot, self._elapsed())


class Timekeeping:
    """Trusted time between an unlock and a lock; may be asked from any thread."""

    def __init__(self, clock: Clock, kept: str = "", high_water: datetime | None = None) -> None:
        """``kept`` is what the store's state holds under ``KEY``, ``high_water`` what the anchor remembers."""
        self._clock = clock
        self._lock = Lock()
        self._now = trusted.beginning(clock(), trusted.read(kept), high_water)
        self._saved = datetime.min.replace(tzinfo=UTC)

    @classmethod
    def of(cls, store: Store, high_water: str = "") -> Timekeeping:
        """From what a store keeps, and what its anchor knows ("" for nothing)."""
        return cls(SystemClock(), store.state.get(KEY), clock.read(high_water) if high_water else None)

    def now(self) -> datetime:
        """The trusted instant, UTC, to the second."""
        return self._read().high.replace(microsecond=0)

    def today(self) -> date:
        """The trusted day, where this computer is."""
        return self.now().astimezone().date()

    def behind(self) -> bool:
        """Whether the computer's clock is late: time counts use only, and an exchange is due."""
        return self._read().behind

    def said(self) -> str:
        """What is wrong with the computer's clock, in French; "" most of the time."""
        return self._read().said()

    def served(self, at: datetime) -> None:
        """The gateway's clock, of an authenticated answer."""
        with self._lock:
            self._now = self._now.served(at, self._clock())

    def settled(self, at: datetime) -> None:
        """An instant that the gateway has just signed."""
        with self._lock:
            self._now = self._now.settled(at, self._clock())

    def high_water(self) -> str:
        """The latest instant known, as an anchor keeps it."""
        return clock.written(self.now())

    def written(self) -> str:
        """As the store's state keeps it."""
        now = self._read()
        self._saved = now.high
        return now.written()

    def due(self) -> bool:
        """Whether a minute or more has passed since it was last kept."""
        return self.now() - self._saved >= PAUSE

    def keep(self, store: Store) -> Changes:
        """Write it to the store: at a lock, and now and then when it is ``due``."""
        store.state.put({KEY: self.written()})
        return Changes()

    def _read(self) -> TrustedTime:
        with self._lock:
            self._now = self._now.at(self._clock())
            return self._now
