"""Certifications of the two national repertories (RNCP and RS): frozen values, and what they say of a passport's facts.

The number (``RNCP37123``, ``RS6117``) is the identity. Occupations are ROME codes as the repertories write them: those
of before the ROME 4.0, every one of which still exists.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from desktop.models.passport import Passport, Section
from desktop.models.when import said_day

NUMBER: Final = re.compile(r"(RNCP|RS)0*([0-9]{1,6})")


class Repertory(StrEnum):
    """Where a certification is registered."""

    RNCP = "RNCP"  # répertoire national des certifications professionnelles: a whole job
    RS = "RS"  # répertoire spécifique: complementary skills


class Route(StrEnum):
    """A way of access to a certification."""

    EXPERIENCE = "experience"  # validation des acquis de l’expérience (VAE)
    CONTINUING = "continuing"
    APPRENTICESHIP = "apprenticeship"
    PROFESSIONAL = "professional"  # contrat de professionnalisation
    SCHOOL = "school"
    INDIVIDUAL = "individual"  # candidature individuelle

    @property
    def words(self) -> str:
        """How a person reads it."""
        return {
            Route.EXPERIENCE: "par l’expérience (VAE)",
            Route.CONTINUING: "par la formation continue",
            Route.APPRENTICESHIP: "en apprentissage",
            Route.PROFESSIONAL: "en contrat de professionnalisation",
            Route.SCHOOL: "comme élève ou étudiant",
            Route.INDIVIDUAL: "en candidat libre",
        }[self]


@dataclass(frozen=True, slots=True)
class Bloc:
    """A part of a certification that can be obtained alone; ``text`` lists its skills, "" when the export does not."""

    code: str
    label: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Certification:
    """One sheet; ``level`` is that of the French framework (1 to 8), 0 when it has none; ``ends`` None when unknown."""

    number: str
    title: str
    abbreviation: str
    level: int
    kind: Repertory
    active: bool
    ends: date | None
    ways: tuple[Route, ...] = ()
    certifiers: tuple[str, ...] = ()
    occupations: tuple[str, ...] = ()
    blocs: tuple[Bloc, ...] = ()
    replaced_by: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """``TP Secrétaire comptable``: as people call it."""
        return f"{self.abbreviation} {self.title}".strip()

    def in_force(self, today: date) -> bool:
        """Whether one may still enter it: marked active, and its registration has not ended."""
        return self.active and (self.ends is None or self.ends >= today)


@dataclass(frozen=True, slots=True)
class CertificationsEdition:
    """Which export is in use: its date (ISO, "" when unknown), from whom, how many sheets (``specific``: of the RS)."""

    published: str
    source: str
    sheets: int
    specific: int
    extract: bool

    def words(self) -> str:
        """Source, date and size, and whether it is an extract, in one or two French sentences."""
        day = f", export du {said_day(date.fromisoformat(self.published))}" if self.published else ", export sans date"
        kinds = f"{_figure(self.sheets - self.specific)} au RNCP, {_figure(self.specific)} au RS"
        sheets = f"{_figure(self.sheets)} fiche{'s' if self.sheets > 1 else ''}"
        first = f"Certifications ({self.source}){day} : {sheets} ({kinds})."
        return f"{first} C’est un extrait de démonstration." if self.extract else first


def _figure(number: int) -> str:
    """A number with narrow no-break spaces between thousands."""
    return f"{number:,}".replace(",", "\u202f")


def number_of(text: str) -> str:
    """The number in a code however it is typed (``rncp 37123``), "" when there is none."""
    found = NUMBER.fullmatch("".join(text.split()).upper())
    return f"{found[1]}{int(found[2])}" if found else ""


def recognised(passport: Passport) -> dict[str, str]:
    """By fact id, the certification number that a shared recognition bears."""
    if Section.RECOGNITIONS not in passport.sections:
        return {}
    facts = passport.of(Section.RECOGNITIONS)
    return {fact.id: number for fact in facts if (number := number_of(fact.detail("code")))}


def prepared(passport: Passport, sheets: Mapping[str, Certification]) -> dict[str, tuple[str, ...]]:
    """By fact id, the ROME codes that the sheet of a shared recognition gives; what no sheet tells is left out."""
    found = {fact: sheets[number].occupations for fact, number in recognised(passport).items() if number in sheets}
    return {fact: codes for fact, codes in found.items() if codes}


def validity_words(one: Certification, today: date) -> str:
    """Until when the certification is registered, or since when it is not, and by what it was replaced."""
    if one.in_force(today):
        return f"Enregistrée jusqu’au {said_day(one.ends)}." if one.ends else "Enregistrée, sans date de fin connue."
    past = one.ends is not None and one.ends < today
    ended = f"Son enregistrement a pris fin le {said_day(one.ends)}" if one.ends and past else "Elle n’est plus active"
    after = f" ; elle est remplacée par {', '.join(one.replaced_by)}" if one.replaced_by else ""
    return f"{ended}{after}. Le diplôme obtenu garde sa valeur."


def routes_words(one: Certification) -> str:
    """The ways of access, experience first; "" when the export names none."""
    named = [route.words for route in Route if route in one.ways]
    return f"On y accède {', '.join(named)}." if named else ""
