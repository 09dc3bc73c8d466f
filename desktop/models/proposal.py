"""Which occupations an experience may have been, and why: proposals that a human confirms or not.

An employer declares a profession (PCS-ESE) and writes a free title; neither is a ROME code. Each proposal tells in
plain words where it comes from; what two roads lead to comes first. No percentage: nobody could say of what.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from desktop.models.correction import Confirmed, Shown, confirmed_occupations, shown_skills
from desktop.models.note import Item
from desktop.models.occupation import Node
from desktop.models.passport import Fact, Passport, Section
from desktop.models.text import folded

MOST: Final = 5
SURE: Final = 0.65  # an appellation that likely is goes before what only the profession leads to
SECTOR, ACTIVITY, PROFESSION = "secteurActivite", "activiteLibre", "pcsEse"


@dataclass(frozen=True, slots=True)
class Match:
    """An occupation by an appellation that looks like free words; ``score`` sorts and is shown to nobody.

    ``title`` is the OGR code of the appellation, ``asked`` the free words.
    """

    occupation: Node
    title: str
    label: str
    score: float
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Profession:
    """What the declared PCS-ESE code leads to: occupations, and those that were part of them before the ROME 4.0."""

    code: str
    family: str
    occupations: tuple[Node, ...] = ()
    parts: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """An occupation to confirm, the appellation it goes through ("" when none does), and the reason of each road."""

    occupation: Node
    title: str
    title_label: str
    reasons: tuple[str, ...]


def proposals(matches: Iterable[Match], profession: Profession | None = None) -> tuple[Proposal, ...]:
    """At most five, each once: the very name, what title and profession both lead to, likely titles, the rest."""
    by_title: dict[str, Match] = {}
    for match in sorted(matches, key=lambda one: -one.score):
        by_title.setdefault(match.occupation.code, match)
    direct = {node.code: node for node in profession.occupations} if profession else {}
    parts = {node.code: node for node in profession.parts} if profession else {}
    led = {**parts, **direct}
    nodes = {code: match.occupation for code, match in by_title.items()} | led

    def rank(code: str) -> tuple[int, float, str]:
        score = by_title[code].score if code in by_title else 0.0
        if score and (code in led or _is_name(by_title[code])):
            return 0, -score, code
        return 1 if score >= SURE else 2 if code in direct else 3 if score else 4, -score, code

    return tuple(_proposal(nodes[code], by_title.get(code), profession if code in led else None)
                 for code in sorted(nodes, key=rank)[:MOST])  # fmt: skip


def jobs(passport: Passport) -> tuple[Fact, ...]:
    """The experiences that were shared."""
    return passport.of(Section.EXPERIENCES) if Section.EXPERIENCES in passport.sections else ()


def waiting(passport: Passport, confirmed: Collection[str]) -> tuple[Fact, ...]:
    """The experiences that no human tied to an occupation yet; ``confirmed`` holds ids of facts."""
    return tuple(fact for fact in jobs(passport) if fact.id not in confirmed)


def twins(passport: Passport, fact: Fact, confirmed: Collection[str]) -> tuple[Fact, ...]:
    """The other experiences without an occupation that have the same title in the same sector, in their order."""
    return tuple(one for one in waiting(passport, confirmed) if one.id != fact.id and _same(one) == _same(fact))


def gone(passport: Passport, items: Iterable[Item]) -> tuple[Confirmed | Shown, ...]:
    """What was said of facts that the passport no longer holds: kept, for it counts if they come back."""
    items, held = tuple(items), {fact.id for fact in passport.facts}
    said: tuple[Confirmed | Shown, ...] = (*confirmed_occupations(items).values(), *shown_skills(items).values())
    return tuple(one for one in said if one.fact not in held)


def _same(fact: Fact) -> tuple[str, str]:
    return folded(fact.title), folded(fact.detail(SECTOR))


def _proposal(occupation: Node, match: Match | None, profession: Profession | None) -> Proposal:
    reasons = [_by_title(match)] if match else []
    reasons += [_by_profession(profession)] if profession else []
    return Proposal(occupation, match.title if match else "", match.label if match else "", tuple(reasons))


def _is_name(match: Match) -> bool:
    """Whether the words asked are a name of the occupation, in either gender."""
    return folded(match.asked) in {folded(form) for form in match.label.split(" / ")}


def _by_title(match: Match) -> str:
    if _is_name(match):
        return f"« {match.label} » est un nom de ce métier."
    return f"« {match.label} » ressemble à « {match.asked} »."


def _by_profession(profession: Profession) -> str:
    family = f", {profession.family}" if profession.family else ""
    return f"La profession déclarée ({profession.code}{family}) y mène."
