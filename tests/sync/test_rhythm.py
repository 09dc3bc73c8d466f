"""When to exchange again, on a clock of our own."""

from __future__ import annotations

import pytest

from desktop.errors import Offline, ServerTrouble, SignInNeeded
from desktop.sync.rhythm import AFTER_WRITING, FIRST_RETRY, LONGEST_RETRY, REGULAR, Rhythm
from desktop.sync.transport import Later


class Clock:
    """Seconds and chance, told."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.chance = 0.5

    def rhythm(self) -> Rhythm:
        return Rhythm(lambda: self.seconds, lambda: self.chance)


@pytest.mark.parametrize("chance", [0.0, 0.5, 0.999])
def test_troubles_are_spaced_up_to_a_cap(chance: float) -> None:
    clock = Clock()
    clock.chance = chance
    rhythm = clock.rhythm()
    waits = [rhythm.after_trouble(Offline("x")) or 0.0 for _ in range(40)]
    assert waits == sorted(waits)
    assert waits[0] == pytest.approx(FIRST_RETRY * (0.75 + 0.5 * chance))
    assert waits[1] == pytest.approx(2 * waits[0])
    assert waits[-1] == LONGEST_RETRY
    rhythm.after_success()
    assert rhythm.after_trouble(ServerTrouble("x")) == waits[0]


@pytest.mark.parametrize("chance", [0.0, 0.5, 0.999])
def test_never_before_what_the_gateway_asked(chance: float) -> None:
    clock = Clock()
    clock.chance = chance
    rhythm = clock.rhythm()
    assert rhythm.left() == 0
    assert (rhythm.after_trouble(Later(1200)) or 0) >= 1200
    assert rhythm.left() == rhythm.after_writing() == 1200
    assert (rhythm.after_trouble(Offline("x")) or 0) >= 1200
    assert rhythm.after_success() >= 1200
    clock.seconds += 1199
    assert rhythm.left() == 1
    assert rhythm.after_writing() == AFTER_WRITING
    clock.seconds += 1
    assert rhythm.left() == 0


def test_regular_exchanges_are_spread() -> None:
    clock = Clock()
    rhythm = clock.rhythm()
    clock.chance = 0.0
    first = rhythm.after_success()
    clock.chance = 1.0
    assert first < REGULAR < rhythm.after_success()


def test_nothing_is_tried_before_a_sign_in() -> None:
    assert Clock().rhythm().after_trouble(SignInNeeded("x")) is None


@pytest.mark.parametrize(("asked", "kept"), [(0, 1), (-5, 1), (10**9, 86_400)])
def test_what_is_asked_is_bounded_to_a_day(asked: int, kept: int) -> None:
    assert Later(asked).seconds == kept
