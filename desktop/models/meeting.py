"""A meeting with a person: when, how, where, and what became of it; one item a meeting, read by both of them.

The hour is the one on the wall, in a named zone: an hour agreed in October for a day in November stays that hour. What
a later Escale wrote and this one does not know is kept as it is when the meeting is written anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desktop.models.note import Delivery, Item, Kind
from desktop.models.readable import among, left_over, written_over

ABOUT: Final = "meeting"  # what the content of a meeting says it is about
REMOVED: Final = "removed"
PARIS: Final = "Europe/Paris"
USUAL: Final = 45  # minutes
LONGEST: Final = 24 * 60  # minutes
DAYS_KEPT: Final = (date(1900, 1, 2), date(2200, 12, 30))  # the instants around them exist in every zone


class Status(StrEnum):
    """What became of it; the values are those of France Travail's appointments."""

    PLANNED = "PRIS"
    HELD = "EFFECTUE"
    MOVED = "MODIFIE"
    ABSENT = "ABSENT"
    CANCELLED = "ANNULE"


class Modality(StrEnum):
    """``modaliteContact``."""

    IN_PERSON = "PHYSIQUE"
    PHONE = "TELEPHONE"
    VIDEO = "VISIO"


class Medium(StrEnum):
    """How both meet, finer than the modality: the interview media of Mon Suivi Social that are meetings."""

    OFFICE = "PlannedInPerson"
    WALK_IN = "UnplannedInPerson"
    PHONE = "PhoneCall"
    VIDEO = "Videoconference"
    HOME = "BeneficiaryHouseAppointment"
    OUTSIDE = "ExternalAppointment"

    @property
    def modality(self) -> Modality:
        """The coarser word."""
        return {Medium.PHONE: Modality.PHONE, Medium.VIDEO: Modality.VIDEO}.get(self, Modality.IN_PERSON)


class Reception(StrEnum):
    """``typeReception``: with others, or alone."""

    GROUP = "COL"
    ALONE = "IND"


class Sort(StrEnum):
    """What kind of meeting; the values are those of the CEJ application."""

    INTERVIEW = "ENTRETIEN_INDIVIDUEL_CONSEILLER"
    WORKSHOP = "ATELIER"
    PARTNER = "ENTRETIEN_PARTENAIRE"
    GROUP_TALK = "INFORMATION_COLLECTIVE"
    VISIT = "VISITE"
    OUTDOORS = "ACTIVITES_EXTERIEURES"
    SERVICE = "PRESTATION"
    MILO = "RENDEZ_VOUS_MILO"
    OTHER = "AUTRE"


@dataclass(frozen=True, slots=True)
class Meeting:
    """``day`` and ``at`` are read on the wall in ``zone``; ``minutes`` is 0 when nobody said how long."""

    id: str
    day: date
    at: time
    minutes: int = USUAL
    status: Status = Status.PLANNED
    medium: Medium = Medium.OFFICE
    reception: Reception = Reception.ALONE
    sort: Sort = Sort.INTERVIEW
    place: str = ""
    theme: str = ""
    zone: str = PARIS
    item: Item | None = None  # as the store last said; None before it is written

    @property
    def begins(self) -> datetime:
        """The instant, UTC: what is compared (two times of one zone are compared by the wall, not by the instant)."""
        return datetime.combine(self.day, self.at, ZoneInfo(self.zone)).astimezone(UTC)

    @property
    def ends(self) -> datetime:
        """The instant it ends, UTC: so many real minutes later, whatever the clocks do meanwhile."""
        return self.begins + timedelta(minutes=self.minutes)

    @property
    def start(self) -> datetime:
        """As the wall shows it: an hour that the clocks skip is the one that they show instead."""
        return self.begins.astimezone(ZoneInfo(self.zone))

    @property
    def end(self) -> datetime:
        """As the wall shows it."""
        return self.ends.astimezone(ZoneInfo(self.zone))

    @property
    def person(self) -> str:
        """Whose file it is in (an id); "" before it is written."""
        return self.item.person if self.item else ""


def meetings(items: Iterable[Item]) -> tuple[Meeting, ...]:
    """The meetings by their instant; those being typed, taken out, or that cannot be placed in time are left out."""
    found = (meeting_of(item) for item in _written(items))
    return tuple(sorted((one for one in found if one), key=lambda one: (one.begins, one.id)))


def unplaced(items: Iterable[Item]) -> int:
    """How many meetings are kept whose day or hour cannot be read."""
    return sum(meeting_of(item) is None for item in _written(items))


def draft(items: Iterable[Item]) -> Meeting | None:
    """The meeting that was being typed when the file was left, the last one; its ``item`` is the draft."""
    found = [item for item in items if item.kind is Kind.MEETING and item.delivery is Delivery.DRAFT]
    return meeting_of(max(found, key=lambda item: item.written)) if found else None


def meeting_of(item: Item) -> Meeting | None:
    """One meeting; None when its day or hour cannot be read. What else cannot be read takes its usual value."""
    said = item.content
    when = _when(said.get("start", ""))
    if when is None:
        return None
    return Meeting(
        said.get("id", "") or item.id, when.date(), when.time(), _minutes(said.get("minutes", "")),
        among(Status, said.get("status", "")) or Status.PLANNED, _medium(said),
        among(Reception, said.get("reception", "")) or Reception.ALONE,
        among(Sort, said.get("sort", "")) or Sort.OTHER,
        said.get("place", ""), said.get("theme", ""), _zone(said.get("zone", "")), item,
    )  # fmt: skip


def meeting_content(meeting: Meeting) -> dict[str, str]:
    """What to write for a meeting; of what was there before, only what changed is written anew."""
    now, former = _content(meeting), meeting_of(meeting.item) if meeting.item else None
    if meeting.item is None or former is None:
        return {"about": ABOUT, "id": meeting.id, **now}
    kept = {**meeting.item.content, "about": ABOUT, "id": meeting.id}
    return written_over(kept, _content(former), now)


def removed_content(identifier: str) -> dict[str, str]:
    """What to write for a meeting that was never to be: nothing of its words stays."""
    return {"about": ABOUT, "id": identifier, "state": REMOVED}


def unread(item: Item) -> dict[str, str]:
    """What a meeting says that this Escale does not understand; everything, when it cannot be placed in time."""
    one = meeting_of(item)
    known = {"about": ABOUT, "id": item.id} | (_content(one) if one else {})
    return left_over(item.content, known)


def _written(items: Iterable[Item]) -> Iterable[Item]:
    kept = (item for item in items if item.kind is Kind.MEETING and item.delivery is not Delivery.DRAFT)
    return (item for item in kept if item.content.get("state") != REMOVED)


def _content(meeting: Meeting) -> dict[str, str]:
    return {
        "start": f"{meeting.day.isoformat()}T{meeting.at:%H:%M}", "zone": meeting.zone,
        "minutes": str(meeting.minutes) if meeting.minutes else "", "status": str(meeting.status),
        "medium": str(meeting.medium), "modality": str(meeting.medium.modality), "reception": str(meeting.reception),
        "sort": str(meeting.sort), "place": meeting.place, "theme": meeting.theme,
    }  # fmt: skip


def _when(text: str) -> datetime | None:
    """A day and an hour on the wall, to the minute; a day alone is not one, nor what names an offset."""
    try:
        when = datetime.fromisoformat(text) if "T" in text else None
    except ValueError:
        when = None
    if when is None:
        return None
    known = when.tzinfo is None and DAYS_KEPT[0] <= when.date() <= DAYS_KEPT[1]
    return when.replace(second=0, microsecond=0) if known else None


def _minutes(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
    return number if number <= LONGEST else 0


def _zone(text: str) -> str:
    try:
        return ZoneInfo(text).key if text else PARIS
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder of zones is not a zone
        return PARIS


def _medium(said: Mapping[str, str]) -> Medium:
    """The medium when it agrees with the modality, else the usual one of the modality."""
    modality = next((one for one in Modality if one == said.get("modality", "")), None)
    medium = next((one for one in Medium if one == said.get("medium", "")), None)
    if medium and modality in (None, medium.modality):
        return medium
    return next((one for one in Medium if one.modality is modality), Medium.OFFICE)
