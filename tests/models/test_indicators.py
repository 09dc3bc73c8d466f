"""Activity in numbers: counted once, small numbers hidden, and never by one subtraction."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.access import Access, Basis
from desktop.models.closing import Closing, Reason, closing_content
from desktop.models.file import Card, Kept
from desktop.models.indicators import HIDDEN, WITHHELD, Dimension, indicators, interviews, withheld
from desktop.models.interview import Header, Level, with_header
from desktop.models.meeting import Meeting, Status, meeting_content
from desktop.models.note import Delivery, Item, Kind
from desktop.models.passport import Holder

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
START, END = date(2026, 10, 1), date(2026, 12, 31)


def card(person: str, start: date = date(2026, 1, 1)) -> Card:
    access = Access(Basis.PUBLICATION, (), start, date(2027, 2, 14))
    return Card(person, Holder("Zoé", "Émery", 1980), access, Kept.SHARED, 1, NOON)


def note(person: str, header: Header, identifier: str = "") -> Item:
    content = with_header({"text": "x"}, header)
    return Item(identifier or f"n-{person}-{header.day}", person, Kind.NOTE, content, NOON, Delivery.SENT)


def ended(person: str, reason: Reason, day: date = date(2026, 11, 2)) -> Item:
    one = Closing(f"c-{person}", day, reason)
    return Item(one.id, person, Kind.CLOSING, closing_content(one), NOON, Delivery.SENT)


def test_two_notes_and_a_meeting_of_one_day_are_one_interview() -> None:
    day = date(2026, 11, 2)
    met = Meeting("m", day, time(9), status=Status.HELD)
    planned = Meeting("q", date(2026, 11, 3), time(9))
    items = [
        note("p", Header(day=day, level=Level.TWO), "a"),
        note("p", Header(day=day, minutes=45), "b"),
        *(Item(one.id, "p", Kind.MEETING, meeting_content(one), NOON, Delivery.SENT) for one in (met, planned)),
    ]
    (talk,) = interviews(items, START, END)
    assert (talk.header.level, talk.header.minutes) == (Level.TWO, 45)
    assert tuple(interviews(items, date(2026, 11, 3), END)) == ()


def test_a_note_without_a_day_and_a_draft_are_no_interview() -> None:
    draft = Item("d", "p", Kind.NOTE, {"day": "2026-11-02"}, NOON, Delivery.DRAFT)
    assert tuple(interviews([note("p", Header()), draft], START, END)) == ()


def test_people_are_counted_once_and_interviews_each_time() -> None:
    people = [f"p{at}" for at in range(6)]
    items = [note(one, Header(day=date(2026, 11, day))) for one in people for day in (2, 9)]
    (row,) = indicators([], items, START, END, [Dimension.TOTAL])
    assert (row.people, row.interviews) == ("6", "12")


def test_few_people_are_hidden_with_their_interviews_and_another_row_with_them() -> None:
    levels = [Level.ONE] * 2 + [Level.TWO] * 6 + [None] * 9
    items = [note(f"p{at}", Header(day=date(2026, 11, 2), level=level)) for at, level in enumerate(levels)]
    found = {row.value: (row.people, row.interviews) for row in indicators([], items, START, END, [Dimension.LEVEL])}
    assert found["niveau 1, accueil individualisé"] == (HIDDEN, HIDDEN)
    assert found["niveau 2, accompagnement personnalisé"] == (WITHHELD, WITHHELD)
    assert found["non dit"] == ("9", "9")


@given(st.lists(st.integers(1, 30), max_size=8).map(tuple))
def test_no_subtraction_tells_a_hidden_figure(figures: tuple[int, ...]) -> None:
    shown = withheld(figures)
    for figure, told in zip(figures, shown, strict=True):
        assert told == str(figure) if told not in (HIDDEN, WITHHELD) else (told == HIDDEN) is (figure < 5)
    unknown = sum(told in (HIDDEN, WITHHELD) for told in shown)
    assert unknown != 1 or len(figures) == 1


def test_ends_are_counted_by_reason_and_length() -> None:
    people = [f"p{at}" for at in range(12)]
    items = [ended(one, Reason.TRAINING if at < 6 else Reason.MOVED) for at, one in enumerate(people)]
    cards = [card(one) for one in people]
    found = indicators(cards, items, START, END, [Dimension.REASON, Dimension.LENGTH, Dimension.FILES])
    assert [(row.dimension, row.value, row.people, row.interviews) for row in found] == [
        (Dimension.FILES, "accompagnements clos", "12", ""),
        (Dimension.REASON, "formation", "6", ""),
        (Dimension.REASON, "déménagement", "6", ""),
        (Dimension.LENGTH, "de 6 mois à 1 an", "12", ""),
    ]


@pytest.mark.parametrize("dimension", list(Dimension))
def test_nothing_names_anybody_nor_a_day(dimension: Dimension) -> None:
    items = [note(f"p{at}", Header(day=date(2026, 11, 2))) for at in range(7)]
    items += [ended(f"p{at}", Reason.OTHER) for at in range(7)]
    told = str(indicators([card(f"p{at}", START) for at in range(7)], items, START, END, [dimension]))
    assert "2 novembre" not in told
    assert "2026-11-02" not in told
    assert not any(f"p{at}'" in told for at in range(7))
