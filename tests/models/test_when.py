"""Dates as people know them."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.models.when import When, said_day, said_period, said_weekday


@pytest.mark.parametrize("text", ["2026", "2026-11", "2026-11-22"])
def test_a_date_is_written_as_it_was_read(text: str) -> None:
    assert str(When.read(text)) == text


@pytest.mark.parametrize(
    "text", ["", "26", "2026-13", "2026-02-30", "2026-1-1", "22/11/2026", "1899", "٢٠٢٦", "2026-11-22T10"]
)
def test_what_is_not_a_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        When.read(text)


def test_an_unknown_day_or_month_reaches_from_the_first_to_the_last() -> None:
    assert When(2026).first() == date(2026, 1, 1)
    assert When(2026).last() == date(2026, 12, 28)
    assert When(2024, 2).last() == date(2024, 2, 28)
    assert When(2024, 2, 29).last() == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (When(2014), "2014"),
        (When(2014, 2), "février 2014"),
        (When(2014, 8, 1), "1er août 2014"),
        (When(2014, 2, 14), "14 février 2014"),
    ],
)
def test_dates_are_said_as_people_say_them(when: When, said: str) -> None:
    assert when.said() == said


def test_days_are_said_with_or_without_the_year() -> None:
    assert said_day(date(2027, 2, 14)) == "14 février 2027"
    assert said_day(date(2027, 2, 1), year=False) == "1er février"
    assert said_weekday(date(2026, 11, 22)) == "Dimanche 22 novembre"


@pytest.mark.parametrize(
    ("start", "end", "ongoing", "said"),
    [
        (When(2014), When(2019), False, "2014 – 2019"),
        (When(2009, 6), When(2009, 6), False, "juin 2009"),
        (When(2021, 3), None, True, "depuis mars 2021"),
        (When(2021, 3), None, False, "mars 2021"),
        (None, When(2019), False, "jusqu’à 2019"),
        (None, None, False, ""),
    ],
)
def test_periods_are_said_with_what_is_known(start: When | None, end: When | None, ongoing: bool, said: str) -> None:
    assert said_period(start, end, ongoing) == said
