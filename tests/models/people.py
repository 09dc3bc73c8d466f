"""Small made-up facts, skills and writings for tests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from desktop.models.note import Delivery, Item, Kind
from desktop.models.occupation import Importance, Node, Occupation, Requirement, Skill, SkillKind, SkillPath
from desktop.models.passport import Fact, Origin, Section
from desktop.models.when import When

NOWHERE = Node("", "")


def fact(
    name: str, section: Section, start: str = "", end: str = "", *, origin: Origin = Origin.GUARANTEED,
    ongoing: bool = False, occupations: tuple[str, ...] = (), place: str = "", source: str = "DSN",
) -> Fact:  # fmt: skip
    """A fact whose id and title are ``name``."""
    first, last = (When.read(text) if text else None for text in (start, end))
    return Fact(name, section, origin, source, name, place, first, last, ongoing, (), occupations)


def written(kind: Kind, content: Mapping[str, str], minute: int = 0) -> Item:
    """An item written on 22 November 2026, at 9 h and ``minute``."""
    instant = datetime(2026, 11, 22, 9, minute, tzinfo=UTC)
    return Item(f"i{minute}", "p", kind, content, instant, Delivery.WAITING)


def skill(
    code: str, label: str = "", kind: SkillKind = SkillKind.DETAILED, macro: str = "", category: str = ""
) -> Skill:
    """A skill, labelled with its code unless told."""
    return Skill(code, label or code, kind, macro, category)


def occupation(*requirements: tuple[Skill, Importance]) -> Occupation:
    """An occupation that asks for these."""
    asked = tuple(Requirement(one, importance) for one, importance in requirements)
    return Occupation("J1501", "Aide-soignant", NOWHERE, NOWHERE, "", "", "", False, (), asked, (), ())


def path(macro: str, stake: str, domain: str = "Domaine") -> SkillPath:
    """Where a macro-compétence hangs."""
    return SkillPath(Node(domain, domain), Node(stake, stake), NOWHERE, Node(macro, f"Macro {macro}"))
