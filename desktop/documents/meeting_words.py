"""A meeting in the access report: everything that is kept of it, in words."""

from __future__ import annotations

from desktop.models.agenda import MEDIUM_WORDS, SORT_WORDS, STATUS_WORDS, said_hour, said_length
from desktop.models.meeting import REMOVED, Reception, meeting_of, unread
from desktop.models.note import Item
from desktop.models.when import said_weekday


def said_meeting(item: Item) -> str:
    """When, how and what became of it, line by line, then whatever this Escale does not know."""
    if item.content.get("state") == REMOVED:
        return "Rendez-vous retiré"
    told, more = [], unread(item)
    if one := meeting_of(item):
        group = ", en groupe" if one.reception is Reception.GROUP else ""
        lasting = f", {said_length(one.minutes)}" if one.minutes else ""
        told += [f"{said_weekday(one.start.date())} {one.start.year} à {said_hour(one.start)}{lasting}"]
        told += [f"{SORT_WORDS[one.sort].capitalize()}, {MEDIUM_WORDS[one.medium]}{group} : {STATUS_WORDS[one.status]}"]
        told += [f"{word} : {value}" for word, value in (("Lieu", one.place), ("Thème", one.theme)) if value]
    return "\n".join([*told, *(f"{word} : {value}" for word, value in more.items())])
