"""A working CV: what a person chose to show of their passport, in their order and their own words; one item a CV.

It holds no copy of the passport: steps are named by their section and their id, skills by their code, so that what a
person takes back leaves the CV too. What a later Escale wrote and this one does not know is kept as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from desktop.models.note import Item, Kind
from desktop.models.passport import Section
from desktop.models.plan import REMOVED
from desktop.models.readable import left_over, written_over

ABOUT: Final = "cv"  # what the content of a CV says it is about
MOST: Final = 300  # things chosen for one CV
SECTIONS: Final = (  # in the order of a new CV
    Section.SKILLS, Section.EXPERIENCES, Section.RECOGNITIONS, Section.TRAININGS, Section.ENGAGEMENTS, Section.MANDATES,
    Section.LICENCES, Section.BADGES,
)  # fmt: skip
UNTITLED: Final = "CV sans titre"


@dataclass(frozen=True, slots=True)
class Ref:
    """Something of a passport: a step by its id, a skill by its OGR code."""

    section: Section
    id: str

    def __str__(self) -> str:
        """As it is written in the item."""
        return f"{self.section} {self.id}"


@dataclass(frozen=True, slots=True)
class Cv:
    """``target`` is a ROME code, "" for none; ``chosen`` is in the person's order, section after section."""

    id: str
    title: str = ""
    target: str = ""
    profile: str = ""
    named: bool = True  # whether the person's name stands on it
    chosen: tuple[Ref, ...] = ()
    since: str = ""  # the instant at which it was begun, as it is written
    item: Item | None = None  # as the store last said; None before it is written

    @property
    def name(self) -> str:
        """How it is told from the others."""
        return self.title.strip() or UNTITLED


def cvs(items: Iterable[Item]) -> tuple[Cv, ...]:
    """The CVs of a person, in the order in which they were begun; those taken away are left out."""
    found = (item for item in items if item.kind is Kind.CV and item.content.get("state") != REMOVED)
    return tuple(sorted(map(cv_of, found), key=lambda one: (one.since, one.id)))


def cv_of(item: Item) -> Cv:
    """One CV; what cannot be read of it takes its usual value, and stays in the item."""
    said = item.content
    title, target, profile, since = (said.get(word, "") for word in ("title", "target", "profile", "since"))
    return Cv(item.id, title, target, profile, said.get("named") != "no", _read(said.get("chosen", "")), since, item)


def cv_content(cv: Cv) -> dict[str, str]:
    """What to write for a CV; of what was there before, only what changed is written anew."""
    now = _written(cv)
    if cv.item is None:
        return {"about": ABOUT, "id": cv.id, **now}
    kept = {**cv.item.content, "about": ABOUT, "id": cv.id}
    return written_over(kept, _written(cv_of(cv.item)), now)


def unread(item: Item) -> dict[str, str]:
    """What a CV says that this Escale does not understand."""
    known = {**_written(cv_of(item)), "about": ABOUT, "id": item.id}
    return left_over(item.content, known)


def removed_content(identifier: str) -> dict[str, str]:
    """What to write for a CV that is taken away: nothing of its words stays."""
    return {"about": ABOUT, "id": identifier, "state": REMOVED}


def same(one: Cv, other: Cv) -> bool:
    """Whether two CVs say the same, whatever their items."""
    return _written(one) == _written(other)


def toggled(cv: Cv, ref: Ref) -> Cv:
    """With that thing chosen, last of its section, or without it when it was; a full CV stays as it is."""
    if ref in cv.chosen:
        return without(cv, (ref,))
    return with_all(cv, (ref,))


def with_all(cv: Cv, refs: Iterable[Ref]) -> Cv:
    """With these too, each last of its section; no more than a CV may hold."""
    groups = {section: list(inside) for section, inside in sections(cv.chosen)}
    room = MOST - len(cv.chosen)
    for ref in [one for one in dict.fromkeys(refs) if one not in cv.chosen][:room]:
        groups.setdefault(ref.section, []).append(ref)
    fresh = [section for section in SECTIONS if section in groups and section not in _order(cv.chosen)]
    order = list(_order(cv.chosen))
    for section in fresh:
        order.insert(_place(order, section), section)
    return replace(cv, chosen=tuple(ref for section in order for ref in groups[section]))


def without(cv: Cv, refs: Iterable[Ref]) -> Cv:
    """Without these."""
    away = frozenset(refs)
    return replace(cv, chosen=tuple(ref for ref in cv.chosen if ref not in away))


def moved(cv: Cv, ref: Ref, step: int, shown: Sequence[Ref] = ()) -> Cv:
    """One place up (-1) or down (1) in its section; at the edge, the whole section passes its neighbour.

    ``shown`` are those that can be seen, all of them unless told: nobody has to go past what is not on the page.
    """
    seen = tuple(one for one in cv.chosen if not shown or one in shown)
    inside = [one for one in seen if one.section is ref.section]
    order = list(_order(seen))
    if ref not in inside:
        return cv
    if 0 <= (at := inside.index(ref) + step) < len(inside):
        return replace(cv, chosen=_swapped(cv.chosen, ref, inside[at]))
    at = order.index(ref.section)
    if not 0 <= at + step < len(order):
        return cv
    order[at], order[at + step] = order[at + step], order[at]
    hidden = [section for section in _order(cv.chosen) if section not in order]
    return replace(
        cv, chosen=tuple(one for section in (*order, *hidden) for one in cv.chosen if one.section is section)
    )


def sections(chosen: Sequence[Ref]) -> tuple[tuple[Section, tuple[Ref, ...]], ...]:
    """What is chosen, section by section, in the order of the CV."""
    return tuple((section, tuple(one for one in chosen if one.section is section)) for section in _order(chosen))


def _order(chosen: Iterable[Ref]) -> tuple[Section, ...]:
    return tuple(dict.fromkeys(ref.section for ref in chosen))


def _place(order: Sequence[Section], new: Section) -> int:
    """Before the first section that usually comes after it."""
    rank = SECTIONS.index
    return next((at for at, section in enumerate(order) if rank(section) > rank(new)), len(order))


def _swapped(chosen: Sequence[Ref], one: Ref, other: Ref) -> tuple[Ref, ...]:
    turned = {one: other, other: one}
    return tuple(turned.get(ref, ref) for ref in chosen)


def _written(cv: Cv) -> Mapping[str, str]:
    return {
        "title": cv.title, "target": cv.target, "profile": cv.profile, "named": "" if cv.named else "no",
        "chosen": "\n".join(map(str, cv.chosen)), "since": cv.since,
    }  # fmt: skip


def _read(text: str) -> tuple[Ref, ...]:
    """What is chosen, section after section; lines that cannot be read are left out."""
    known = {str(section): section for section in Section}
    found = []
    for line in text.split("\n", MOST)[:MOST]:
        name, _, identifier = line.partition(" ")
        if name in known and identifier:
            found.append(Ref(known[name], identifier))
    refs = tuple(dict.fromkeys(found))
    return tuple(ref for _, inside in sections(refs) for ref in inside)
