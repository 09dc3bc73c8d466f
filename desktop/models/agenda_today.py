"""The meetings of the whole caseload that a day, or the seven days from it, are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop.models.agenda import conflicts, of_day, of_week, unanswered
from desktop.models.file import Card, Kept
from desktop.models.meeting import Meeting, meetings
from desktop.models.note import Item
from desktop.models.occasion import for_calendar
from desktop.models.text import counted
from desktop.models.today import said_fresh

MOST_READ: Final = 4_000  # meetings; more than a caseload has in years
NONE_TODAY: Final = "Aucun rendez-vous aujourd’hui."
NONE_WEEK: Final = "Aucun rendez-vous dans les sept jours."


@dataclass(frozen=True, slots=True)
class Slot:
    """One meeting: with whom (short name), what is new about them ("" when nothing), whether two take one time."""

    meeting: Meeting
    who: str
    fresh: str
    clash: bool


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is shown of a day or of a week, what earlier days left without an answer, and one sentence over it."""

    slots: tuple[Slot, ...]
    past: tuple[Slot, ...]
    said: str
    items: tuple[Item, ...]  # as read, for what is written anew
    held: frozenset[str] = frozenset()  # ids of the meetings that a calendar outside Escale holds

    @property
    def for_calendar(self) -> tuple[Meeting, ...]:
        """What a calendar is told of those that are shown."""
        return for_calendar((slot.meeting for slot in self.slots), self.held)


def agenda(
    cards: Iterable[Card],
    items: Sequence[Item],
    day: date,
    *,
    week: bool = False,
    most: int = MOST_READ,
    held: frozenset[str] = frozenset(),
) -> Agenda:
    """What the meetings of these files are; ``items`` were read up to ``most``, which is said when it was reached."""
    by_person = {card.person: card for card in cards if card.kept is not Kept.AWAITED}
    every = [one for one in meetings(items) if one.person in by_person]
    clashes = conflicts(every)

    def slot(one: Meeting) -> Slot:
        card = by_person[one.person]
        return Slot(one, card.holder.short_name, said_fresh(card, day), one.id in clashes)

    shown = tuple(slot(one) for one in (of_week if week else of_day)(every, day))
    past = tuple(slot(one) for one in unanswered(every, day))
    said = _said(shown, past, week=week)
    said = f"{said} {_bounded(most)}" if len(items) >= most else said
    return Agenda(shown, past, said, tuple(items), held)


def _said(shown: Sequence[Slot], past: Sequence[Slot], *, week: bool) -> str:
    parts = [] if shown else [NONE_WEEK if week else NONE_TODAY]
    if many := sum(slot.clash for slot in shown):
        parts.append(f"{many} rendez-vous ont lieu en même temps.")
    if past:
        waiting = counted(len(past), "rendez-vous passé n’a", "rendez-vous passés n’ont")
        parts.append(f"{waiting} pas de suite notée{'' if week else ' : voir la semaine'}.")
    return " ".join(parts)


def _bounded(most: int) -> str:
    return f"Seuls les {most} rendez-vous écrits en dernier ont été lus."
