"""What has not reached the gateway, told in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop.models.file import Card
from desktop.models.note import Delivery, Item, Kind
from desktop.models.notebook import REASONS
from desktop.models.status import said_at

KIND_WORDS: Final[Mapping[Kind, str]] = {
    Kind.NOTE: "Note",
    Kind.WORKING: "Note de travail",
    Kind.PLAN: "Plan d’action",
    Kind.MEETING: "Rendez-vous",
    Kind.DIAGNOSTIC: "Diagnostic",
    Kind.CORRECTION: "Correction",
    Kind.OCCUPATION: "Métier choisi",
    Kind.CV: "CV de travail",
    Kind.CLOSING: "Fin ou suite de l’accompagnement",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One writing on its way: its id, its file, ``Note · Nadia B.``, and where it stands."""

    item: str
    person: str
    title: str
    said: str


def waiting(items: Iterable[Item], cards: Iterable[Card], day: date) -> tuple[Waiting, ...]:
    """What asks something of the counsellor first (conflicts, refusals), then what waits, oldest first."""
    names = {card.person: card.holder.short_name for card in cards}
    order = (Delivery.CONFLICT, Delivery.REFUSED, Delivery.WAITING)
    kept = sorted(
        (item for item in items if item.delivery in order), key=lambda i: (order.index(i.delivery), i.written)
    )
    return tuple(
        Waiting(item.id, item.person, " · ".join((KIND_WORDS[item.kind], names.get(item.person, "dossier retiré"))),
                f"{said_delivery(item)} Écrit {said_at(item.written, day)}.")
        for item in kept
    )  # fmt: skip


def said_delivery(item: Item) -> str:
    """Where one writing stands, as a sentence."""
    if item.delivery is Delivery.CONFLICT:
        return "En conflit : les deux textes sont à relire."
    if item.delivery is Delivery.REFUSED:
        return f"Refusé : {REASONS.get(item.reason, item.reason or 'sans raison donnée')}."
    return "En attente."
