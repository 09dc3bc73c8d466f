"""Questions that count over the whole referential: what is shared, what many occupations ask for, what could suit."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from operator import itemgetter
from typing import Any, Final

from desktop.models.ideas import Idea
from desktop.models.nearby import Filters, Shared
from desktop.models.occupation import Importance, Node, Requirement, Skill, SkillKind
from desktop.reference.searching import Ask

MAX_CODES: Final = 100_000
SKILL: Final = "ogr, skill.label, kind, macro, category, subcategory, transversal"
_KINDS: Final[Mapping[str, SkillKind]] = {str(kind): kind for kind in SkillKind}
_ORDER: Final[Mapping[Importance, int]] = {Importance.CORE: 0, Importance.EMERGING: 1, Importance.OTHER: 2}
_PLACE: Final = itemgetter(0, 1)
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


class Read:
    """What one open edition was asked before: names of occupations and skills, public, kept while it is open."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.names: dict[str, tuple[str, int]] = {}  # by code: label, core skills asked
        self.skills: dict[int, tuple[int, Skill] | None] = {}  # by OGR number: place, skill; None is no skill


def shared(ask: Ask, read: Read, codes: Iterable[str], filters: Filters) -> tuple[Shared, ...]:
    """For every occupation that the filters let through and that asks for one of the skills: how many, and of what."""
    conditions, values = _conditions(filters)
    query = f"{_SHARED} {''.join(f' AND {condition}' for condition in conditions)} GROUP BY link.occupation"
    names = read.names or {code: (label, core) for code, label, core in ask(_NAMES)}
    read.names = names
    return tuple(
        Shared(code, names[code][0], core, count - core, names[code][1])
        for code, count, core in ask(query, numbers(codes), *values)
        if code in names
    )


def requirements(ask: Ask, read: Read, occupations: Iterable[str]) -> dict[str, tuple[Requirement, ...]]:
    """What each occupation asks for, core skills first, then emerging, then others, each by the alphabet."""
    links = ask(_LINKS, listed(occupations))
    skills = _skills_read(ask, read, {ogr for _, ogr, _ in links})
    found: dict[str, list[tuple[int, int, Requirement]]] = {}
    for occupation, ogr, importance in links:
        if (one := skills[ogr]) is not None:
            level = _IMPORTANCES[importance]
            found.setdefault(occupation, []).append((_ORDER[level], one[0], Requirement(one[1], level)))
    return {code: tuple(one for *_, one in sorted(asked, key=_PLACE)) for code, asked in found.items()}


def _skills_read(ask: Ask, read: Read, wanted: set[int]) -> Mapping[int, tuple[int, Skill] | None]:
    """The skills of these OGR numbers, None for what is no skill (a context); those never asked before are read."""
    known = read.skills
    unread = wanted - known.keys()
    if unread:
        rows = ask(_PLACED, json.dumps(list(unread)))
        known = {**known, **dict.fromkeys(unread), **{row[1]: (row[0], skill_of(row[1:])) for row in rows}}
        read.skills = known
    return known


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
        conditions.append("link.occupation IN (SELECT occupation FROM riasec WHERE letters GLOB ?)")
        values.append(_any_letter(filters.riasec))
    if filters.sector:
        conditions.append(_IN_SECTOR)
        values += [filters.sector, filters.sector]
    if filters.regulated is not None:
        conditions.append("link.occupation IN (SELECT code FROM occupation WHERE regulated = ?)")
        values.append(int(filters.regulated))
    return conditions, values


def _any_letter(riasec: str) -> str:
    """A GLOB that any of the letters satisfies, none when there is no letter of the RIASEC."""
    letters = "".join(sorted({letter for letter in riasec.upper() if letter in "RIASEC"}))
    return f"*[{letters}]*" if letters else ""


_NAMES = "SELECT code, label, asked.core FROM occupation JOIN asked ON asked.occupation = code"
_SHARED = (
    "SELECT link.occupation, count(*), sum(importance = 'core') FROM link"
    " WHERE link.ogr IN (SELECT ogr FROM skill WHERE ogr IN (SELECT value FROM json_each(?)))"
)
_IN_CONTEXTS = (
    "link.occupation IN (SELECT occupation FROM link WHERE ogr IN (SELECT value FROM json_each(?))"
    " GROUP BY occupation HAVING count(DISTINCT ogr) = ?)"
)
_IN_SECTOR = (
    "link.occupation IN (SELECT occupation FROM sector_link WHERE sector = ?"
    " OR sector IN (SELECT code FROM sector WHERE parent = ?))"
)
_LINKS = "SELECT occupation, ogr, importance FROM link WHERE occupation IN (SELECT value FROM json_each(?))"
_PLACED = f"SELECT rowid, {SKILL} FROM skill WHERE ogr IN (SELECT value FROM json_each(?))"  # noqa: S608 - constants
_LETTERED = "SELECT code, label, letters FROM riasec JOIN occupation ON code = riasec.occupation"
_INTERESTED = (
    "SELECT interest, principal, code, label, letters FROM interest_link JOIN occupation"
    " ON code = interest_link.occupation LEFT JOIN riasec ON riasec.occupation = code"
    " WHERE interest IN (SELECT value FROM json_each(?)) ORDER BY occupation.rowid, principal DESC, interest"
)
