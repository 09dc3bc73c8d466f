"""Questions that count over the whole referential: what is shared, what many occupations ask for, what could suit."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from desktop.models.ideas import Idea
from desktop.models.nearby import Filters, Shared
from desktop.models.occupation import Importance, Node, Requirement, Skill, SkillKind
from desktop.reference.searching import Ask

MAX_CODES: Final = 100_000
SKILL: Final = "ogr, skill.label, kind, macro, category, subcategory, transversal"
_KINDS: Final[Mapping[str, SkillKind]] = {str(kind): kind for kind in SkillKind}
_IMPORTANCES: Final[Mapping[str, Importance]] = {str(one): one for one in Importance}


def numbers(codes: Iterable[str]) -> str:
    """The codes that are OGR numbers, as a JSON array of integers."""
    found = {int(code) for code in codes if code.isascii() and code.isdigit() and len(code) <= 12}
    return json.dumps(sorted(found)[:MAX_CODES])


def listed(codes: Iterable[str]) -> str:
    """The codes as a JSON array."""
    return json.dumps(sorted(set(codes))[:MAX_CODES])


def skill_of(row: tuple[Any, ...]) -> Skill:
    """The skill of a row of ``SKILL``."""
    number, label, kind, macro, category, subcategory, transversal = row
    return Skill(str(number), label, _KINDS[kind], macro, category, subcategory, bool(transversal))


def shared(ask: Ask, codes: Iterable[str], filters: Filters) -> tuple[Shared, ...]:
    """For every occupation that the filters let through and that asks for one of the skills: how many, and of what."""
    conditions, values = _conditions(filters)
    query = f"{_SHARED} {''.join(f' AND {condition}' for condition in conditions)} {_GROUPED}"
    return tuple(map(Shared._make, ask(query, numbers(codes), *values)))


def requirements(ask: Ask, occupations: Iterable[str]) -> dict[str, tuple[Requirement, ...]]:
    """What each occupation asks for, core skills first, then emerging, then others, each by the alphabet."""
    found: dict[str, list[Requirement]] = {}
    skills: dict[int, Skill] = {}
    for occupation, importance, *row in ask(_REQUIREMENTS, listed(occupations)):
        skill = skills.get(row[0])
        if skill is None:
            skill = skills[row[0]] = skill_of(tuple(row))
        found.setdefault(occupation, []).append(Requirement(skill, _IMPORTANCES[importance]))
    return {occupation: tuple(asked) for occupation, asked in found.items()}


def ideas(ask: Ask, interests: Collection[str], riasec: str) -> tuple[Idea, ...]:
    """The occupations of at least one of these interests or, without interests, of at least one of the letters."""
    if not interests:
        found = ask(f"{_LETTERED} WHERE letters GLOB ? ORDER BY occupation.rowid", _any_letter(riasec))
        return tuple(Idea(Node(code, label), (), (), letters) for code, label, letters in found)
    matched: dict[tuple[str, str, str], list[tuple[str, int]]] = {}
    for interest, principal, *occupation in ask(_INTERESTED, listed(interests)):
        code, label, letters = occupation
        matched.setdefault((code, label, letters or ""), []).append((interest, principal))
    return tuple(
        Idea(Node(code, label), tuple(one for one, _ in pairs), tuple(one for one, main in pairs if main), letters)
        for (code, label, letters), pairs in matched.items()
    )


def _conditions(filters: Filters) -> tuple[list[str], list[str | int]]:
    conditions: list[str] = []
    values: list[str | int] = []
    if filters.contexts:
        conditions.append(_IN_CONTEXTS)
        values += [numbers(filters.contexts), len(filters.contexts)]
    if filters.riasec:
        conditions.append("occupation.code IN (SELECT occupation FROM riasec WHERE letters GLOB ?)")
        values.append(_any_letter(filters.riasec))
    if filters.sector:
        conditions.append(_IN_SECTOR)
        values += [filters.sector, filters.sector]
    if filters.regulated is not None:
        conditions.append("regulated = ?")
        values.append(int(filters.regulated))
    return conditions, values


def _any_letter(riasec: str) -> str:
    """A GLOB that any of the letters satisfies, none when there is no letter of the RIASEC."""
    letters = "".join(sorted({letter for letter in riasec.upper() if letter in "RIASEC"}))
    return f"*[{letters}]*" if letters else ""


_SHARED = (
    "SELECT occupation.code, occupation.label, sum(importance = 'core'), sum(importance != 'core'), asked.core"
    " FROM link JOIN occupation ON occupation.code = link.occupation JOIN asked ON asked.occupation = occupation.code"
    " WHERE link.ogr IN (SELECT ogr FROM skill WHERE ogr IN (SELECT value FROM json_each(?)))"
)
_GROUPED = "GROUP BY link.occupation"
_IN_CONTEXTS = (
    "link.occupation IN (SELECT occupation FROM link WHERE ogr IN (SELECT value FROM json_each(?))"
    " GROUP BY occupation HAVING count(DISTINCT ogr) = ?)"
)
_IN_SECTOR = (
    "link.occupation IN (SELECT occupation FROM sector_link WHERE sector = ?"
    " OR sector IN (SELECT code FROM sector WHERE parent = ?))"
)
_REQUIREMENTS = (
    f"SELECT link.occupation, importance, {SKILL} FROM link JOIN skill USING (ogr)"  # noqa: S608 - constants above
    " WHERE link.occupation IN (SELECT value FROM json_each(?))"
    " ORDER BY link.occupation, CASE importance WHEN 'core' THEN 0 WHEN 'emerging' THEN 1 ELSE 2 END, skill.rowid"
)
_LETTERED = "SELECT code, label, letters FROM riasec JOIN occupation ON code = riasec.occupation"
_INTERESTED = (
    "SELECT interest, principal, code, label, letters FROM interest_link JOIN occupation"
    " ON code = interest_link.occupation LEFT JOIN riasec ON riasec.occupation = code"
    " WHERE interest IN (SELECT value FROM json_each(?)) ORDER BY occupation.rowid, principal DESC, interest"
)
