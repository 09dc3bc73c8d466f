"""What the texts of a writing can be read as."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.models.interview import Level
from desktop.models.readable import among, day_in, left_over, written_over


def test_a_value_is_read_exactly_or_not_at_all() -> None:
    assert among(Level, "2") is Level.TWO
    assert [among(Level, value) for value in ("", "3", "TWO", " 2")] == [None] * 4


@pytest.mark.parametrize("text", ["", "demain", "2026-02-30", "28/11/2026"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_in(text) is None


def test_a_day_is_a_day() -> None:
    assert day_in("2026-11-28") == date(2026, 11, 28)


def test_only_what_changed_is_written_anew_and_what_is_not_understood_stays() -> None:
    content = {"level": "3", "place": "Niort", "later": "?"}
    read = {"level": "", "place": "Niort"}  # a level that this Escale does not know
    assert written_over(content, read, {"level": "", "place": "Thouars"}) == {**content, "place": "Thouars"}
    assert written_over(content, read, read) == content


def test_what_is_left_over_is_what_nobody_here_understands() -> None:
    content = {"level": "3", "place": "Niort", "later": "?", "empty": ""}
    assert left_over(content, {"level": "", "place": "Niort"}) == {"level": "3", "later": "?"}
