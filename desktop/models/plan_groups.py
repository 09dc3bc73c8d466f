"""An action plan as it is read: by theme, by date or by who does it; what is late, what comes next, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from desktop.models.plan import About, Action, Owner, Status
from desktop.models.plan_terms import THEMES
from desktop.models.text import counted, folded
from desktop.models.when import said_day

NEXT: Final = timedelta(days=7)  # how far ahead an action is worth a word today
STATUS_WORDS: Final[Mapping[Status, str]] = {
    Status.TO_DO: "à faire",
    Status.UNDER_WAY: "en cours",
    Status.DONE: "réalisée",
    Status.CANCELLED: "annulée",
}
OWNER_WORDS: Final[Mapping[Owner, str]] = {Owner.PERSON: "la personne", Owner.COUNSELLOR: "le conseiller"}
ABOUT_WORDS: Final[Mapping[About, str]] = {
    About.SKILL: "compétence",
    About.OCCUPATION: "métier",
    About.CERTIFICATION: "certification",
}
UNNAMED: Final = "Action sans intitulé"


class Grouping(StrEnum):
    """How the page is cut; the values are what is read on the choices."""

    DATE = "Par date"
    THEME = "Par thème"
    OWNER = "Par personne"


@dataclass(frozen=True, slots=True)
class Group:
    """Actions under a heading, in the order they are read."""

    title: str
    actions: tuple[Action, ...]


def grouped(every: Iterable[Action], by: Grouping, day: date) -> tuple[Group, ...]:
    """Every action once, under headings that all have some; what is over comes last."""
    placed = tuple(every)
    if by is Grouping.DATE:
        return _cut(sorted(placed, key=_by_date), lambda one: _when(one, day), WHEN)
    sure = sorted(placed, key=lambda one: not one.status.open)
    if by is Grouping.OWNER:
        return _cut(sure, lambda one: OWNERS[one.owner], tuple(OWNERS.values()))
    free = sorted({one.theme_words for one in placed} - set(THEMES.values()) - {""}, key=folded)
    return _cut(sure, lambda one: one.theme_words or NO_THEME, (*THEMES.values(), *free, NO_THEME))


def overdue(every: Iterable[Action], day: date) -> tuple[Action, ...]:
    """What should have been done before that day and is not, the oldest first."""
    return tuple(sorted((one for one in every if one.late(day)), key=_by_date))


def upcoming(every: Iterable[Action], day: date) -> tuple[Action, ...]:
    """What is to be done on that day or within the seven that follow, the nearest first."""
    near = (one for one in every if one.status.open and one.due and day <= one.due <= day + NEXT)
    return tuple(sorted(near, key=_by_date))


def said_plan(every: Sequence[Action], day: date) -> str:
    """The whole plan in one sentence; every figure is the length of a list that the page can show."""
    if not every:
        return "Aucune action dans le plan"
    still, over = [one for one in every if one.status.open], [one for one in every if not one.status.open]
    if not still:
        return f"{counted(len(over), 'action terminée', 'actions terminées')}, rien à faire"
    late, dated = overdue(every, day), [one for one in still if one.due and _when(one, day) == THIS_WEEK]
    parts = [counted(len(still), "action à mener", "actions à mener")]
    parts += [f"{len(late)} en retard"] if late else []
    parts += [f"{len(dated)} cette semaine"] if dated else []
    return ", ".join(parts)


def said_due(action: Action, day: date) -> str:
    """``en retard depuis le 19 novembre``, ``pour demain``, ``avant le 4 mai 2027``; "" without a date."""
    due = action.due
    if due is None:
        return ""
    on = said_day(due, due.year != day.year)
    if not action.status.open:
        return f"prévue pour le {on}"
    if due < day:
        return f"en retard depuis le {on}"
    return {0: "pour aujourd’hui", 1: "pour demain"}.get((due - day).days, f"pour le {on}")


def said_action(action: Action, day: date) -> str:
    """What surrounds the words of an action in a list: who, when, about what unless its words say it already."""
    about = action.link if action.link and action.link.label not in action.what else None
    link = f"{ABOUT_WORDS[about.about]} « {about.label} »" if about else ""
    who = f"par {OWNER_WORDS[action.owner]}"
    return " · ".join(part for part in (who, said_due(action, day), link) if part)


def titled(action: Action) -> str:
    """Its words; what stands for them when there are none."""
    return action.what.strip() or UNNAMED


LATE, THIS_WEEK, LATER, UNDATED, OVER = "En retard", "Cette semaine", "Plus tard", "Sans date", "Terminées"
WHEN: Final = (LATE, THIS_WEEK, LATER, UNDATED, OVER)
OWNERS: Final[Mapping[Owner, str]] = {Owner.PERSON: "La personne", Owner.COUNSELLOR: "Le conseiller"}
NO_THEME: Final = "Sans thème"


def _when(action: Action, day: date) -> str:
    """The week ends on Sunday."""
    if not action.status.open:
        return OVER
    if action.due is None:
        return UNDATED
    if action.due < day:
        return LATE
    return THIS_WEEK if action.due <= day + timedelta(days=6 - day.weekday()) else LATER


def _by_date(action: Action) -> tuple[bool, date]:
    return action.due is None, action.due or date.max


def _cut(every: Iterable[Action], title: Callable[[Action], str], titles: Sequence[str]) -> tuple[Group, ...]:
    found: dict[str, list[Action]] = {name: [] for name in titles}
    for one in every:
        found[title(one)].append(one)
    return tuple(Group(name, tuple(inside)) for name, inside in found.items() if inside)
