"""Occupations and skills as the ROME 4.0 names them: frozen values, no I/O.

Codes are the public ones: an occupation is ``^[A-N][0-9]{4}$``; a skill is its OGR number, a decimal string. The OGR
code is the identity, never the label, which changes between versions.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SkillKind(StrEnum):
    """What sort of item of the referential a skill is."""

    DETAILED = "detailed"  # compétence détaillée
    MACRO = "macro"  # macro savoir-faire
    SOFT = "soft"  # macro savoir-être professionnel
    KNOWLEDGE = "knowledge"  # savoir


class Importance(StrEnum):
    """How much an occupation asks for a skill (``coeur_metier`` of the kit)."""

    CORE = "core"  # Principale
    EMERGING = "emerging"  # Émergente
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Node:
    """A labelled code of one of the referential's trees."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill; ``macro`` is the code of its macro-compétence (``4A101``), ``category`` that of a savoir; "" if none.

    ``transversal`` is the kit's own word (``sous_cat_comp`` = Transverse): of use in many occupations.
    """

    code: str
    label: str
    kind: SkillKind
    macro: str = ""
    category: str = ""
    subcategory: str = ""
    transversal: bool = False


@dataclass(frozen=True, slots=True)
class SkillPath:
    """Where a macro-compétence hangs: domaine › enjeu › objectif › macro-compétence."""

    domain: Node
    stake: Node
    objective: Node
    macro: Node


@dataclass(frozen=True, slots=True)
class Requirement:
    """A skill asked by an occupation, and how much."""

    skill: Skill
    importance: Importance


@dataclass(frozen=True, slots=True)
class Occupation:
    """A whole ROME sheet; ``domain`` is the grand domaine (one letter), ``field`` the domaine professionnel.

    ``parent`` is the code of the occupation it was part of before the ROME 4.0 (its own when it is one of those).
    """

    code: str
    label: str
    domain: Node
    field: Node
    definition: str
    access: str
    riasec: str
    regulated: bool
    titles: tuple[str, ...]
    requirements: tuple[Requirement, ...]
    contexts: tuple[str, ...]
    mobilities: tuple[Node, ...]
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """Which referential is in use: what CRPA L322-1 asks to show (source and date) and whether it is whole."""

    version: str
    published: str  # ISO date
    source: str
    extract: bool
    occupations: int
    skills: int
    links: int


@dataclass(frozen=True, slots=True)
class Interest:
    """A centre d’intérêt of the ROME: its code, its label in the first person, and a sentence about it ("" if none)."""

    code: str
    label: str
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """One answer of a search: an occupation, and the appellation that matched if it was not its own label.

    ``title`` is the OGR code of that appellation, "" when the label itself matched: an appellation may move to
    another occupation in a later version, and then it is the code that tells. ``corrected`` is how the query was read
    because nothing matched as it was typed, "" when something did.
    """

    code: str
    label: str
    through: str = ""
    title: str = ""
    corrected: str = ""


@dataclass(frozen=True, slots=True)
class FoundSkills:
    """The answers of a search, best first; ``corrected`` is how the query was read when nothing matched as typed."""

    skills: tuple[Skill, ...] = ()
    corrected: str = ""
