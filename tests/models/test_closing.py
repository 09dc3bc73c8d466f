"""The end of an accompaniment: written and read again, taken back, asked about six months later."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.closing import (
    OUTCOME_WORDS,
    REASON_WORDS,
    Closing,
    Outcome,
    Reason,
    closed_days,
    closing_content,
    closing_now,
    closing_of,
    closings,
    months_after,
    said_closing,
    to_ask,
    unread,
)
from desktop.models.note import Delivery, Item, Kind

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = date(2026, 8, 31)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
DAYS = st.dates(date(1990, 1, 1), date(2199, 12, 31))
MADE = st.builds(
    Closing, st.just("c"), DAYS, st.none() | st.sampled_from(Reason), WORDS, st.none() | DAYS,
    st.none() | st.sampled_from(Outcome), st.none() | DAYS,
)  # fmt: skip


def item(content: dict[str, str], identifier: str = "c", person: str = "p", at: datetime = NOON) -> Item:
    return Item(identifier, person, Kind.CLOSING, content, at, Delivery.SENT)


def written(closing: Closing, person: str = "p", at: datetime = NOON) -> Item:
    return item(closing_content(closing), closing.id, person, at)


@given(MADE)
def test_what_is_written_is_read_again(made: Closing) -> None:
    kept = written(made)
    assert closing_of(kept) == replace(made, item=kept)
    assert unread(kept) == {}


@given(MADE, MADE, st.dictionaries(WORDS, WORDS, max_size=3))
def test_what_is_not_understood_stays(was: Closing, now: Closing, more: dict[str, str]) -> None:
    known = closing_content(was)
    kept = item({**more, **known})
    again = closing_content(replace(now, item=kept))
    assert all(again[name] == value for name, value in more.items() if name not in known)
    assert closing_of(item(again)) == replace(now, item=item(again))


def test_a_reason_of_a_later_escale_is_said_and_kept() -> None:
    kept = item(closing_content(Closing("c", DAY)) | {"reason": "Départ à la retraite"})
    one = closing_of(kept)
    assert one is not None
    assert (one.reason, one.why) == (None, "Départ à la retraite")
    assert closing_content(replace(one, outcome=Outcome.JOB))["reason"] == "Départ à la retraite"
    assert unread(kept) == {"reason": "Départ à la retraite"}


@pytest.mark.parametrize("day", ["", "bientôt", "2026-13-40", "0001-01-01"])
def test_a_day_that_cannot_be_read_closes_nothing(day: str) -> None:
    assert closing_of(item({"about": "closing", "state": "closed", "day": day})) is None


def test_a_closing_taken_back_no_longer_stands_and_closing_again_does() -> None:
    first = Closing("a", DAY, Reason.TRAINING, reopened=date(2026, 9, 3))
    again = Closing("b", date(2026, 10, 1), Reason.MOVED)
    assert closing_now([written(first)]) is None
    found = closing_now([written(again), written(first)])
    assert found is not None
    assert found.id == "b"
    assert [one.id for one in closings([written(again), written(first)])] == ["a", "b"]


def test_words_still_being_typed_close_nothing() -> None:
    assert closing_now([replace(written(Closing("a", DAY)), delivery=Delivery.DRAFT)]) is None


def test_each_person_has_their_own_end() -> None:
    every = (
        written(Closing("a", DAY), "p"),
        written(Closing("b", DAY, reopened=DAY), "q"),
        written(Closing("c", date(2026, 9, 1)), "p"),
    )
    assert closed_days(every) == {"p": date(2026, 9, 1)}


@pytest.mark.parametrize(
    ("day", "after"),
    [
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 1, 5), date(2026, 7, 5)),
    ],
)
def test_six_months_later(day: date, after: date) -> None:
    assert months_after(day, 6) == after
    assert Closing("c", day).due == after


def test_it_is_asked_on_the_day_and_until_it_is_answered() -> None:
    one = Closing("c", date(2026, 5, 22))
    assert not to_ask(one, date(2026, 11, 21))
    assert to_ask(one, date(2026, 11, 22))
    assert to_ask(one, date(2027, 3, 1))
    assert not to_ask(replace(one, outcome=Outcome.UNREACHED), date(2026, 11, 22))
    assert not to_ask(replace(one, reopened=date(2026, 6, 1)), date(2026, 11, 22))


def test_every_word_is_said_for_everybody() -> None:
    assert set(REASON_WORDS) == set(Reason)
    assert set(OUTCOME_WORDS) == set(Outcome)
    assert not any("jeune" in word for word in REASON_WORDS.values())
    one = Closing("c", DAY, Reason.ASKED, outcome=Outcome.JOB, asked=date(2027, 3, 1))
    assert said_closing(one) == (
        "Accompagnement clos le 31 août 2026 : demande de la personne. "
        "Six mois après : en emploi, noté le 1er mars 2027."
    )
    assert closing_content(one)["reason"] == "Demande du jeune"
