"""The actions of the whole caseload that deserve a look today: those that are late, then those of the coming week."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop.models.file import Card, Kept
from desktop.models.note import Item
from desktop.models.plan import Action, actions
from desktop.models.plan_groups import OWNER_WORDS, overdue, said_due, titled, upcoming
from desktop.models.text import counted
from desktop.models.today import Leads, Notice

MOST_READ: Final = 4_000  # actions; more than a caseload has
CALM: Final = "Aucune action en retard, ni prévue dans les sept jours."


@dataclass(frozen=True, slots=True)
class PlanDay:
    """The notices, late ones first, and one sentence over them ("" when there is nothing)."""

    notices: tuple[Notice, ...]
    said: str


def plan_day(cards: Iterable[Card], items: Sequence[Item], day: date, most: int = MOST_READ) -> PlanDay:
    """What the plans of these files ask for; ``items`` were read up to ``most``, which is said when it was reached."""
    names = {card.person: card.holder.short_name for card in cards if card.kept is not Kept.AWAITED}
    every = actions(item for item in items if item.person in names)
    late, near = overdue(every, day), upcoming(every, day)
    notices = tuple(
        Notice(one.item.person, names[one.item.person], titled(one), _around(one, day), Leads.PLAN)
        for one in (*late, *near)
        if one.item
    )
    parts = [f"{counted(len(late), 'action')} en retard"] if late else []
    parts += [f"{len(near) if late else counted(len(near), 'action')} dans les sept jours"] if near else []
    said = f"{', '.join(parts)}." if parts else ""
    return PlanDay(notices, f"{said} {_bounded(most)}".strip() if len(items) >= most else said)


def _around(action: Action, day: date) -> str:
    return f"{said_due(action, day)} · par {OWNER_WORDS[action.owner]}"


def _bounded(most: int) -> str:
    return f"Seules les {most} actions écrites en dernier ont été lues."
