"""A diagnostic as it is read: strengths first, what is no constraint, needs, constraints, then what is to explore."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from desktop.models.diagnostic import About, Constraint, Entry, Grid, Impact, Value
from desktop.models.diagnostic_terms import HEALTH
from desktop.models.text import counted
from desktop.models.when import said_day

WORDS: Final[Mapping[tuple[About, Value], str]] = {
    (About.NEED, Value.NOT_EXPLORED): "pas encore exploré",
    (About.NEED, Value.STRENGTH): "point fort",
    (About.NEED, Value.NEED): "besoin",
    (About.CONSTRAINT, Value.NOT_RAISED): "pas encore exploré",
    (About.CONSTRAINT, Value.NO): "pas une contrainte",
    (About.CONSTRAINT, Value.YES): "contrainte",
    (About.SITUATION, Value.NOT_RAISED): "pas abordé",
    (About.SITUATION, Value.YES): "oui",
    (About.SITUATION, Value.NO): "non",
    (About.OBJECTIVE, Value.NOT_BEGUN): "pas abordé",
    (About.OBJECTIVE, Value.UNDER_WAY): "en cours",
    (About.OBJECTIVE, Value.DONE): "réalisé",
    (About.UNCONSTRAINED, Value.NOTHING): "pas dit",
    (About.UNCONSTRAINED, Value.YES): "oui",
    (About.CONFIDENCE, Value.NOTHING): "pas encore exploré",
    (About.CONFIDENCE, Value.YES): "oui",
    (About.CONFIDENCE, Value.NO): "pas pour l’instant",
    (About.CONFIDENCE, Value.DOES_NOT_KNOW): "ne sait pas",
}
IMPACT_WORDS: Final[Mapping[Impact, str]] = {Impact.WEAK: "faible", Impact.MIDDLE: "moyen", Impact.STRONG: "fort"}
ABOUT_WORDS: Final[Mapping[About, str]] = {
    About.NEED: "Besoin",
    About.CONSTRAINT: "Contrainte",
    About.SITUATION: "Situation",
    About.OBJECTIVE: "Objectif",
    About.UNCONSTRAINED: "Contraintes",
    About.CONFIDENCE: "Pouvoir d’agir",
}
STRENGTHS, FREE, NEEDS, WEIGHTS, POWER = (
    "Points forts", "Ce qui n’est pas une contrainte", "Besoins", "Contraintes", "Pouvoir d’agir",
)  # fmt: skip
TO_EXPLORE: Final = "À explorer ensemble"
NOT_ONE_BY_ONE: Final = "Contraintes, non abordées une à une"


@dataclass(frozen=True, slots=True)
class Section:
    """Entries under a heading; ``open`` ones were not explored yet: an invitation, never a lack."""

    title: str
    entries: tuple[Entry, ...]
    open: bool = False


def sections(grid: Grid) -> tuple[Section, ...]:
    """Every need and constraint once, what the person declares of all, and confidence; headings that have some."""
    heads = tuple(one.entry for one in grid.constraints)
    yes = tuple(sorted((one for one in heads if one.value is Value.YES), key=_weight))
    whole = (grid.unconstrained,) if grid.unconstrained.explored else ()
    sure = grid.confidence.value is Value.YES
    power = (grid.confidence,) if grid.confidence.explored else ()
    found = (
        Section(STRENGTHS, (*_that(grid.needs, Value.STRENGTH), *(power if sure else ()))),
        Section(FREE, (*whole, *_that(heads, Value.NO))),
        Section(NEEDS, _that(grid.needs, Value.NEED)),
        Section(WEIGHTS, yes),
        Section(POWER, () if sure else power),
        *_to_explore(grid, heads, declared=bool(whole) or bool(yes)),
    )
    return tuple(section for section in found if section.entries)


def _to_explore(grid: Grid, heads: tuple[Entry, ...], *, declared: bool) -> tuple[Section, ...]:
    """The needs theme by theme, confidence, then constraints: all at once first, unless something is said of them."""
    themes = tuple(
        Section(f"{TO_EXPLORE} : {theme.label.lower()}", _that(theme.needs, Value.NOT_EXPLORED), open=True)
        for theme in grid.themes
    )
    left = _that(heads, Value.NOT_RAISED)
    title = NOT_ONE_BY_ONE if grid.unconstrained.explored else f"{TO_EXPLORE} : les contraintes"
    power = () if grid.confidence.explored else (grid.confidence,)
    return (
        *themes,
        Section(f"{TO_EXPLORE} : le pouvoir d’agir", power, open=True),
        Section(title, left if declared else (grid.unconstrained, *left), open=True),
    )


def said_grid(grid: Grid) -> str:
    """The whole in one sentence; every figure is the length of a list that the page shows."""
    found = {section.title: len(section.entries) for section in sections(grid)}
    parts = [
        counted(found[title], one, many)
        for title, one, many in (
            (STRENGTHS, "point fort", "points forts"),
            (NEEDS, "besoin", "besoins"),
            (WEIGHTS, "contrainte", "contraintes"),
        )
        if title in found
    ]
    if parts:
        return ", ".join(parts)
    explored = any(not section.open for section in sections(grid))
    return "Diagnostic commencé" if explored else "Rien n’est encore exploré : commencez par ce que la personne choisit"


def said_value(entry: Entry) -> str:
    """``point fort``, ``contrainte, effet fort, prioritaire``…"""
    said = [WORDS[entry.about, entry.value]]
    said += [f"effet {IMPACT_WORDS[entry.impact]}"] if entry.impact else []
    said += ["prioritaire"] if entry.priority else []
    return ", ".join(said)


def said_exploration(entry: Entry, me: str = "vous") -> str:
    """``Exploré par Camille Ferrand le 28 novembre 2026``; "" for what was not explored."""
    if not entry.explored:
        return ""
    on = f" le {said_day(entry.day)}" if entry.day else ""
    return f"Exploré par {entry.by or me}{on}"


def said_inside(constraint: Constraint) -> str:
    """What is said of a constraint: the situations that are so, then the objectives, in words; "" when nothing is."""
    so = [one.label for one in constraint.situations if one.value is Value.YES]
    aims = [f"{one.label} ({WORDS[one.about, one.value]})" for one in constraint.objectives if one.explored]
    told = ([f"Situation : {_listed(so)}"] if so else []) + ([f"Objectifs : {_listed(aims)}"] if aims else [])
    return ". ".join(told)


def hint(entry: Entry) -> str:
    """What to keep in mind about an entry; "" when nothing special."""
    if entry.about is About.CONSTRAINT and entry.code == HEALTH:
        return "Seulement ce que cela change pour le travail : jamais la cause, ni une maladie, ni un traitement."
    return ""


def _that(entries: Iterable[Entry], value: Value) -> tuple[Entry, ...]:
    return tuple(one for one in entries if one.value is value)


def _weight(entry: Entry) -> tuple[bool, int]:
    """Those that come first, then the heaviest; what was not weighed comes last."""
    order = (Impact.STRONG, Impact.MIDDLE, Impact.WEAK, None)
    return not entry.priority, order.index(entry.impact)


def _listed(words: Iterable[str]) -> str:
    return " ; ".join(words)
