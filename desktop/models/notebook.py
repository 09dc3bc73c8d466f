"""Notes as they are listed and reconciled: the words around what was written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from desktop.models.note import NOTES, Delivery, Item

REASONS: Final[Mapping[str, str]] = {
    "person_unknown": "la plateforme ne connaît pas cette personne",
    "sharing_ended": "le partage a pris fin",
    "too_large": "le texte est trop long",
    "invalid": "la plateforme n’a pas pu lire ce texte",
}
OFFERED: Final = (Delivery.WAITING, Delivery.SENT, Delivery.REFUSED, Delivery.CONFLICT)
STATES: Final[Mapping[Delivery, str]] = {
    Delivery.DRAFT: "brouillon",
    Delivery.PRIVATE: "privée",
    Delivery.WAITING: "en attente",
    Delivery.SENT: "transmise",
    Delivery.REFUSED: "refusée",
    Delivery.CONFLICT: "en conflit",
    Delivery.LOCAL: "gardée ici",
}
CONFIRMED: Final[Mapping[Delivery, str]] = {
    Delivery.DRAFT: "Brouillon enregistré à {clock}.",
    Delivery.PRIVATE: "Note privée enregistrée à {clock}. Elle n’est jamais envoyée.",
    Delivery.WAITING: "Note enregistrée à {clock}. Elle partira à la prochaine synchronisation.",
    Delivery.SENT: "Note transmise. La modifier en fera une nouvelle version.",
    Delivery.LOCAL: "Note enregistrée à {clock}, sur cet ordinateur.",
}


def notes(items: Iterable[Item]) -> tuple[Item, ...]:
    """The notes among the items, in either ink, the last written first."""
    found = (item for item in items if item.kind in NOTES)
    return tuple(sorted(found, key=lambda item: (item.written, item.id), reverse=True))


def first_line(item: Item) -> str:
    """The first line that says something; ``Note vide`` when none does."""
    return next((line.strip() for line in item.text.splitlines() if line.strip()), "Note vide")


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
