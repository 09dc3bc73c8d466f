"""Meetings for any calendar (iCalendar, RFC 5545), with neutral words alone: no name, no theme, no place.

What is written here is read by telephones, shared calendars and servers that Escale knows nothing of. Only what is
still planned goes in, and nothing leads back from an event to a file: its identifier is drawn anew each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final
from uuid import uuid4

from desktop.models.meeting import Meeting, Sort, Status
from desktop.models.paper import Paper

FOLD: Final = 75  # octets of a line, its end apart (RFC 5545, 3.1)
TITLES: Final[Mapping[Sort, str]] = {Sort.WORKSHOP: "Atelier"}  # any other is "Rendez-vous"
INSTANT: Final = "%Y%m%dT%H%M%SZ"
HEAD: Final = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Escale//Escale//FR", "CALSCALE:GREGORIAN")
ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def paper(meetings: Iterable[Meeting], stamp: datetime) -> Paper:
    """The file to save; ``stamp`` is when it is made (UTC)."""
    return Paper("rendez-vous", "agenda", {"ics": calendar(meetings, stamp)})


def calendar(meetings: Iterable[Meeting], stamp: datetime) -> bytes:
    """One event for each meeting that is still planned; ValueError when none is: a calendar is never empty."""
    planned = [one for one in meetings if one.status is Status.PLANNED]
    if not planned:
        raise ValueError("no meeting is planned")
    lines = (*HEAD, *(line for one in planned for line in _event(one, stamp)), "END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def folded(line: str) -> bytes:
    """A content line with its end, cut every 75 octets at most and never inside a character."""
    parts, part = [], b""
    for letter in line:
        octets = letter.encode()
        if len(part) + len(octets) > FOLD:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join([*parts, part]) + b"\r\n"


def escaped(text: str) -> str:
    """A value of type TEXT (RFC 5545, 3.3.11)."""
    return text.translate(ESCAPES)


def _event(meeting: Meeting, stamp: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid4()}"
    yield f"DTSTAMP:{stamp.strftime(INSTANT)}"
    yield f"DTSTART:{meeting.begins.strftime(INSTANT)}"
    if meeting.minutes:
        yield f"DTEND:{meeting.ends.strftime(INSTANT)}"
    yield f"SUMMARY:{escaped(TITLES.get(meeting.sort, 'Rendez-vous'))}"
    yield "CLASS:PRIVATE"
    yield "END:VEVENT"
