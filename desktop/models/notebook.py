"""Notes as they are listed and reconciled: the words around what was written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final

from desktop.models.inks import INKS
from desktop.models.interview import LEVEL_SHORT, MOMENT_WORDS, header_of
from desktop.models.markdown import Sort, shape, words_of
from desktop.models.note import NOTES, Delivery, Item
from desktop.models.text import begun
from desktop.models.when import said_day

REASONS: Final[Mapping[str, str]] = {
    "person_unknown": "la plateforme ne connaît pas cette personne",
    "sharing_ended": "le partage a pris fin",
    "too_large": "le texte est trop long",
    "invalid": "la plateforme n’a pas pu lire ce texte",
}
OFFERED: Final = (Delivery.WAITING, Delivery.SENT, Delivery.REFUSED, Delivery.CONFLICT)
STATES: Final[Mapping[Delivery, str]] = {
    Delivery.DRAFT: "brouillon",
    Delivery.PRIVATE: "note de travail",
    Delivery.WAITING: "en attente",
    Delivery.SENT: "transmise",
    Delivery.REFUSED: "refusée",
    Delivery.CONFLICT: "en conflit",
    Delivery.LOCAL: "gardée ici",
}
CONFIRMED: Final[Mapping[Delivery, str]] = {
    Delivery.DRAFT: "Brouillon enregistré à {clock}.",
    Delivery.PRIVATE: "Note de travail enregistrée à {clock}. Elle n’est jamais envoyée.",
    Delivery.WAITING: "Note enregistrée à {clock}. Elle partira à la prochaine synchronisation.",
    Delivery.SENT: "Note transmise. La modifier en fera une nouvelle version.",
    Delivery.LOCAL: "Note enregistrée à {clock}, sur cet ordinateur.",
}


def notes(items: Iterable[Item]) -> tuple[Item, ...]:
    """The notes among the items, in either ink, the last written first."""
    found = (item for item in items if item.kind in NOTES)
    return tuple(sorted(found, key=lambda item: (item.written, item.id), reverse=True))


def first_line(item: Item) -> str:
    """The first line that says something, without its marks: a heading when there is nothing else, or ``Note vide``."""
    lines = [line for line in item.text.splitlines() if words_of(line)]
    said = next((line for line in lines if shape(line).sort is not Sort.HEADING), lines[0] if lines else "")
    return words_of(said) or "Note vide"


def said_moment(item: Item, today: date) -> str:
    """``Premier entretien · 28 novembre`` of the interview that a note comes from; "" when it does not say."""
    header = header_of(item.content)
    moment = MOMENT_WORDS[header.moment] if header.moment else ""
    day = said_day(header.day, year=header.day.year != today.year) if header.day else ""
    return " · ".join(part for part in (begun(moment), day) if part)


def said_note(item: Item) -> str:
    """The quiet line of a list: in which ink, level of CEP, where it stands; a private one is said once."""
    level = header_of(item.content).level
    state = "" if item.delivery is Delivery.PRIVATE else said_state(item)
    return " · ".join(part for part in (INKS[item.kind].short, LEVEL_SHORT[level] if level else "", state) if part)


def said_state(item: Item) -> str:
    """``brouillon``, ``transmise``, ``refusée : le partage a pris fin``…"""
    why = REASONS.get(item.reason, "") if item.delivery is Delivery.REFUSED else ""
    again = " d’une nouvelle version" if item.delivery is Delivery.DRAFT and item.version else ""
    return f"{STATES[item.delivery]}{again}" + (f" : {why}" if why else "")


def confirmed(item: Item) -> str:
    """The sentence under the field: what is safe, and what happens next."""
    if item.delivery is Delivery.REFUSED:
        why = REASONS.get(item.reason, "la plateforme ne l’a pas acceptée")
        return f"Note refusée : {why}. Elle reste ici, vous pouvez la reprendre."
    return CONFIRMED.get(item.delivery, "").format(clock=said_clock(item.written))


def offered(item: Item) -> bool:
    """Whether the gateway may have read it already: a promise that it never leaves would come too late."""
    return bool(item.version) or item.delivery in OFFERED


def said_clock(instant: datetime) -> str:
    """``9 h 12``, in local time."""
    local = instant.astimezone()
    return f"{local.hour} h {local.minute:02}"


def both(mine: str, theirs: str) -> str:
    """Both texts one under the other, each whole."""
    return f"{mine.rstrip()}\n\n— Autre version —\n{theirs.strip()}"
