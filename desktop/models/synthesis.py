"""What is worth knowing of a file before anything else: what was shared, strengths first, and what it leads to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop.models.correction import chosen_occupations
from desktop.models.file import Card, File, Kept
from desktop.models.note import Item
from desktop.models.notebook import first_line, notes, said_state
from desktop.models.passport import Fact, Origin, Section
from desktop.models.sharing import not_shared, section_list
from desktop.models.since import since
from desktop.models.status import said_instant
from desktop.models.text import counted, joined

COUNTED: Final[Mapping[Section, tuple[str, str]]] = {
    Section.EXPERIENCES: ("emploi", "emplois"),
    Section.RECOGNITIONS: ("diplôme ou titre", "diplômes et titres"),
    Section.TRAININGS: ("formation", "formations"),
    Section.ENGAGEMENTS: ("engagement", "engagements"),
    Section.MANDATES: ("mandat", "mandats"),
    Section.LICENCES: ("permis", "permis"),
    Section.BADGES: ("badge", "badges"),
    Section.SKILLS: ("compétence", "compétences"),
}
PARCOURS, SKILLS, AVENIR, NOTES, SHARING = "Parcours", "Compétences", "Avenir", "Notes", "Partage"
LONGEST_LIST: Final = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to know: words, a quieter detail, the title of the tab that says more; a fact says its provenance."""

    text: str
    detail: str = ""
    tab: str = PARCOURS
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a heading."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Synthesis:
    """``shared`` is the one sentence; ``strengths`` stand at the left, ``next_steps`` at the right."""

    shared: str
    strengths: tuple[Group, ...]
    next_steps: tuple[Group, ...]


def synthesis(file: File, items: Iterable[Item], today: date, before: Card | None = None) -> Synthesis:
    """The whole page; ``before`` is the card as it was before this opening, which tells what is new."""
    written = tuple(items)
    told = (_since(file, written, today, before), _targets(written), _last_note(written, today), _missing(file))
    return Synthesis(_shared(file), _strengths(file), tuple(group for group in told if group))


def _shared(file: File) -> str:
    counts = tuple(counted(number, *COUNTED[section]) for section in Section if (number := _size(file, section)))
    if not counts:
        return "Ce dossier est encore vide." if file.card.kept is Kept.HAND else "Rien n’a encore été partagé."
    return f"{joined(counts)}."


def _size(file: File, section: Section) -> int:
    return len(file.passport.skills) if section is Section.SKILLS else len(file.passport.of(section))


def _strengths(file: File) -> tuple[Group, ...]:
    groups = []
    for section in (Section.EXPERIENCES, Section.RECOGNITIONS, Section.ENGAGEMENTS, Section.MANDATES,
                    Section.TRAININGS, Section.LICENCES, Section.BADGES):  # fmt: skip
        if facts := sorted(file.passport.of(section), key=_latest, reverse=True):
            groups.append(Group(counted(len(facts), *COUNTED[section]), _listed(facts)))
    if skills := sorted(file.passport.skills, key=lambda skill: list(Origin).index(skill.origin)):
        told = [Line(skill.label, "", SKILLS, skill.origin) for skill in skills[:LONGEST_LIST]]
        groups.append(Group(counted(len(skills), *COUNTED[Section.SKILLS]), _cut(told, len(skills), SKILLS)))
    return tuple(groups)


def _listed(facts: list[Fact]) -> tuple[Line, ...]:
    told = [Line(fact.title, _detail(fact), PARCOURS, fact.origin) for fact in facts[:LONGEST_LIST]]
    return _cut(told, len(facts), PARCOURS)


def _cut(told: list[Line], count: int, tab: str) -> tuple[Line, ...]:
    """The lines, then how many more the tab lists."""
    more = count - len(told)
    return (*told, Line(f"et {counted(more, 'autre')}", "", tab)) if more else tuple(told)


def _detail(fact: Fact) -> str:
    return " · ".join(part for part in (fact.place, fact.when) if part)


def _latest(fact: Fact) -> tuple[bool, date, date]:
    first, last = fact.start or fact.end, fact.end or fact.start
    return (fact.ongoing, last.last() if last else date.min, first.first() if first else date.min)


def _since(file: File, items: tuple[Item, ...], today: date, before: Card | None) -> Group:
    return Group("Depuis la dernière fois", tuple(Line(*told) for told in since(file, items, today, before)))


def _targets(items: tuple[Item, ...]) -> Group:
    targets = chosen_occupations(items)
    if not targets:
        return Group("Métiers visés", (Line("Aucun métier choisi pour l’instant", "À choisir ensemble.", AVENIR),))
    return Group("Métiers visés", tuple(Line(one.label, one.reason or one.code, AVENIR) for one in targets))


def _last_note(items: tuple[Item, ...], today: date) -> Group | None:
    written = notes(items)
    if not written:
        return None
    note = written[0]
    return Group("Dernière note", (Line(first_line(note), f"{said_instant(note.written, today)} · {said_state(note)}",
                                        NOTES),))  # fmt: skip


def _missing(file: File) -> Group | None:
    missing = section_list(not_shared(file.card.access.sections))
    if not missing:
        return None
    hand = file.card.kept is Kept.HAND
    return Group("Pas encore dit" if hand else "Non partagé", (Line(missing.capitalize(), "", SHARING),))
