"""The action plan of a person: who does what, why, how and when; one item an action, read by both of them.

Free text comes first: a code of the vocabulary is only ever added beside the words. What a later Escale wrote and this
one does not know is kept as it is when the action is written anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Final

from desktop.models.note import Delivery, Item, Kind
from desktop.models.plan_terms import THEMES, theme_of
from desktop.models.readable import among, day_in, left_over, written_over

ABOUT: Final = "action"  # what the content of an action says it is about
REMOVED: Final = "removed"
TEXTS: Final = ("what", "step", "why", "theme", "how")  # the fields of an action that are written as they are


class Status(StrEnum):
    """Where an action stands; the values are those of the vocabulary of démarches."""

    TO_DO = "A_FAIRE"
    UNDER_WAY = "EN_COURS"
    DONE = "REALISEE"
    CANCELLED = "ANNULEE"

    @property
    def open(self) -> bool:
        """Whether something is still to be done."""
        return self in (Status.TO_DO, Status.UNDER_WAY)


class Owner(StrEnum):
    """Who does it."""

    PERSON = "person"
    COUNSELLOR = "counsellor"


class About(StrEnum):
    """What an action may be linked to."""

    SKILL = "skill"  # OGR code
    OCCUPATION = "occupation"  # ROME code
    CERTIFICATION = "certification"  # RNCP or RS number


@dataclass(frozen=True, slots=True)
class Link:
    """A skill, an occupation or a certification, by its code, and its label on the day it was linked."""

    about: About
    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Action:
    """``what`` and ``why`` are words; ``step`` and ``theme`` their codes in the vocabulary, "" when they have none."""

    id: str
    what: str = ""
    step: str = ""
    why: str = ""
    theme: str = ""
    how: str = ""
    status: Status = Status.TO_DO
    owner: Owner = Owner.PERSON
    due: date | None = None
    link: Link | None = None
    order: int = 0
    item: Item | None = None  # as the store last said; None before it is written

    @property
    def theme_words(self) -> str:
        """Why, in words: those that were typed, else those of the theme; "" when nothing was said."""
        return self.why or THEMES.get(self.theme, self.theme)

    def late(self, day: date) -> bool:
        """Whether it should have been done before that day and is not."""
        return self.status.open and self.due is not None and self.due < day


def actions(items: Iterable[Item]) -> tuple[Action, ...]:
    """The actions of a person in the order they gave them; drafts and those taken out of the plan are left out."""
    plan = (item for item in items if item.kind is Kind.PLAN and item.delivery is not Delivery.DRAFT)
    kept = sorted((item for item in plan if _stands(item)), key=lambda item: (item.written, item.id))
    return tuple(sorted((action_of(item) for item in kept), key=lambda one: one.order))


def drafts(items: Iterable[Item]) -> tuple[Item, ...]:
    """Lines that were being typed when the file was left, the last one first."""
    found = (item for item in items if item.kind is Kind.PLAN and item.delivery is Delivery.DRAFT)
    return tuple(sorted(found, key=lambda item: item.written, reverse=True))


def action_of(item: Item) -> Action:
    """One action; what cannot be read of it takes its usual value, and stays in the item."""
    said = item.content
    step, why, theme, how = (said.get(name, "") for name in TEXTS[1:])
    return Action(
        item.id, said.get("what", said.get("text", "")), step, why, theme, how,
        among(Status, said.get("status", "")) or Status.TO_DO, among(Owner, said.get("owner", "")) or Owner.PERSON,
        day_in(said.get("due", "")), _link(said), _number(said.get("order", "")), item,
    )  # fmt: skip


def action_content(action: Action) -> dict[str, str]:
    """What to write for an action; of what was there before, only what changed is written anew."""
    now = _written(action)
    if action.item is None:
        return {"about": ABOUT, "id": action.id, **now}
    kept = {**action.item.content, "about": ABOUT, "id": action.id}
    return written_over(kept, _written(action_of(action.item)), now)


def unread(item: Item) -> dict[str, str]:
    """What an action says that this Escale does not understand."""
    known = {**_written(action_of(item)), "about": ABOUT, "id": item.id}
    return left_over(item.content, known)


def removed_content(identifier: str) -> dict[str, str]:
    """What to write for an action that is taken out of the plan: nothing of its words stays."""
    return {"about": ABOUT, "id": identifier, "state": REMOVED}


def added(every: Iterable[Action], new: Action) -> Action:
    """The same action, placed after all the others; a step of the vocabulary brings its theme."""
    last = max((one.order for one in every), default=0)
    return replace(new, order=last + 1, theme=new.theme or ("" if new.why else theme_of(new.step)))


def same(one: Action, other: Action) -> bool:
    """Whether two actions say the same, whatever their items."""
    return all(getattr(one, name) == getattr(other, name) for name in SAID)


def same_words(one: Action, other: Action) -> bool:
    """Whether two actions say the same, wherever they stand in the plan and on their way."""
    return same(replace(one, status=other.status, order=other.order), other)


def linked(every: Iterable[Action], link: Link) -> Action | None:
    """The action, not cancelled, that already stands in the plan about that."""
    about = (one for one in every if one.link and (one.link.about, one.link.code) == (link.about, link.code))
    return next((one for one in about if one.status is not Status.CANCELLED), None)


def moved(every: Iterable[Action], action: Action, other: Action) -> tuple[Action, ...]:
    """What is written anew so that an action takes the place of another in the order of the plan."""
    rest = [one for one in every if one.id != action.id]
    places = [one.id for one in every]
    rest.insert(places.index(other.id), action)
    placed = (replace(one, order=order) for order, one in enumerate(rest, 1))
    return tuple(now for now, one in zip(placed, rest, strict=True) if now.order != one.order)


def _stands(item: Item) -> bool:
    """Whether it is in the plan: one taken out here and changed elsewhere waits for a choice."""
    return item.content.get("state") != REMOVED or item.delivery is Delivery.CONFLICT


def _written(action: Action) -> Mapping[str, str]:
    link = action.link
    return {
        **{name: getattr(action, name) for name in TEXTS},
        "status": str(action.status), "owner": str(action.owner), "due": action.due.isoformat() if action.due else "",
        "order": str(action.order), "link": str(link.about) if link else "", "code": link.code if link else "",
        "label": link.label if link else "",
    }  # fmt: skip


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _link(said: Mapping[str, str]) -> Link | None:
    about = next((one for one in About if one == said.get("link", "")), None)
    code = said.get("code", "")
    return Link(about, code, said.get("label", "") or code) if about and code else None


SAID: Final = tuple(field.name for field in fields(Action) if field.name not in ("id", "item"))
