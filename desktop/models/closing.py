"""The end of an accompaniment: why, when, the words for both, and what the person says of it six months later.

One item a closing, read by both. One that was taken back stays and says on which day: closing again makes another.
The reasons are those of the CEJ application (``MotifSuppression``), written as they are there and said for everybody.
What a later Escale wrote and this one does not know is kept as it is when the closing is written anew.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from desktop.models.note import Delivery, Item, Kind
from desktop.models.readable import among, day_in, left_over, written_over
from desktop.models.when import said_day

ABOUT: Final = "closing"  # what the content of a closing says it is about
CLOSED, REOPENED = "closed", "reopened"
MONTHS_AFTER: Final = 6
LONGEST_WORDS: Final = 2000  # characters
MOST_READ: Final = 4000  # closings and agreements of everybody: the last ones


class Reason(StrEnum):
    """Why it ends; the values are the official labels, to the letter."""

    LASTING_JOB = "Emploi durable (plus de 6 mois)"
    TRAINING = "Formation"
    PERMANENT = "CDI"
    TEMPORARY = "CDD/CTT >= 6 mois"
    SHORT_JOB = "Emploi court (moins de 6 mois)"
    OWN_BUSINESS = "Création d'entreprise"
    CIVIC_SERVICE = "Service civique"
    SHELTERED = "Entrée en ESAT"
    CONTRACT_ENDED = "Contrat arrivé à échéance"
    ASKED = "Demande du jeune"
    LEFT = "Sortie à l'origine du bénéficiaire"
    COUNSELLOR = "Sortie à l'origine du conseiller"
    OTHER_SUPPORT = "Changement d'accompagnement"
    OTHER_COUNSELLOR = "Changement de conseiller"
    MOVED = "Déménagement"
    NO_LONGER_REGISTERED = "Cessation d'inscription"
    AGE = "Limite d'âge atteinte"
    DROPPED = "Non respect des engagements ou abandon"
    OTHER = "Autre"


class Outcome(StrEnum):
    """What the person says six months later, or that nobody could be asked."""

    JOB = "emploi"
    TRAINING = "formation"
    OTHER = "autre"
    UNREACHED = "injoignable"
    NO_ANSWER = "ne_souhaite_pas_repondre"


REASON_WORDS: Final[Mapping[Reason, str]] = {
    Reason.LASTING_JOB: "emploi durable (plus de 6 mois)",
    Reason.TRAINING: "formation",
    Reason.PERMANENT: "CDI",
    Reason.TEMPORARY: "CDD ou intérim de 6 mois ou plus",
    Reason.SHORT_JOB: "emploi court (moins de 6 mois)",
    Reason.OWN_BUSINESS: "création d’entreprise",
    Reason.CIVIC_SERVICE: "service civique",
    Reason.SHELTERED: "entrée en ESAT",
    Reason.CONTRACT_ENDED: "contrat arrivé à échéance",
    Reason.ASKED: "demande de la personne",
    Reason.LEFT: "sortie à l’initiative de la personne",
    Reason.COUNSELLOR: "sortie à l’initiative du conseiller",
    Reason.OTHER_SUPPORT: "changement d’accompagnement",
    Reason.OTHER_COUNSELLOR: "changement de conseiller",
    Reason.MOVED: "déménagement",
    Reason.NO_LONGER_REGISTERED: "fin d’inscription",
    Reason.AGE: "limite d’âge atteinte",
    Reason.DROPPED: "accompagnement interrompu, ou engagements non tenus",
    Reason.OTHER: "autre",
}
OUTCOME_WORDS: Final[Mapping[Outcome, str]] = {
    Outcome.JOB: "en emploi",
    Outcome.TRAINING: "en formation",
    Outcome.OTHER: "autre situation",
    Outcome.UNREACHED: "injoignable",
    Outcome.NO_ANSWER: "ne souhaite pas répondre",
}


@dataclass(frozen=True, slots=True)
class Closing:
    """``reason`` is None when this Escale does not know it; ``reopened`` is the day it was taken back on."""

    id: str
    day: date
    reason: Reason | None = None
    words: str = ""
    reopened: date | None = None
    outcome: Outcome | None = None
    asked: date | None = None  # the day on which the outcome was noted
    item: Item | None = None  # as the store last said; None before it is written

    @property
    def due(self) -> date:
        """The day on which the person is to be asked."""
        return months_after(self.day, MONTHS_AFTER)

    @property
    def why(self) -> str:
        """The reason in everyday words; as it is written when this Escale does not know it."""
        if self.reason:
            return REASON_WORDS[self.reason]
        return self.item.content.get("reason", "") if self.item else ""


def closings(items: Iterable[Item]) -> tuple[Closing, ...]:
    """Every closing that can be read, those taken back too, by day; drafts and what is no closing left out."""
    known = (item for item in items if item.delivery is not Delivery.DRAFT)
    found = [(one.day, item.written, one.id, one) for item in known if (one := closing_of(item))]
    return tuple(one for *_, one in sorted(found, key=lambda each: each[:3]))


def closing_now(items: Iterable[Item]) -> Closing | None:
    """The closing that stands, the last one that was not taken back; None while the accompaniment goes on."""
    return next((one for one in reversed(closings(items)) if one.reopened is None), None)


def closing_of(item: Item) -> Closing | None:
    """One closing; None when it is something else, or when its day cannot be read."""
    said = item.content
    day = _day(said.get("day", ""))
    if item.kind is not Kind.CLOSING or said.get("about") != ABOUT or day is None:
        return None
    reopened = (_day(said.get("reopened", "")) or day) if said.get("state") == REOPENED else None
    return Closing(
        said.get("id", "") or item.id, day, among(Reason, said.get("reason", "")), said.get("words", ""), reopened,
        among(Outcome, said.get("outcome", "")), _day(said.get("asked", "")), item,
    )  # fmt: skip


def closing_content(closing: Closing) -> dict[str, str]:
    """What to write for a closing; of what was there before, only what changed is written anew."""
    now, former = _content(closing), closing_of(closing.item) if closing.item else None
    if closing.item is None or former is None:
        return {"about": ABOUT, "id": closing.id, **now}
    kept = {**closing.item.content, "about": ABOUT, "id": closing.id}
    return written_over(kept, _content(former), now)


def unread(item: Item) -> dict[str, str]:
    """What a closing says that this Escale does not understand."""
    one = closing_of(item)
    known = {"about": ABOUT, "id": item.id} | (_content(one) if one else {})
    return left_over(item.content, known)


def closed_days(items: Iterable[Item]) -> dict[str, date]:
    """Since when the accompaniment of each person is closed; those that go on are not in it."""
    return {person: one.day for person, one in standing(items).items()}


def standing(items: Iterable[Item]) -> dict[str, Closing]:
    """The closing that stands, by person."""
    by_person: dict[str, list[Item]] = {}
    for item in items:
        by_person.setdefault(item.person, []).append(item)
    return {person: one for person, own in by_person.items() if (one := closing_now(own))}


def to_ask(closing: Closing, day: date) -> bool:
    """Whether the person is to be asked now what became of them."""
    return closing.reopened is None and closing.outcome is None and closing.due <= day


def said_closed(day: date) -> str:
    """``Accompagnement clos le 4 mai 2026``."""
    return f"Accompagnement clos le {said_day(day)}"


def said_closing(closing: Closing) -> str:
    """When and why, what became of it later, in sentences."""
    why = f" : {closing.why}" if closing.why else ""
    told = [f"{said_closed(closing.day)}{why}."]
    if closing.reopened:
        told.append(f"Rouvert le {said_day(closing.reopened)}.")
    if closing.outcome:
        on = f", noté le {said_day(closing.asked)}" if closing.asked else ""
        told.append(f"Six mois après : {OUTCOME_WORDS[closing.outcome]}{on}.")
    return " ".join(told)


def months_after(day: date, months: int) -> date:
    """So many months later; the last day of the month when that one is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _content(closing: Closing) -> dict[str, str]:
    return {
        "state": REOPENED if closing.reopened else CLOSED,
        "day": closing.day.isoformat(),
        "reason": str(closing.reason or ""),
        "words": closing.words,
        "reopened": closing.reopened.isoformat() if closing.reopened else "",
        "outcome": str(closing.outcome or ""),
        "asked": closing.asked.isoformat() if closing.asked else "",
    }


def _day(text: str) -> date | None:
    found = day_in(text)
    return found if found and 1900 <= found.year <= 2200 else None
