"""The meetings of some days, in sentences: what comes next, what nobody said the end of, what happens at one time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from desktop.models.meeting import Medium, Meeting, Reception, Sort, Status
from desktop.models.text import counted
from desktop.models.when import DAYS, said_day

WEEK: Final = 7  # days
STATUS_WORDS: Final[Mapping[Status, str]] = {
    Status.PLANNED: "prévu",
    Status.HELD: "a eu lieu",
    Status.MOVED: "reporté",
    Status.ABSENT: "absence",
    Status.CANCELLED: "annulé",
}
MEDIUM_WORDS: Final[Mapping[Medium, str]] = {
    Medium.OFFICE: "dans nos locaux",
    Medium.WALK_IN: "sans rendez-vous, dans nos locaux",
    Medium.PHONE: "au téléphone",
    Medium.VIDEO: "en visio",
    Medium.HOME: "chez la personne",
    Medium.OUTSIDE: "à l’extérieur",
}
SORT_WORDS: Final[Mapping[Sort, str]] = {
    Sort.INTERVIEW: "entretien",
    Sort.WORKSHOP: "atelier",
    Sort.PARTNER: "entretien avec un partenaire",
    Sort.GROUP_TALK: "information collective",
    Sort.VISIT: "visite",
    Sort.OUTDOORS: "sortie",
    Sort.SERVICE: "prestation",
    Sort.MILO: "rendez-vous de mission locale",
    Sort.OTHER: "rendez-vous",
}
BUSY: Final = (Status.PLANNED, Status.HELD)  # what really takes the counsellor's time


def of_day(every: Iterable[Meeting], day: date) -> tuple[Meeting, ...]:
    """Those that begin that day, in order."""
    return tuple(one for one in every if one.start.date() == day)


def of_week(every: Iterable[Meeting], first: date) -> tuple[Meeting, ...]:
    """Those of the seven days from ``first``, in order."""
    return tuple(one for one in every if first <= one.start.date() < first + timedelta(days=WEEK))


def next_one(every: Iterable[Meeting], day: date) -> Meeting | None:
    """The first planned one, from that day on."""
    return next((one for one in every if one.status is Status.PLANNED and one.start.date() >= day), None)


def unanswered(every: Iterable[Meeting], day: date) -> tuple[Meeting, ...]:
    """Those of the days before of which nobody said what became, the last one first."""
    past = [one for one in every if one.status is Status.PLANNED and one.start.date() < day]
    return tuple(reversed(past))


def clashing(every: Iterable[Meeting], meeting: Meeting) -> tuple[Meeting, ...]:
    """The others that take some of the same time; one session of a group is one meeting, however many come."""
    return tuple(one for one in every if one.id != meeting.id and _clash(one, meeting))


def conflicts(every: Sequence[Meeting]) -> frozenset[str]:
    """The ids of those that take some of the same time as another; ``every`` is in order."""
    found: set[str] = set()
    longest = max((one.minutes for one in every), default=0)
    for at, one in enumerate(every):
        for other in every[at + 1 :]:
            if other.begins - one.begins >= timedelta(minutes=max(longest, 1)):
                break
            if _clash(one, other):
                found |= {one.id, other.id}
    return frozenset(found)


def said_hour(instant: datetime) -> str:
    """``9 h 00``."""
    return f"{instant.hour} h {instant.minute:02}"


def said_when(meeting: Meeting, day: date) -> str:
    """``demain à 9 h 00``, ``jeudi 3 décembre à 14 h 30``; the year when it is not this one."""
    start = meeting.start
    near = {-1: "hier", 0: "aujourd’hui", 1: "demain"}.get((start.date() - day).days)
    weekday = f"{DAYS[start.weekday()]} {said_day(start.date(), start.year != day.year)}"
    return f"{near or weekday} à {said_hour(start)}"


def said_length(minutes: int) -> str:
    """``45 minutes``, ``1 heure``, ``1 h 30``; "" when nobody said how long."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return counted(minutes, "minute") if minutes else ""
    return f"{hours} h {rest:02}" if rest else counted(hours, "heure")


def said_how(meeting: Meeting) -> str:
    """``45 minutes, au téléphone``; what is in a group says so."""
    group = "en groupe" if meeting.reception is Reception.GROUP else ""
    return ", ".join(part for part in (said_length(meeting.minutes), MEDIUM_WORDS[meeting.medium], group) if part)


def said_meeting(meeting: Meeting, day: date) -> str:
    """``demain à 9 h 00, 45 minutes, au téléphone``."""
    return f"{said_when(meeting, day)}, {said_how(meeting)}"


def said_clash(others: Sequence[Meeting]) -> str:
    """What is taken already, without a name: it is read beside the person. "" when nothing is."""
    if not others:
        return ""
    hours = ", ".join(f"de {said_hour(one.start)} à {said_hour(one.end)}" for one in others)
    what = "un autre rendez-vous est prévu" if len(others) == 1 else "d’autres rendez-vous sont prévus"
    return f"En même temps, {what} : {hours}."


def _clash(one: Meeting, other: Meeting) -> bool:
    if one.status not in BUSY or other.status not in BUSY:
        return False
    if one.reception is other.reception is Reception.GROUP and (one.begins, one.ends) == (other.begins, other.ends):
        return False
    return one.begins == other.begins or (one.begins < other.ends and other.begins < one.ends)
