"""A file typed by hand: what is written in the form, checked, then built as a passport like any other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import uuid4

from desktop.errors import Refused
from desktop.models.access import Access, Basis
from desktop.models.file import File
from desktop.models.occupation import Skill
from desktop.models.passport import Fact, HeldSkill, Holder, Origin, Passport, Section
from desktop.models.when import When

YOUNGEST: Final = 15
LONGEST: Final = 300
TYPED_DATE: Final = re.compile(r"(?:(?:(\d{1,2})/)?(\d{1,2})/)?(\d{4})", re.ASCII)
TYPED_SECTIONS: Final = (Section.EXPERIENCES, Section.RECOGNITIONS, Section.ENGAGEMENTS)
ORIGINS: Final[Mapping[Basis, tuple[Origin, str]]] = {
    Basis.HANDED_OVER: (Origin.DECLARED, "TITULAIRE"),
    Basis.SAID: (Origin.SAID, "ENTRETIEN"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line as it was typed: a title, a place, dates as ``2019``, ``03/2019`` or ``14/03/2019``, or empty."""

    title: str
    place: str = ""
    start: str = ""
    end: str = ""
    ongoing: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Who, as it was typed."""

    first_name: str
    family_name: str
    birth_year: str
    town: str = ""


@dataclass(frozen=True, slots=True)
class HandFile:
    """Everything the form holds; ``kept`` are facts of sections that the form does not type, left as they are."""

    person: Person
    basis: Basis
    entries: Mapping[Section, tuple[Entry, ...]]
    skills: tuple[Skill | HeldSkill, ...] = ()
    kept: tuple[Fact, ...] = ()
    start: date | None = None


@dataclass(frozen=True, slots=True)
class Typing:
    """A form half filled in: whose (an id; ``new`` unless kept before), and the fields that were not added yet."""

    person: str
    new: bool
    form: HandFile
    lines: Mapping[Section, Entry]
    skill: str


def read_date(text: str, what: str = "La date") -> When | None:
    """A typed date, None for nothing typed; Refused with one clear sentence when it cannot be one."""
    if not (typed := text.strip()):
        return None
    match = TYPED_DATE.fullmatch(typed)
    if not match:
        raise Refused(f"{what} « {typed} » ne se lit pas.", "Écrivez 2019, 03/2019 ou 14/03/2019.")
    day, month, year = (int(part or 0) for part in match.groups())
    if not 1900 <= year <= 2100:
        raise Refused(f"{what} « {typed} » n’est pas possible : l’année va de 1900 à 2100.")
    if match[2] and not 1 <= month <= 12:
        raise Refused(f"{what} « {typed} » n’existe pas : le mois va de 1 à 12.")
    try:
        date(year, month or 1, day if match[1] else 1)
    except ValueError as error:
        raise Refused(f"{what} « {typed} » n’existe pas : vérifiez le jour et le mois.") from error
    return When(year, month, day)


def typed_date(when: When | None) -> str:
    """A date as it is typed: ``14/03/2019``, ``03/2019``, ``2019``, or "" for none."""
    if when is None:
        return ""
    parts = [f"{part:02}" for part in (when.day, when.month) if part]
    return "/".join([*parts, str(when.year)])


def check(entry: Entry) -> tuple[When | None, When | None]:
    """The dates of a line; Refused when the line has no title, or dates that cannot be."""
    if not entry.title.strip():
        raise Refused("Il manque l’intitulé.", "Écrivez d’abord de quoi il s’agit.")
    if max(len(entry.title), len(entry.place)) > LONGEST:
        raise Refused(f"Un texte dépasse {LONGEST} caractères.", "Raccourcissez-le, le détail ira dans une note.")
    start, end = read_date(entry.start, "Le début"), read_date(entry.end, "La fin")
    if entry.ongoing and end:
        raise Refused("Une ligne en cours n’a pas de date de fin.", "Effacez la fin ou décochez « en cours ».")
    if start and end and end.last() < start.first():
        raise Refused(f"La fin ({end.said()}) vient avant le début ({start.said()}).")
    return start, end


def holder(person: Person, today: date) -> Holder:
    """The person; Refused without a name, or under fifteen."""
    first, family = person.first_name.strip(), person.family_name.strip()
    if not first or not family:
        raise Refused("Il manque le prénom ou le nom de la personne.")
    if max(len(first), len(family), len(person.town)) > LONGEST:
        raise Refused(f"Un nom dépasse {LONGEST} caractères.")
    typed = person.birth_year.strip()
    if not re.fullmatch(r"\d{4}", typed, re.ASCII) or not today.year - 120 <= int(typed) <= today.year:
        raise Refused("L’année de naissance s’écrit avec quatre chiffres, par exemple 1987.")
    if today.year - int(typed) < YOUNGEST:
        raise Refused(
            f"Le passeport concerne les personnes de {YOUNGEST} ans ou plus.", "Vérifiez l’année de naissance."
        )
    return Holder(first, family, int(typed), person.town.strip())


def build(form: HandFile, today: date) -> tuple[Holder, Access, Passport]:
    """The three values that the store keeps; Refused with the first thing to mend."""
    who = holder(form.person, today)
    facts = [_fact(section, entry, form.basis) for section in TYPED_SECTIONS for entry in form.entries.get(section, ())]
    facts += form.kept
    skills = tuple(_skill(skill, form.basis) for skill in form.skills)
    filled = {fact.section for fact in facts} | ({Section.SKILLS} if skills else set())
    sections = tuple(section for section in Section if section in filled)
    return who, Access(form.basis, sections, form.start or today), Passport(tuple(facts), skills, sections)


def typed_again(file: File) -> HandFile:
    """What the form shows to modify a file that was typed before."""
    who, passport = file.card.holder, file.passport
    person = Person(who.first_name, who.family_name, str(who.birth_year), who.town)
    entries = {section: tuple(map(_entry, passport.of(section))) for section in TYPED_SECTIONS}
    kept = tuple(fact for fact in passport.facts if fact.section not in TYPED_SECTIONS)
    return HandFile(person, file.card.access.basis, entries, passport.skills, kept, file.card.access.start)


def without_twins(skills: Iterable[Skill | HeldSkill]) -> tuple[Skill | HeldSkill, ...]:
    """Each skill once, in the order typed."""
    return tuple({skill.code: skill for skill in skills}.values())


def _fact(section: Section, entry: Entry, basis: Basis) -> Fact:
    start, end = check(entry)
    origin, source = ORIGINS[basis]
    return Fact(
        entry.id or str(uuid4()), section, origin, source, entry.title.strip(), entry.place.strip(), start, end,
        entry.ongoing,
    )  # fmt: skip


def _skill(skill: Skill | HeldSkill, basis: Basis) -> HeldSkill:
    origin, source = ORIGINS[basis]
    identifier = skill.id if isinstance(skill, HeldSkill) else str(uuid4())
    proof = skill.proof if isinstance(skill, HeldSkill) else None
    return HeldSkill(identifier, skill.code, skill.label, origin, source, proof)


def _entry(fact: Fact) -> Entry:
    return Entry(fact.title, fact.place, typed_date(fact.start), typed_date(fact.end), fact.ongoing, fact.id)
