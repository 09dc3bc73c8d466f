"""What the header of a new note proposes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from desktop.models import meeting as met
from desktop.models.header_proposal import proposed_header
from desktop.models.interview import Header, Level, Medium, Moment, with_header
from desktop.models.meeting import Meeting, meeting_content
from desktop.models.note import Delivery, Item, Kind

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
NOTED = Header(Moment.FIRST, date(2026, 11, 1), 60, Medium.HOME, "Thouars", Level.TWO)


def note(header: Header, day: int = 1) -> Item:
    """A note of that day of November."""
    content = with_header({"text": "a"}, header)
    return Item(f"n{day}", "p", Kind.NOTE, content, datetime(2026, 11, day, 9, tzinfo=UTC), Delivery.SENT)


def meeting(at: int, **rest: object) -> Item:
    """A meeting of the day, at that hour."""
    one = replace(Meeting(f"m{at}", DAY, time(at), 30, medium=met.Medium.PHONE, place=f"salle {at}"), **rest)
    written = datetime(2026, 11, 1, tzinfo=UTC)
    return Item(one.id, "p", Kind.MEETING, meeting_content(one), written, Delivery.SENT)


def test_nothing_known_proposes_today_alone() -> None:
    assert proposed_header((), DAY, NOW) == Header(day=DAY)


def test_the_last_note_proposes_how_and_where_and_its_level_never_its_moment() -> None:
    older = note(replace(NOTED, place="Bressuire"), 1)
    expected = Header(day=DAY, medium=Medium.HOME, place="Thouars", level=Level.TWO)
    assert proposed_header((older, note(NOTED, 2), note(Header(), 3)), DAY, NOW) == expected


def test_the_meeting_of_the_day_comes_first_the_nearest_one() -> None:
    items = (note(NOTED), meeting(9), meeting(16))
    expected = Header(day=DAY, minutes=30, medium=Medium.PHONE, place="salle 9", level=Level.TWO)
    assert proposed_header(items, DAY, NOW) == expected


@pytest.mark.parametrize(
    "rest", [{"status": met.Status.CANCELLED}, {"status": met.Status.ABSENT}, {"day": date(2026, 11, 23)}]
)
def test_a_meeting_that_is_not_held_today_proposes_nothing(rest: dict[str, object]) -> None:
    assert proposed_header((meeting(9, **rest),), DAY, NOW) == Header(day=DAY)
