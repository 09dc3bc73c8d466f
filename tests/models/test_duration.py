"""How long a few facts lasted together: no day counted twice, no length made up."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.models.duration import first_day, last_day, said_duration
from desktop.models.passport import Section
from tests.models.people import fact

WORK = Section.EXPERIENCES


@pytest.mark.parametrize(
    ("spans", "said"),
    [
        ((("2019-03-01", "2023-05-31"),), "4 ans et 3 mois, jusqu’en mai 2023"),
        ((("2019-03-01", "2019-03-09"),), "1 mois, jusqu’en mars 2019"),
        ((("2019-01-01", "2019-12-31"), ("2019-06-01", "2020-12-31")), "2 ans en tout, jusqu’en décembre 2020"),
        ((("2014", "2019"),), "2014 – 2019"),
        ((("2014", "2019"), ("2020-02-01", "2020-04-30")), "2014 – 30 avril 2020"),
        ((("", "2019"),), "2019"),
        ((), ""),
    ],
)
def test_lengths_are_said_as_far_as_they_are_known(spans: tuple[tuple[str, str], ...], said: str) -> None:
    assert said_duration([fact(str(n), WORK, start, end) for n, (start, end) in enumerate(spans)]) == said


def test_what_lasts_is_said_by_its_beginning() -> None:
    lasting = fact("a", WORK, "2021-03", ongoing=True)
    assert said_duration([fact("b", WORK, "2010", "2012"), lasting]) == "depuis mars 2021"
    assert last_day([lasting]) is None
    assert first_day([lasting]) == date(2021, 3, 1)


def test_a_fact_without_a_date_says_nothing() -> None:
    nowhen = fact("a", WORK)
    assert (said_duration([nowhen]), first_day([nowhen]), last_day([nowhen])) == ("", None, None)


@pytest.mark.parametrize(
    ("spans", "said"),
    [
        ((("2009", ""), ("2009-01-01", "")), "depuis 2009"),
        ((("2014", "2024"), ("2014-01-01", "2024-12-28")), "2014 – 2024"),
    ],
)
def test_of_two_dates_that_may_be_one_the_vaguer_is_said_whatever_the_order(
    spans: tuple[tuple[str, str], ...], said: str
) -> None:
    facts = [fact(str(n), WORK, start, end, ongoing=not end) for n, (start, end) in enumerate(spans)]
    assert said_duration(facts) == said_duration(facts[::-1]) == said
