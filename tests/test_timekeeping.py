"""The program's clock: read from the system, kept in the store, told by the gateway."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from desktop.models.changes import Changes
from desktop.models.store import Store
from desktop.models.trusted import Reading
from desktop.timekeeping import KEY, SystemClock, Timekeeping
from tests.sync.conftest import keeper, store  # noqa: F401  # a real store

START = datetime(2026, 11, 22, 8, tzinfo=UTC)


class Hand:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.wall, self.used = START, 0.0

    def __call__(self) -> Reading:
        return Reading(self.wall, "boot", self.used)


def test_the_system_s_clock_goes_on() -> None:
    read = SystemClock()
    first, second = read(), read()
    assert second.elapsed >= first.elapsed
    assert second.boot == first.boot != ""
    assert first.wall.utcoffset() == timedelta(0)


def test_it_is_kept_and_found_again(store: Store) -> None:  # noqa: F811  # the fixture
    hand = Hand()
    kept = Timekeeping(hand)
    assert kept.due()
    assert kept.keep(store) == Changes()
    assert not kept.due()
    hand.wall += timedelta(minutes=1)
    assert kept.due()
    hand.wall = START - timedelta(days=30)
    again = Timekeeping(hand, store.state.get(KEY))
    assert (again.now(), again.behind()) == (START, True)
    assert again.today() == START.astimezone().date()
    assert again.said().startswith("L’horloge")
    assert Timekeeping(hand, store.state.get(KEY), START + timedelta(days=2)).now() == START + timedelta(days=2)


def test_the_gateway_is_heard() -> None:
    hand = Hand()
    kept = Timekeeping(hand)
    kept.served(START + timedelta(days=2))
    assert kept.high_water() == "2026-11-24T08:00:00Z"
    assert kept.behind()
    kept.settled(START + timedelta(days=1))
    assert kept.now() == START + timedelta(days=1)
    assert "b" in kept.written()
