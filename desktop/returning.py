"""What is found again after a lock: the page, the person and the tab that were shown, and a form half typed.

Kept as drafts of the store: sealed, and gone with the file of whoever they mention.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from desktop.models.access import Basis
from desktop.models.changes import Changes
from desktop.models.hand import Entry, HandFile, Person, Typing
from desktop.models.journal import Event
from desktop.models.occupation import Skill
from desktop.models.passport import Fact, HeldSkill, Section

if TYPE_CHECKING:
    from desktop.background import Background
    from desktop.furniture import Furniture
    from desktop.models.store import Store

PLACE: Final = "place"
HAND: Final = "hand"


class Place(msgspec.Struct, frozen=True):
    """Where the counsellor was: a page's name, a person's id and a tab's title, "" for none."""

    page: str
    person: str = ""
    tab: str = ""


class _Skill(msgspec.Struct, frozen=True):
    """One skill of a form: chosen now, or held before."""

    chosen: Skill | None = None
    held: HeldSkill | None = None


class _Form(msgspec.Struct, frozen=True):
    """A form half typed, with its skills told apart."""

    person: str
    new: bool
    who: Person
    basis: Basis
    entries: Mapping[Section, tuple[Entry, ...]]
    skills: tuple[_Skill, ...]
    kept: tuple[Fact, ...]
    start: date | None
    lines: Mapping[Section, Entry]
    skill: str


class Whereabouts(NamedTuple):
    """Where the counsellor was, and the form that was half typed, if one was."""

    place: Place
    typing: Typing | None


def whereabouts(furniture: Furniture) -> Whereabouts:
    """What is to be found again once this furniture is taken down."""
    return Whereabouts(place_of(furniture), furniture.hand.kept())


def place_of(furniture: Furniture) -> Place:
    """Where the counsellor is."""
    page = furniture.window.page
    shown = furniture.file if page == "file" else None
    tab = shown.tabs[max(0, shown.bar.currentIndex())].title if shown else ""
    return Place(page, shown.person if shown else "", tab)


def keep_place(background: Background, here: Whereabouts, reason: str) -> None:
    """Write what will be found again, and the lock in the journal; waits for the disk. EscaleError when it refuses."""
    place = msgspec.json.encode(here.place).decode()
    form = written(here.typing) if here.typing else ""

    def work(store: Store) -> Changes:
        store.journal.note(Event.LOCKED, what=reason)
        store.drafts.put(PLACE, place)
        return store.drafts.put(HAND, form) if form else store.drafts.drop(HAND)

    background.write(work).result(timeout=20)


def go_back(furniture: Furniture, here: Whereabouts) -> None:
    """Show again what was taken down in this process, no lock having come in between."""
    furniture.hand.restore(here.typing)
    _go(furniture, here.place)


def come_back(furniture: Furniture, here: Place | None = None) -> None:
    """Show again, once read, the form and the place that a lock kept; both are then forgotten, for the next one.

    ``here`` is where to go rather than to the place that was kept.
    """

    def look(store: Store) -> tuple[str, str, bool]:
        place, form = store.drafts.get(PLACE), store.drafts.get(HAND)
        typing = read(form) if form else None
        stands = typing is not None and (typing.new or store.passports.card(typing.person) is not None)
        return place, form, stands

    def found(kept: tuple[str, str, bool]) -> None:
        place, form, stands = kept
        if form and stands:
            furniture.hand.restore(read(form))
        if going := here or (msgspec.json.decode(place, type=Place) if place else None):
            _go(furniture, going)
        if (place or form) and furniture.office.doubt is None:
            furniture.office.background.write(_forget)

    furniture.office.background.read(furniture, "place", look, found)


def _forget(store: Store) -> Changes:
    store.drafts.drop(PLACE)
    return store.drafts.drop(HAND)


def written(typing: Typing) -> str:
    """The form as text."""
    form = typing.form
    skills = tuple(_Skill(held=one) if isinstance(one, HeldSkill) else _Skill(chosen=one) for one in form.skills)
    kept = _Form(
        typing.person, typing.new, form.person, form.basis, form.entries, skills, form.kept, form.start,
        typing.lines, typing.skill,
    )  # fmt: skip
    return msgspec.json.encode(kept).decode()


def read(text: str) -> Typing:
    """Back from ``written``."""
    kept = msgspec.json.decode(text, type=_Form)
    skills = tuple(skill for one in kept.skills if (skill := one.held or one.chosen) is not None)
    form = HandFile(kept.who, kept.basis, kept.entries, skills, kept.kept, kept.start)
    return Typing(kept.person, kept.new, form, kept.lines, kept.skill)


def _go(furniture: Furniture, place: Place) -> None:
    if place.page == "file":
        if place.person:
            furniture.open_file(place.person, place.tab)
    else:
        furniture.window.show_page(place.page)
