"""Meetings for any calendar (iCalendar, RFC 5545), with neutral words alone: no name, no theme, no place.

What is written here is read by telephones, shared calendars and servers that Escale knows nothing of. Only what is
still planned goes in, and nothing leads back from an event to a file: its identifier is drawn anew each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final
from uuid import uuid4

from icalendar import Calendar, Event

from desktop.models.meeting import Meeting, Sort, Status
from desktop.models.paper import Paper

TITLES: Final[Mapping[Sort, str]] = {Sort.WORKSHOP: "Atelier"}  # any other is "Rendez-vous"
HEAD: Final = (("version", "2.0"), ("prodid", "-//Escale//Escale//FR"), ("calscale", "GREGORIAN"))


def paper(meetings: Iterable[Meeting], stamp: datetime) -> Paper:
    """The file to save; ``stamp`` is when it is made (UTC)."""
    return Paper("rendez-vous", "agenda", {"ics": calendar(meetings, stamp)})


def calendar(meetings: Iterable[Meeting], stamp: datetime) -> bytes:
    """One event for each meeting that is still planned; ValueError when none is: a calendar is never empty."""
    planned = [one for one in meetings if one.status is Status.PLANNED]
    if not planned:
        raise ValueError("no meeting is planned")
    made = Calendar()
    for name, value in HEAD:
        made.add(name, value)
    for one in planned:
        made.add_component(_event(one, stamp))
    return bytes(made.to_ical(sorted=False))


def _event(meeting: Meeting, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", str(uuid4()))
    event.add("dtstamp", stamp)
    event.add("dtstart", meeting.begins)
    if meeting.minutes:
        event.add("dtend", meeting.ends)
    event.add("summary", TITLES.get(meeting.sort, "Rendez-vous"))
    event.add("class", "PRIVATE")
    return event
