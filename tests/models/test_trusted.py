"""Trusted time: set back, set forward, left alone, restarted, put right by the gateway."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desktop.models.lease import Lease, fingerprint, reading
from desktop.models.trusted import LATEST, Reading, TrustedTime, beginning, read

START = datetime(2026, 11, 22, 8, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = 3600.0


def said(days: float = 0, used: float = 0, boot: str = "b") -> Reading:
    """What a computer says: its wall clock so many days off, and so many seconds of use."""
    return Reading(START + timedelta(days=days), boot, used)


KNOWN = TrustedTime(START, "b", 0.0)
LEASE = Lease("c", START, START + 7 * DAY, 1, frozenset({fingerprint("k")}))


def closed(known: TrustedTime) -> bool:
    return reading(LEASE, ("k",), known.high, known.behind) is not None


def test_time_goes_on_with_the_wall_clock() -> None:
    now = KNOWN.at(said(1, 100))
    assert (now.high, now.behind, now.ahead, now.said()) == (START + DAY, False, False, "")


@pytest.mark.parametrize("days", [-30, -4, -0.01])
def test_set_back_it_stands_still_and_counts_use(days: float) -> None:
    now = KNOWN.at(said(days))
    assert (now.high, now.behind) == (START, True)
    assert "retard" in now.said()
    later = now.at(said(days, 6 * HOUR))
    assert later.high == START + timedelta(hours=6)
    assert not closed(later)
    assert closed(later.at(said(days, 7 * 24 * HOUR)))


def test_a_few_minutes_are_nothing() -> None:
    assert not KNOWN.at(said(-4 / 1440)).behind
    assert KNOWN.at(said(-6 / 1440)).behind


def test_restarted_with_the_clock_set_back_it_goes_on_from_where_it_was() -> None:
    used = KNOWN.at(said(-30, 5 * HOUR))
    restarted = used.at(said(-30, 10.0, boot="another"))
    assert restarted.high == START + timedelta(hours=5)
    assert restarted.at(said(-30, 10.0 + HOUR, boot="another")).high == START + timedelta(hours=6)


def test_forward_then_back_stays_expired() -> None:
    forward = KNOWN.at(said(8))
    assert closed(forward)
    back = forward.at(said(1, 60))
    assert closed(back)
    assert back.behind
    assert back.high >= START + 8 * DAY


def test_an_absurd_leap_is_not_believed() -> None:
    leapt = KNOWN.at(said(3000, 60))
    assert (leapt.high, leapt.ahead, leapt.behind) == (START + timedelta(seconds=60), True, False)
    assert "avance" in leapt.said()
    back = leapt.at(said(1))
    assert (back.high, back.ahead) == (START + DAY, False)
    assert KNOWN.at(said(399)).high == START + 399 * DAY


def test_the_gateway_s_clock_moves_it_forward_only() -> None:
    assert KNOWN.served(START + 3 * DAY, said()).high == START + 3 * DAY
    assert KNOWN.served(START - 3 * DAY, said()).high == START
    assert KNOWN.served(START + 3000 * DAY, said()).high == START


def test_what_the_gateway_signed_puts_a_wrong_clock_right() -> None:
    forward = KNOWN.at(said(300))
    mended = forward.settled(START + DAY, said(1, 60))
    assert (mended.high, mended.behind) == (START + DAY, False)
    assert not closed(mended)
    still_wrong = forward.settled(START + DAY, said(300, 60))
    assert still_wrong.high == START + 300 * DAY  # the clock was not mended: it counts again


def test_it_is_kept_as_a_short_text() -> None:
    kept = KNOWN.at(said(1, 100.4)).written()
    assert len(kept) < 100
    again = read(kept)
    assert again is not None
    assert (again.high, again.boot, again.elapsed) == (START + DAY, "b", 100.0)
    assert read(TrustedTime(START).written()) == TrustedTime(START)
    for text in ("", "hier", "2026-13-40T00:00:00Z 1 b", "9999-99-99"):
        assert read(text) is None


def test_a_desk_begins_from_the_latest_of_what_was_kept() -> None:
    assert beginning(said(), None).high == START
    assert beginning(said(-30), KNOWN).high == START
    assert beginning(said(-30), KNOWN, START + 2 * DAY).high == START + 2 * DAY
    assert beginning(said(-30, 5 * HOUR), KNOWN, START + DAY / 24).high == START + timedelta(hours=5)
    assert beginning(said(), None, START + 9 * DAY).behind


def test_it_never_leaves_the_calendar() -> None:
    far = TrustedTime(LATEST - timedelta(seconds=1), "b", 0.0)
    assert far.at(Reading(LATEST + DAY, "b", 1e12)).high == LATEST
    assert far.settled(LATEST + 30 * DAY, said()).high == LATEST
