"""A meeting that was changed here and elsewhere: both are said, and the counsellor keeps one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from desktop.models.agenda import STATUS_WORDS, said_meeting
from desktop.models.meeting import REMOVED, Meeting, meeting_of
from desktop.models.note import Delivery, Item
from desktop.views.other_version import OtherVersion


class BothTexts(OtherVersion):
    """Days are told as on the page: ``offer`` says which one it is."""

    def __init__(self) -> None:
        """About nothing yet."""
        super().__init__()
        self._day = date.min

    def offer(self, meeting: Meeting | None, day: date) -> None:
        """From now on about that meeting; nothing is asked unless it is in conflict."""
        self._day = day
        self.show_item(meeting.item if meeting else None)

    def _said(self, item: Item) -> str:
        return f" : {_words(item, item.theirs.content if item.theirs else {}, self._day)}."


def in_conflict(meeting: Meeting) -> bool:
    """Whether it must be settled before anything else is written over it."""
    return meeting.item is not None and meeting.item.delivery is Delivery.CONFLICT


def _words(item: Item, content: Mapping[str, str], day: date) -> str:
    if content.get("state") == REMOVED:
        return "retiré"
    other = meeting_of(replace(item, content=content))
    if other is None:
        return "un jour et une heure qui ne peuvent pas être lus ici"
    more = " · ".join(part for part in (STATUS_WORDS[other.status], other.place, other.theme) if part)
    return f"{said_meeting(other, day)} · {more}"
