"""What counsellor and person explored together: needs, constraints, confidence; one item an entry, read by both.

An entry that nobody spoke about is "not explored": it is never a lack. Each says who explored it and on which day. What
a later Escale wrote and this one does not know is kept as it is when the entry is said anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from desktop.models import diagnostic_terms as terms
from desktop.models.diagnostic_terms import Terms
from desktop.models.note import Delivery, Item, Kind
from desktop.models.readable import among, day_in, left_over, written_over

PRIORITY: Final = "OUI"


class About(StrEnum):
    """What an entry is about; what the content of its item says."""

    NEED = "need"
    CONSTRAINT = "constraint"
    SITUATION = "situation"  # of a constraint
    OBJECTIVE = "objective"  # of a constraint
    UNCONSTRAINED = "unconstrained"  # the person declares no constraint at all
    CONFIDENCE = "confidence"


class Value(StrEnum):
    """What is said of an entry, in the words of version 4; which of them an entry may take is in ``VALUES``."""

    NOT_EXPLORED = "NON_EXPLORE"  # a need
    NEED = "BESOIN"
    STRENGTH = "POINT_FORT"
    NOT_RAISED = "NON_ABORDEE"  # a constraint, a situation
    YES = "OUI"
    NO = "NON"
    NOT_BEGUN = "NON_ABORDE"  # an objective
    UNDER_WAY = "EN_COURS"
    DONE = "REALISE"
    DOES_NOT_KNOW = "NE_SAIT_PAS"
    NOTHING = "NON_RENSEIGNE"  # ours, for what version 4 leaves out when nobody asked


class Impact(StrEnum):
    """How much a constraint weighs on the project."""

    WEAK = "FAIBLE"
    MIDDLE = "MOYEN"
    STRONG = "FORT"


VALUES: Final[Mapping[About, tuple[Value, ...]]] = MappingProxyType({  # the first one is "not explored"
    About.NEED: (Value.NOT_EXPLORED, Value.STRENGTH, Value.NEED),
    About.CONSTRAINT: (Value.NOT_RAISED, Value.NO, Value.YES),
    About.SITUATION: (Value.NOT_RAISED, Value.YES, Value.NO),
    About.OBJECTIVE: (Value.NOT_BEGUN, Value.UNDER_WAY, Value.DONE),
    About.UNCONSTRAINED: (Value.NOTHING, Value.YES),
    About.CONFIDENCE: (Value.NOTHING, Value.YES, Value.NO, Value.DOES_NOT_KNOW),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the grid; ``by`` is the counsellor's name ("" for the one at this desk), ``of`` its constraint."""

    about: About
    code: str
    label: str
    value: Value
    of: str = ""
    by: str = ""
    day: date | None = None
    priority: bool = False  # of a constraint, like the impact
    impact: Impact | None = None
    item: Item | None = None  # as the store last said; None before it is written

    @property
    def key(self) -> str:
        """What tells it from any other entry of the grid."""
        return f"{self.about}|{self.code}"

    @property
    def explored(self) -> bool:
        """Whether somebody spoke about it."""
        return self.value is not VALUES[self.about][0]


@dataclass(frozen=True, slots=True)
class Constraint:
    """A constraint, its situations and its objectives in the order of the vocabulary."""

    entry: Entry
    situations: tuple[Entry, ...]
    objectives: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """Needs under the name of their theme."""

    label: str
    needs: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole diagnostic of a person: every entry of the vocabulary, explored or not."""

    themes: tuple[Theme, ...]
    constraints: tuple[Constraint, ...]
    unconstrained: Entry
    confidence: Entry

    @property
    def needs(self) -> tuple[Entry, ...]:
        """Every need, theme by theme."""
        return tuple(need for theme in self.themes for need in theme.needs)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every line: needs, constraints, situations, objectives, and what is said of all."""
        inside = (one for each in self.constraints for one in (each.entry, *each.situations, *each.objectives))
        return (*self.needs, *inside, self.unconstrained, self.confidence)

    def constraint(self, code: str) -> Constraint | None:
        """The constraint of that code."""
        return next((one for one in self.constraints if one.entry.code == code), None)

    def find(self, key: str) -> Entry | None:
        """The entry of that key."""
        return next((one for one in self.entries if one.key == key), None)


def told(items: Iterable[Item]) -> Grid:
    """The grid that these writings tell; an entry of an unknown code comes after those of the vocabulary."""
    said = _said(items)

    def listed(about: About, known: Terms, of: str = "") -> tuple[Entry, ...]:
        codes = {code for code, _ in known}
        more = [one for one in said.values() if one.about is about and one.code not in codes and one.of == of]
        return (*(_entry(said, about, code, label, of) for code, label in known), *more)

    known_needs: set[str] = {code for _, needs in terms.THEMES for code, _ in needs}
    themes = [Theme(label, tuple(_entry(said, About.NEED, *need) for need in needs)) for label, needs in terms.THEMES]
    others = tuple(one for one in said.values() if one.about is About.NEED and one.code not in known_needs)
    constraints = (
        Constraint(
            one,
            () if one.code == terms.HEALTH else listed(About.SITUATION, terms.SITUATIONS.get(one.code, ()), one.code),
            () if one.code == terms.HEALTH else listed(About.OBJECTIVE, terms.OBJECTIVES.get(one.code, ()), one.code),
        )
        for one in listed(About.CONSTRAINT, terms.CONSTRAINTS)
    )
    return Grid(
        (*themes, *([Theme("Autres besoins", others)] if others else [])), tuple(constraints),
        _entry(said, About.UNCONSTRAINED, *terms.UNCONSTRAINED), _entry(said, About.CONFIDENCE, *terms.CONFIDENCE),
    )  # fmt: skip


def entry_of(item: Item) -> Entry | None:
    """The entry that a writing says; None when it is not one. What cannot be read of it counts as not said."""
    said = item.content
    about = among(About, said.get("about", ""))
    if item.kind is not Kind.DIAGNOSTIC or about is None or not (code := said.get("code", "")):
        return None
    value = next((one for one in VALUES[about] if one == said.get("value", "")), VALUES[about][0])
    return Entry(
        about, code, said.get("label", "") or code, value, said.get("of", ""), said.get("by", ""),
        day_in(said.get("day", "")), said.get("priority", "") == PRIORITY, among(Impact, said.get("impact", "")), item,
    )  # fmt: skip


def explored(entry: Entry, value: Value, by: str, day: date) -> Entry:
    """The entry as it was just said; one that is not explored any more says neither who, when nor how much."""
    if value is VALUES[entry.about][0]:
        return replace(entry, value=value, by="", day=None, priority=False, impact=None)
    heavy = entry.about is About.CONSTRAINT and value is Value.YES
    impact = entry.impact if heavy else None
    return replace(entry, value=value, by=by, day=day, priority=entry.priority and heavy, impact=impact)


def entry_content(entry: Entry) -> dict[str, str]:
    """What to write for an entry; of what was there before, only what changed is written anew."""
    now = _written(entry)
    former = entry_of(entry.item) if entry.item else None
    if entry.item is None or former is None:
        return now
    return written_over(entry.item.content, _written(former), now)


def unsaid(content: Mapping[str, str]) -> dict[str, str]:
    """What to write so that nothing is said of that entry any more."""
    about = About(content["about"])
    weight = {"priority": "", "impact": ""} if about is About.CONSTRAINT else {}
    return {**content, "value": str(VALUES[about][0]), "by": "", "day": "", **weight}


def unread(item: Item) -> dict[str, str]:
    """What an entry says that this Escale does not understand."""
    entry = entry_of(item)
    known = _written(entry) if entry else {}
    return left_over(item.content, known)


def _written(entry: Entry) -> dict[str, str]:
    base = {
        "about": str(entry.about), "code": entry.code, "label": entry.label, "value": str(entry.value),
        "by": entry.by, "day": entry.day.isoformat() if entry.day else "",
    }  # fmt: skip
    if entry.about is About.CONSTRAINT:
        base |= {"priority": PRIORITY if entry.priority else "", "impact": str(entry.impact or "")}
    return base | ({"of": entry.of} if entry.of else {})


def _said(items: Iterable[Item]) -> dict[str, Entry]:
    """By key, what was last said; drafts are left out."""
    kept = (item for item in items if item.kind is Kind.DIAGNOSTIC and item.delivery is not Delivery.DRAFT)
    found = (entry_of(item) for item in sorted(kept, key=lambda item: (item.written, item.id)))
    return {entry.key: entry for entry in found if entry}


def _entry(said: Mapping[str, Entry], about: About, code: str, label: str, of: str = "") -> Entry:
    """The entry of the vocabulary, as it was said; its label is the one in use."""
    blank = Entry(about, code, label, VALUES[about][0], of)
    known = said.get(blank.key)
    return replace(known, label=label, of=of) if known else blank
