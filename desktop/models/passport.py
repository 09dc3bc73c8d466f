"""What a passport holds: facts with their provenance, grouped in sections (arrêté of 19 July 2021, FAQ of the service).

Every fact says where it comes from: *garantie* and *déclarée* are the passport's own words; *dite en entretien* and
*déduite* are what Escale adds, and never travel as if they were the passport's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from desktop.models.when import When, said_period


class Origin(StrEnum):
    """Who stands behind a fact; the values are the wire's words, or Escale's own."""

    GUARANTEED = "GARANTIE"
    DECLARED = "DECLAREE"
    SAID = "DITE"


class Section(StrEnum):
    """The parts a person may choose to share; the values are the wire's words."""

    EXPERIENCES = "experiences"
    RECOGNITIONS = "reconnaissances"
    TRAININGS = "formations"
    ENGAGEMENTS = "engagements"
    MANDATES = "mandats"
    LICENCES = "permis"
    BADGES = "badges"
    SKILLS = "competences"


OBTAINED: Final = (Section.RECOGNITIONS, Section.LICENCES, Section.BADGES)


@dataclass(frozen=True, slots=True)
class Proof:
    """What a skill rests on: a fact of another section."""

    section: Section
    fact: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a passport, whatever its section.

    ``title`` and ``place`` are what a person reads first (job and employer, diploma and certifier, activity and
    association…); ``details`` holds the section's other values as (wire word, value) pairs, in the wire's order.
    """

    id: str
    section: Section
    origin: Origin
    source: str
    title: str
    place: str = ""
    start: When | None = None
    end: When | None = None
    ongoing: bool = False
    details: tuple[tuple[str, str], ...] = ()
    occupations: tuple[str, ...] = ()

    @property
    def when(self) -> str:
        """``depuis mars 2021``, ``2014 – 2019``…; what is obtained, and has an end alone, came on that day."""
        if self.section in OBTAINED and self.end and not self.start:
            return self.end.said()
        return said_period(self.start, self.end, self.ongoing)

    def detail(self, word: str) -> str:
        """The value of one of the section's other words, "" when the passport does not say."""
        return next((value for name, value in self.details if name == word), "")


@dataclass(frozen=True, slots=True)
class HeldSkill:
    """A skill that the passport, or the person, lists: an OGR code, its label then, and what it rests on."""

    id: str
    code: str
    label: str
    origin: Origin
    source: str
    proof: Proof | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """The person: first name, family name, year of birth and town ("" when not said); never more."""

    first_name: str
    family_name: str
    birth_year: int
    town: str = ""

    @property
    def name(self) -> str:
        """First name then family name, as people say it."""
        return f"{self.first_name} {self.family_name}".strip()

    @property
    def short_name(self) -> str:
        """First name and initial, for places that others may see."""
        return f"{self.first_name} {self.family_name[:1]}.".strip() if self.family_name else self.first_name


@dataclass(frozen=True, slots=True)
class Passport:
    """Everything that one person shared with this counsellor, at one version."""

    facts: tuple[Fact, ...] = ()
    skills: tuple[HeldSkill, ...] = ()
    sections: tuple[Section, ...] = field(default=())

    def of(self, section: Section) -> tuple[Fact, ...]:
        """The facts of one section, in the passport's order."""
        return tuple(fact for fact in self.facts if fact.section is section)

    def fact(self, identifier: str) -> Fact | None:
        """The fact of that id, or None."""
        return next((fact for fact in self.facts if fact.id == identifier), None)
