"""Meetings for any calendar (iCalendar, RFC 5545), with neutral words alone: no name, no theme, no place.

What is written here is read by telephones, shared calendars and servers that Escale knows nothing of. Given again, a
meeting keeps its identifier, so that a calendar changes it where it stands; outside this vault that leads to nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from icalendar import Calendar, Event

from desktop.models.meeting import Sort
from desktop.models.occasion import Occasion
from desktop.models.paper import Paper

TITLES: Final[Mapping[Sort, str]] = {Sort.WORKSHOP: "Atelier"}  # any other is "Rendez-vous"
HEAD: Final = (("version", "2.0"), ("prodid", "-//Escale//Escale//FR"), ("calscale", "GREGORIAN"))


def paper(occasions: Iterable[Occasion], stamp: datetime) -> Paper:
    """The file to save; ``stamp`` is when it is made (UTC)."""
    return Paper("rendez-vous", "agenda", {"ics": calendar(occasions, stamp)})


def calendar(occasions: Iterable[Occasion], stamp: datetime) -> bytes:
    """One event each; ValueError without any: a calendar is never empty."""
    made = Calendar()
    for name, value in HEAD:
        made.add(name, value)
    for one in occasions:
        made.add_component(_event(one, stamp))
    if not made.events:
        raise ValueError("no meeting to tell")
    return bytes(made.to_ical(sorted=False))


def _event(one: Occasion, stamp: datetime) -> Event:
    """Without METHOD, DTSTAMP says when the event last changed (RFC 5545, 3.8.7.2), as LAST-MODIFIED does."""
    meeting, event = one.meeting, Event()
    changed = meeting.item.written if meeting.item else stamp
    event.add("uid", one.uid)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", one.sequence)
    event.add("dtstart", meeting.begins)
    if meeting.minutes:
        event.add("dtend", meeting.ends)
    event.add("summary", TITLES.get(meeting.sort, "Rendez-vous"))
    event.add("status", "CANCELLED" if one.off else "CONFIRMED")
    event.add("class", "PRIVATE")
    return event
