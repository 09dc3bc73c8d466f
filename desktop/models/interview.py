"""What a note says of the interview it comes from: moment, day, length, how, where, and the level of CEP.

Nothing of it is asked for: an empty header is a header. The media are those of Mon Suivi Social (``FollowupMedium``),
the levels those of the cahier des charges of the CEP (arrêté du 29 mars 2019). What a later Escale wrote and this one
does not know is kept as it is when the note is written anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from desktop.models.readable import among, day_in, written_over
from desktop.models.text import begun
from desktop.models.when import said_day

LONGEST: Final = 24 * 60  # minutes


class Moment(StrEnum):
    """Where the accompaniment stands; each has its own template."""

    FIRST = "premier_entretien"
    EXPLORATION = "exploration"
    PROJECT = "projet"
    FUNDING = "financement"
    FOLLOW_UP = "suivi"
    REVIEW = "bilan"
    CAREER = "entretien_parcours_professionnel"


class Medium(StrEnum):
    """How both met or wrote to each other: the media of a meeting, which are a type of their own, and three more."""

    OFFICE = "PlannedInPerson"
    WALK_IN = "UnplannedInPerson"
    PHONE = "PhoneCall"
    VIDEO = "Videoconference"
    HOME = "BeneficiaryHouseAppointment"
    OUTSIDE = "ExternalAppointment"
    MAIL = "PostalMail"
    EMAIL = "Email"
    THIRD_PARTY = "ThirdParty"


class Level(StrEnum):
    """Niveau 1, accueil individualisé; niveau 2, accompagnement personnalisé."""

    ONE = "1"
    TWO = "2"


MOMENT_WORDS: Final[Mapping[Moment, str]] = {
    Moment.FIRST: "premier entretien",
    Moment.EXPLORATION: "exploration",
    Moment.PROJECT: "projet",
    Moment.FUNDING: "financement",
    Moment.FOLLOW_UP: "suivi",
    Moment.REVIEW: "bilan",
    Moment.CAREER: "entretien de parcours professionnel",
}
MEDIUM_WORDS: Final[Mapping[Medium, str]] = {
    Medium.OFFICE: "dans nos locaux, sur rendez-vous",
    Medium.WALK_IN: "dans nos locaux, sans rendez-vous",
    Medium.PHONE: "par téléphone",
    Medium.VIDEO: "en visio",
    Medium.HOME: "à domicile",
    Medium.OUTSIDE: "à l’extérieur",
    Medium.MAIL: "par courrier",
    Medium.EMAIL: "par courriel",
    Medium.THIRD_PARTY: "par un tiers",
}
LEVEL_WORDS: Final[Mapping[Level, str]] = {
    Level.ONE: "niveau 1, accueil individualisé",
    Level.TWO: "niveau 2, accompagnement personnalisé",
}

LEVEL_SHORT: Final[Mapping[Level, str]] = {Level.ONE: "niveau 1", Level.TWO: "niveau 2"}


@dataclass(frozen=True, slots=True)
class Header:
    """``minutes`` is 0 when nobody said; the others are None or "" then."""

    moment: Moment | None = None
    day: date | None = None
    minutes: int = 0
    medium: Medium | None = None
    place: str = ""
    level: Level | None = None


def header_of(content: Mapping[str, str]) -> Header:
    """The header of a note; what cannot be read of it counts as not said."""
    minutes = content.get("minutes", "")
    return Header(
        among(Moment, content.get("moment", "")),
        day_in(content.get("day", "")),
        min(int(minutes), LONGEST) if minutes.isascii() and minutes.isdecimal() and len(minutes) < 6 else 0,
        among(Medium, content.get("medium", "")),
        content.get("place", ""),
        among(Level, content.get("level", "")),
    )


def with_header(content: Mapping[str, str], header: Header) -> dict[str, str]:
    """The content of a note with this header; of what it said before, only what changed is written anew."""
    return written_over(content, _written(header_of(content)), _written(header))


def said_header(header: Header) -> str:
    """``Premier entretien · 28 novembre 2026 · 45 minutes · à domicile · Thouars · niveau 1…``; "" when empty."""
    told = (
        MOMENT_WORDS[header.moment] if header.moment else "",
        said_day(header.day) if header.day else "",
        said_minutes(header.minutes),
        MEDIUM_WORDS[header.medium] if header.medium else "",
        header.place,
        LEVEL_WORDS[header.level] if header.level else "",
    )
    said = " · ".join(part for part in told if part)
    return begun(said)


def said_minutes(minutes: int) -> str:
    """``45 minutes``, ``1 h``, ``1 h 15``; "" for 0."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} minute{'s' if rest > 1 else ''}" if rest else ""
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


def _written(header: Header) -> dict[str, str]:
    return {
        "moment": str(header.moment or ""),
        "day": header.day.isoformat() if header.day else "",
        "minutes": str(header.minutes or ""),
        "medium": str(header.medium or ""),
        "place": header.place,
        "level": str(header.level or ""),
    }
