"""What the header of a new note may say before anybody typed it: today’s meeting, else the last note."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from desktop.models.interview import Header, Medium, header_of
from desktop.models.meeting import Meeting, Status, meetings
from desktop.models.note import Item
from desktop.models.notebook import notes


def proposed_header(items: Sequence[Item], day: date, instant: datetime) -> Header:
    """``items`` are the writings about the person; of several meetings that day, the one nearest to ``instant``."""
    last = _last_header(items)
    meeting = _nearest(meetings(items), day, instant)
    if meeting is None:
        return Header(day=day, medium=last.medium, place=last.place, level=last.level)
    medium, place = Medium(meeting.medium.value), meeting.place
    return Header(day=day, minutes=meeting.minutes, medium=medium, place=place, level=last.level)


def _nearest(every: Iterable[Meeting], day: date, instant: datetime) -> Meeting | None:
    held = [one for one in every if one.start.date() == day and one.status in (Status.PLANNED, Status.HELD)]
    return min(held, key=lambda one: abs((one.begins - instant).total_seconds()), default=None)


def _last_header(items: Iterable[Item]) -> Header:
    """Of the last note that says something of its interview."""
    found = (header_of(note.content) for note in notes(items))
    return next((header for header in found if header != Header()), Header())
