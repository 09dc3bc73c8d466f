"""The calendar file, against the rules of RFC 5545, and against every word it must not hold."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time
from uuid import UUID

import pytest

from desktop.documents.calendar import calendar, paper
from desktop.models.meeting import Meeting, Sort, Status

STAMP = datetime(2026, 11, 22, 8, 42, tzinfo=UTC)
ONE = Meeting("secret-id", date(2026, 12, 1), time(9), 45, place="12 rue des Lilas", theme="Bilan avec Nadia")


def lines(content: bytes) -> list[str]:
    """The content lines, unfolded (RFC 5545, 3.1)."""
    assert content.endswith(b"\r\n")
    return content.decode().replace("\r\n ", "").split("\r\n")[:-1]


def values(content: bytes, name: str) -> list[str]:
    return [line.partition(":")[2] for line in lines(content) if line.partition(":")[0] == name]


def test_one_meeting_is_one_event_in_universal_time() -> None:
    content = calendar([ONE], STAMP)
    head, end = lines(content)[:5], lines(content)[-2:]
    assert head == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Escale//Escale//FR",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
    ]
    assert end == ["END:VEVENT", "END:VCALENDAR"]
    assert values(content, "DTSTAMP") == ["20261122T084200Z"]
    assert values(content, "DTSTART") == ["20261201T080000Z"]
    assert values(content, "DTEND") == ["20261201T084500Z"]
    assert values(content, "CLASS") == ["PRIVATE"]


def test_summer_time_is_two_hours_from_universal_time() -> None:
    content = calendar([replace(ONE, day=date(2026, 7, 1))], STAMP)
    assert values(content, "DTSTART") == ["20260701T070000Z"]


def test_nothing_of_the_person_is_in_it_and_nothing_leads_back_to_the_file() -> None:
    content = calendar([ONE, replace(ONE, id="b", sort=Sort.WORKSHOP)], STAMP)
    assert values(content, "SUMMARY") == ["Rendez-vous", "Atelier"]
    names = {line.partition(":")[0] for line in lines(content)}
    assert names == {
        "BEGIN",
        "END",
        "VERSION",
        "PRODID",
        "CALSCALE",
        "UID",
        "DTSTAMP",
        "DTSTART",
        "DTEND",
        "SUMMARY",
        "CLASS",
    }
    assert not re.search(b"Nadia|Lilas|secret", content)
    first, second = values(content, "UID")
    assert UUID(first).version == UUID(second).version == 4
    assert {first, second}.isdisjoint(values(calendar([ONE], STAMP), "UID"))


def test_a_meeting_whose_length_nobody_said_has_no_end() -> None:
    assert values(calendar([replace(ONE, minutes=0)], STAMP), "DTEND") == []


def test_only_what_is_planned_goes_in_and_a_calendar_is_never_empty() -> None:
    others = [replace(ONE, status=status) for status in Status if status is not Status.PLANNED]
    assert len(values(calendar([*others, ONE], STAMP), "UID")) == 1
    with pytest.raises(ValueError, match="planned"):
        calendar(others, STAMP)


def test_the_file_proposed_names_nobody() -> None:
    made = paper([ONE], STAMP)
    assert (made.name, made.code, list(made.files)) == ("rendez-vous", "agenda", ["ics"])
