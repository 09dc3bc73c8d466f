"""The time that ends sharings and leases: never earlier than the latest ever seen, whatever the clock is set to.

A clock set back changes nothing: time then goes on with use. A clock that leaps more than 400 days ahead is not
believed. Only an instant that the gateway signed can put right what a wrong clock had pushed forward.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol

from desktop.models import clock

SLACK: Final = timedelta(minutes=5)
ABSURD: Final = timedelta(days=400)
LATEST: Final = datetime(2199, 12, 31, tzinfo=UTC)
SAID_BEHIND: Final = (
    "L’horloge de cet ordinateur est en retard : Escale s’en tient à la date la plus récente qu’il a connue."
    " Réglez-la, puis faites un échange avec le serveur."
)
SAID_AHEAD: Final = (
    "L’horloge de cet ordinateur est très en avance : Escale ne la croit pas."
    " Réglez-la, puis faites un échange avec le serveur."
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the computer says: the wall clock (UTC), which start of it this is, seconds since then (sleep included)."""

    wall: datetime
    boot: str
    elapsed: float


class Clock(Protocol):
    """Reads the computer's clocks."""

    def __call__(self) -> Reading:
        """This instant."""


@dataclass(frozen=True, slots=True)
class TrustedTime:
    """The latest instant known (``high``, UTC), and where the clock of use stood then: start and seconds.

    ``behind``: the wall clock is over five minutes late; ``ahead``: it is absurdly early. Both ask for an exchange.
    """

    high: datetime
    boot: str = ""
    elapsed: float = 0.0
    behind: bool = False
    ahead: bool = False

    def at(self, reading: Reading) -> TrustedTime:
        """The trusted time of that reading: what was known and the use since, or the wall clock when it is later."""
        known = self._with_use(reading)
        ahead = reading.wall - known > ABSURD
        now = known if ahead else min(max(known, reading.wall), LATEST)
        return TrustedTime(now, reading.boot, reading.elapsed, known - reading.wall > SLACK, ahead)

    def served(self, at: datetime, reading: Reading) -> TrustedTime:
        """The gateway's own clock, not signed: it moves time forward, never back nor absurdly far."""
        now = self.at(reading)
        return now if not now.high < at <= now.high + ABSURD else replace(now, high=at)

    def settled(self, at: datetime, reading: Reading) -> TrustedTime:
        """An instant that the gateway has just signed: it stands, even where a wrong clock had gone further."""
        return TrustedTime(min(at, LATEST), reading.boot, reading.elapsed).at(reading)

    def raised(self, high: datetime | None) -> TrustedTime:
        """Not earlier than that instant, which was kept elsewhere."""
        return self if high is None or high <= self.high else TrustedTime(min(high, LATEST))

    def said(self) -> str:
        """What is wrong with the clock, as a French sentence; "" most of the time."""
        return SAID_BEHIND if self.behind else SAID_AHEAD if self.ahead else ""

    def written(self) -> str:
        """As the short text that is kept."""
        return f"{clock.written(self.high)} {self.elapsed:.0f} {self.boot}"

    def _with_use(self, reading: Reading) -> datetime:
        if not self.boot or reading.boot != self.boot or reading.elapsed <= self.elapsed:
            return self.high
        used = timedelta(seconds=min(reading.elapsed - self.elapsed, ABSURD.total_seconds()))
        return min(self.high + used, LATEST)


def read(text: str) -> TrustedTime | None:
    """From ``written``; None for anything else."""
    instant, _, rest = text.partition(" ")
    seconds, _, boot = rest.partition(" ")
    try:
        high = clock.read(instant)
        return TrustedTime(min(high, LATEST), boot, float(seconds) if seconds.isdigit() else 0.0)
    except ValueError:
        return None


def beginning(reading: Reading, kept: TrustedTime | None, high: datetime | None = None) -> TrustedTime:
    """The trusted time of a desk that opens: from what it kept, what is kept elsewhere, or for want of it the wall."""
    start = kept or TrustedTime(min(high or reading.wall, LATEST))
    return start.at(reading).raised(high).at(reading)
