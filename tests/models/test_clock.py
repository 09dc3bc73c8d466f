"""Instants as they are kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from desktop.models.clock import now, read, written


def test_an_instant_is_written_in_utc_and_read_back() -> None:
    paris = timezone(timedelta(hours=1))
    assert written(datetime(2026, 11, 22, 9, 42, tzinfo=paris)) == "2026-11-22T08:42:00Z"
    assert read("2026-11-22T08:42:00Z") == datetime(2026, 11, 22, 8, 42, tzinfo=UTC)
    assert read("2026-11-22T08:42:00Z").utcoffset() == timedelta(0)


def test_now_is_whole_seconds_and_comes_back() -> None:
    instant = now()
    assert (instant.microsecond, instant.tzinfo) == (0, UTC)
    assert read(written(instant)) == instant


def test_an_instant_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        written(datetime(2026, 11, 22))  # noqa: DTZ001 (that is the point)


@pytest.mark.parametrize(
    "text", ["", "2026-11-22", "2026-11-22T08:42:00", "2026-11-22T08:42:00+01:00", "2026-13-01T00:00:00Z", "x" * 20]
)
def test_another_shape_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(text)
