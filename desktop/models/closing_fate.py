"""What happens when an accompaniment is closed, said before it is done: what goes, what stays, what comes later."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from desktop.models.access import Basis
from desktop.models.closing import MONTHS_AFTER, months_after
from desktop.models.file import Card, Kept
from desktop.models.note import Delivery, Item
from desktop.models.text import counted
from desktop.models.when import said_day

OPEN: Final = "Cet accompagnement est en cours."
REOPENING: Final = "Rouvrir ne rend pas les notes de travail détruites."
ADVICE: Final = "deux ans après le dernier contact au plus (CNIL, délibération 2023-095)"


def working_notes(items: Iterable[Item]) -> int:
    """How many working notes there are: those that are destroyed."""
    return sum(item.delivery is Delivery.PRIVATE for item in items)


def said_destroyed(working: int) -> str:
    """What goes at once, and cannot be had again."""
    if not working:
        return "Aucune note de travail n’est gardée : rien n’est détruit."
    notes = counted(working, "note de travail est détruite", "notes de travail sont détruites")
    gone, them = ("quittent", "les") if working > 1 else ("quitte", "la")
    after = f"puis {gone} les sauvegardes : personne ne pourra {them} relire"
    return f"{notes} maintenant, versions antérieures comprises, {after}."


def said_kept(card: Card) -> str:
    """What stays here, and until when."""
    what = "Les textes partagés, le plan et les rendez-vous restent ici"
    if card.kept is Kept.HAND or card.access.end is None:
        return f"{what} jusqu’à ce que vous effaciez ce dossier : {ADVICE}."
    stop = "si l’organisme retire ce dossier" if card.access.basis is Basis.STATUTORY else "si la personne l’arrête"
    end = f"jusqu’à la fin du partage, le {said_day(card.access.end)}"
    return f"{what} {end} ; plus tôt {stop}, ou après douze mois sans contact. Un organisme qui choisit de garder"\
        f" ce qui lui a été envoyé le garde sous un pseudonyme, {ADVICE}."  # fmt: skip


def said_asked(card: Card, day: date) -> str:
    """When the person will be asked what became of them, and what would prevent it."""
    due = months_after(day, MONTHS_AFTER)
    said = f"À partir du {said_day(due)}, Aujourd’hui vous rappellera de demander à la personne ce qu’elle est devenue."
    if card.kept is not Kept.HAND and card.access.end and card.access.end < due:
        return (
            f"{said} Le partage se termine avant, le {said_day(card.access.end)} : s’il n’est pas renouvelé, le dossier"
            " sera effacé et ce rappel avec lui."
        )
    return said


def said_verb(working: int) -> str:
    """What the button does, in full."""
    if not working:
        return "Clore l’accompagnement"
    return f"Clore et détruire {counted(working, 'note', 'notes')} de travail"
