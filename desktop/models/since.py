"""Depuis la dernière fois: what changed in a file since it was last opened, in three lines at most.

Only what the store knows: of a passport that changed it keeps no former version, so that what differs is not told; the
facts that bear a date since then are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from desktop.models.file import Card, File, Kept
from desktop.models.note import Delivery, Item
from desktop.models.notebook import notes
from desktop.models.passport import Fact
from desktop.models.plan import Action, Status, actions
from desktop.models.plan_groups import titled
from desktop.models.status import said_instant
from desktop.models.text import counted, joined
from desktop.models.when import When, said_day

MOST: Final = 3  # lines
NAMED: Final = 2  # things named in one line
FIRST: Final = "Vous ouvrez ce dossier pour la première fois."
NOTHING: Final = "Rien de nouveau."
PARCOURS, PLAN, NOTES, SHARING = "Parcours", "Plan d’action", "Notes", "Partage"  # tabs of the file
Told = tuple[str, str, str]  # a sentence, a quieter one ("" for none), the tab that says more


def since(file: File, items: Iterable[Item], day: date, before: Card | None = None) -> tuple[Told, ...]:
    """The lines, the passport first; ``before`` is the card as it was before this opening. Never empty."""
    card, written = before or file.card, tuple(items)
    last = card.opened
    if last is None:
        received = f"Partage reçu le {_local(card.changed)}." if card.unread else ""
        return ((received or FIRST, FIRST if received else "", PARCOURS),)
    told = (_passport(file, card, last), _sharing(file, last), _plan(written, last, day), _noted(written, last))
    found = [line for line in told if line]
    since_when = f"Depuis votre dernière lecture : {said_instant(last, day)}."
    if not found:
        return ((NOTHING, since_when, PARCOURS),)
    (sentence, more, tab), *rest = found[:MOST]
    return ((sentence, more or since_when, tab), *rest)


def _passport(file: File, card: Card, last: datetime) -> Told | None:
    if not card.unread:
        return None
    sentence = f"Passeport mis à jour le {_local(card.changed)} (version {card.version})."
    dated = [fact for fact in file.passport.facts if _dated_since(fact, last.astimezone().date())]
    if not dated:
        return sentence, "L’ancienne version n’est pas gardée : ce qui diffère n’est pas connu.", PARCOURS
    return sentence, f"Daté de depuis : {_named([fact.title for fact in dated])}.", PARCOURS


def _dated_since(fact: Fact, day: date) -> bool:
    """Whether it surely began or ended after that day: a year alone does not tell."""
    return any(when is not None and _begins(when) > day for when in (fact.start, fact.end))


def _begins(when: When) -> date:
    return when.first()


def _sharing(file: File, last: datetime) -> Told | None:
    access = file.card.access
    if file.card.kept is Kept.HAND or access.start <= last.astimezone().date():
        return None
    end = f", jusqu’au {said_day(access.end)}" if access.end else ""
    return f"Partage renouvelé ou changé le {said_day(access.start, year=False)}{end}.", "", SHARING


def _plan(items: Sequence[Item], last: datetime, day: date) -> Told | None:
    every = actions(items)
    done = [one for one in every if one.status is Status.DONE and one.item and one.item.written > last]
    late = [one for one in every if one.late(day) and one.due and one.due >= last.astimezone().date()]
    parts = [
        part for part in (_counted(done, "réalisée", "réalisées"), _counted(late, "en retard", "en retard")) if part
    ]
    return (f"{' '.join(parts)}", "", PLAN) if parts else None


def _counted(found: Sequence[Action], one: str, many: str) -> str:
    if not found:
        return ""
    return f"{counted(len(found), f'action {one}', f'actions {many}')} : {_named([titled(each) for each in found])}."


def _noted(items: Sequence[Item], last: datetime) -> Told | None:
    fresh = [item for item in notes(items) if item.written > last and item.delivery is not Delivery.DRAFT]
    if not fresh:
        return None
    return f"{counted(len(fresh), 'note écrite', 'notes écrites')} ici, par vous.", "", NOTES


def _named(titles: Sequence[str]) -> str:
    """``« a » et « b »``, and how many more."""
    shown = tuple(f"« {title} »" for title in titles[:NAMED])
    left = len(titles) - len(shown)
    return joined((*shown, counted(left, "autre")) if left else shown)


def _local(instant: datetime) -> str:
    return said_day(instant.astimezone().date(), year=False)
