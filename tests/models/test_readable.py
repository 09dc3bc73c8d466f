"""What the texts of a writing can be read as."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.models.interview import Level
from desktop.models.readable import among, day_in


def test_a_value_is_read_exactly_or_not_at_all() -> None:
    assert among(Level, "2") is Level.TWO
    assert [among(Level, value) for value in ("", "3", "TWO", " 2")] == [None] * 4


@pytest.mark.parametrize("text", ["", "demain", "2026-02-30", "28/11/2026"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_in(text) is None


def test_a_day_is_a_day() -> None:
    assert day_in("2026-11-28") == date(2026, 11, 28)
