"""The calendar file, against the rules of RFC 5545, and against every word it must not hold."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.calendar import calendar, paper
from desktop.models.meeting import Medium, Meeting, Reception, Sort, Status, meeting_content
from desktop.models.note import Delivery, Item, Kind
from desktop.models.occasion import Occasion, for_calendar

STAMP = datetime(2026, 11, 22, 8, 42, tzinfo=UTC)
CHANGED = datetime(2026, 11, 20, 16, 5, tzinfo=UTC)
BARE = Meeting("secret-id", date(2026, 12, 1), time(9), 45, place="12 rue des Lilas", theme="Bilan avec Nadia")
ITEM = Item("secret-id", "person-id", Kind.MEETING, meeting_content(BARE), CHANGED, Delivery.SENT, 7)
ONE = Occasion(replace(BARE, item=ITEM), "5f0c", 3)
NAMES = [
    *("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "STATUS", "CLASS"),
]


def lines(content: bytes) -> list[str]:
    """The content lines, unfolded (RFC 5545, 3.1)."""
    assert content.endswith(b"\r\n")
    return content.decode().replace("\r\n ", "").split("\r\n")[:-1]


def values(content: bytes, name: str) -> list[str]:
    return [line.partition(":")[2] for line in lines(content) if line.partition(":")[0] == name]


def at(one: Occasion, **changes: object) -> Occasion:
    return replace(one, meeting=replace(one.meeting, **changes))  # type: ignore[arg-type]  # fields of a meeting


def test_one_meeting_is_one_event_in_universal_time() -> None:
    content = calendar([ONE], STAMP)
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Escale//Escale//FR", "CALSCALE:GREGORIAN", "BEGIN:VEVENT"]
    assert lines(content)[:5] == head
    assert lines(content)[-2:] == ["END:VEVENT", "END:VCALENDAR"]
    assert [line.partition(":")[0] for line in lines(content)[5:-2]] == NAMES
    assert values(content, "DTSTART") == ["20261201T080000Z"]
    assert values(content, "DTEND") == ["20261201T084500Z"]
    assert values(content, "CLASS") == ["PRIVATE"]


def test_what_tells_a_calendar_to_change_an_event_where_it_stands() -> None:
    content = calendar([ONE], STAMP)
    assert values(content, "UID") == ["5f0c"]
    assert values(content, "SEQUENCE") == ["3"]
    assert values(content, "DTSTAMP") == values(content, "LAST-MODIFIED") == ["20261120T160500Z"]
    assert values(content, "STATUS") == ["CONFIRMED"]
    assert calendar([ONE], STAMP + timedelta(days=1)) == content


def test_a_meeting_that_is_not_written_yet_changed_now() -> None:
    assert values(calendar([at(ONE, item=None)], STAMP), "DTSTAMP") == ["20261122T084200Z"]


def test_summer_time_is_two_hours_from_universal_time() -> None:
    assert values(calendar([at(ONE, day=date(2026, 7, 1))], STAMP), "DTSTART") == ["20260701T070000Z"]


def test_a_meeting_whose_length_nobody_said_has_no_end() -> None:
    assert values(calendar([at(ONE, minutes=0)], STAMP), "DTEND") == []


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.MOVED])
def test_what_is_off_says_so_and_nothing_more(status: Status) -> None:
    on, off = lines(calendar([ONE], STAMP)), lines(calendar([at(ONE, status=status)], STAMP))
    assert set(off) - set(on) == {"STATUS:CANCELLED"}


def test_what_is_planned_is_told_and_what_is_off_only_where_it_is_held() -> None:
    every = [replace(BARE, id=str(status), status=status) for status in Status]
    assert [one.status for one in for_calendar(every, ())] == [Status.PLANNED]
    told = {one.status for one in for_calendar(every, {str(status) for status in Status})}
    assert told == {Status.PLANNED, Status.CANCELLED, Status.MOVED}


def test_a_calendar_is_never_empty() -> None:
    with pytest.raises(ValueError, match="no meeting"):
        calendar([], STAMP)


def test_the_file_proposed_names_nobody() -> None:
    made = paper([ONE], STAMP)
    assert (made.name, made.code, list(made.files)) == ("rendez-vous", "agenda", ["ics"])


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).map(lambda text: f"§{text}§")


@given(
    WORDS, WORDS, WORDS, WORDS, st.sampled_from(Status), st.sampled_from(Medium), st.sampled_from(Reception),
    st.sampled_from(Sort),
)  # fmt: skip
def test_no_word_of_the_person_or_of_the_meeting_is_in_the_bytes(
    identifier: str, person: str, theme: str, place: str, status: Status, medium: Medium, how: Reception, sort: Sort
) -> None:
    """Every property is one of the nine and has a shape of its own; nothing given to a meeting is found in the file."""
    meeting = Meeting(identifier, date(2026, 12, 1), time(9), 45, status, medium, how, sort, place, theme)
    said = meeting_content(meeting) | {"note": theme}
    item = Item(identifier, person, Kind.MEETING, said, CHANGED, Delivery.SENT, 7)
    content = calendar([Occasion(replace(meeting, item=item), "5f0c", 3)], STAMP)
    whole = "\n".join(lines(content))
    assert "§" not in whole
    assert not any(word in whole for word in (str(medium), str(how), str(sort), "Paris"))
    event = "\n".join(lines(content)[5:-2])
    assert re.fullmatch(
        r"UID:5f0c\nDTSTAMP:\d{8}T\d{6}Z\nLAST-MODIFIED:\d{8}T\d{6}Z\nSEQUENCE:\d+\nDTSTART:\d{8}T\d{6}Z\n"
        r"DTEND:\d{8}T\d{6}Z\nSUMMARY:(?:Rendez-vous|Atelier)\nSTATUS:(?:CONFIRMED|CANCELLED)\nCLASS:PRIVATE",
        event,
    )
