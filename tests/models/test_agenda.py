"""The meetings of some days, in sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop.models.agenda import (
    BUSY,
    MEDIUM_WORDS,
    SORT_WORDS,
    STATUS_WORDS,
    clashing,
    conflicts,
    next_one,
    of_day,
    of_week,
    said_clash,
    said_length,
    said_meeting,
    said_when,
    unanswered,
)
from desktop.models.meeting import Medium, Meeting, Reception, Sort, Status

DAY = date(2026, 12, 1)  # a Tuesday
FIRST = Meeting("a", DAY, time(9))


def at(identifier: str, hour: int, minute: int = 0, days: int = 0, **more: object) -> Meeting:
    return replace(Meeting(identifier, DAY + timedelta(days=days), time(hour, minute)), **more)  # type: ignore[arg-type]


def test_a_meeting_is_said_as_people_say_it() -> None:
    tomorrow = replace(FIRST, day=date(2026, 12, 2), medium=Medium.PHONE)
    assert said_meeting(tomorrow, DAY) == "demain à 9 h 00, 45 minutes, au téléphone"
    assert said_meeting(replace(FIRST, reception=Reception.GROUP, minutes=0), DAY) == (
        "aujourd’hui à 9 h 00, dans nos locaux, en groupe"
    )
    assert said_when(at("a", 14, 5, days=2), DAY) == "jeudi 3 décembre à 14 h 05"
    assert said_when(at("a", 14, days=-1), DAY) == "hier à 14 h 00"
    assert said_when(at("a", 14, days=40), DAY) == "dimanche 10 janvier 2027 à 14 h 00"
    assert [said_length(minutes) for minutes in (0, 1, 45, 60, 90, 120)] == [
        "", "1 minute", "45 minutes", "1 heure", "1 h 30", "2 heures",
    ]  # fmt: skip


def test_every_word_has_a_french_one() -> None:
    assert set(STATUS_WORDS) == set(Status)
    assert set(MEDIUM_WORDS) == set(Medium)
    assert set(SORT_WORDS) == set(Sort)


def test_a_day_a_week_the_next_one_and_those_that_nobody_answered() -> None:
    held, missed = at("held", 9, days=-1, status=Status.HELD), at("missed", 10, days=-1)
    today, gone = at("today", 9), at("gone", 8, status=Status.CANCELLED)
    last, beyond = at("last", 23, 59, days=6), at("beyond", 0, days=7)
    every = (held, missed, gone, today, last, beyond)
    assert of_day(every, DAY) == (gone, today)
    assert of_week(every, DAY) == (gone, today, last)
    assert next_one(every, DAY) == today
    assert next_one(every, DAY + timedelta(days=1)) == last
    assert next_one((held,), DAY) is None
    assert unanswered(every, DAY) == (missed,)


def test_two_at_the_same_time_are_said_and_one_session_of_a_group_is_one() -> None:
    one, other, after = at("one", 9), at("other", 9, 30), at("after", 9, 45)
    assert conflicts((one, after)) == frozenset()
    assert conflicts((one, other, after)) == {"one", "other", "after"}
    assert clashing((one, other, after), one) == (other,)
    assert said_clash((other,)) == "En même temps, un autre rendez-vous est prévu : de 9 h 30 à 10 h 15."
    assert said_clash((one, other)).startswith("En même temps, d’autres rendez-vous sont prévus : de 9 h 00 à 9 h 45, ")
    assert said_clash(()) == ""
    assert conflicts((one, replace(other, status=Status.CANCELLED))) == frozenset()
    group = replace(one, reception=Reception.GROUP)
    assert conflicts((group, replace(group, id="g"))) == frozenset()
    assert conflicts((group, replace(one, id="x"))) == {"one", "x"}


MADE = st.builds(
    Meeting, st.integers(0, 10**9).map(str), st.dates(date(2026, 10, 24), date(2026, 10, 26)),
    st.builds(time, st.integers(0, 23), st.sampled_from((0, 30))), st.sampled_from((0, 30, 90, 600)),
    st.sampled_from(Status), reception=st.sampled_from(Reception),
)  # fmt: skip


@given(st.lists(MADE, max_size=12, unique_by=lambda one: one.id))
def test_a_conflict_is_always_mutual_and_takes_time_at_both_ends(made: list[Meeting]) -> None:
    every = sorted(made, key=lambda one: one.begins)
    found = conflicts(every)
    assert found == {one.id for one in every if clashing(every, one)}
    for one in every:
        for other in clashing(every, one):
            assert one in clashing(every, other)
            assert {one.status, other.status} <= set(BUSY)
