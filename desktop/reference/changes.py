"""Two compiled editions compared, code by code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias, TypeVar

from desktop.models.editions import AskedChange, Change, EditionChanges, Moved, Turnover
from desktop.models.occupation import Importance, Node
from desktop.reference.opened import Reference

Link: TypeAlias = tuple[str, int, str]  # occupation, OGR number, importance
Titles: TypeAlias = Mapping[int, tuple[str, str]]  # OGR number → occupation, label
Code = TypeVar("Code", str, int)

_OCCUPATIONS = "SELECT code, label FROM occupation"
_SKILLS = "SELECT ogr, label FROM skill"
_RIASEC = "SELECT occupation, letters FROM riasec"
_LINKS = "SELECT occupation, ogr, importance FROM link"


def changes(old: Reference, new: Reference) -> EditionChanges:
    """What differs from ``old`` to ``new``; a fraction of a second for two whole editions, so for the pool.

    An extract leaves most of the ROME out: what it lacks is neither added nor dropped, and what it asks for is not
    compared. Appellations are followed by their number, even under a new label.
    """
    editions = old.edition(), new.edition()
    came, went = not editions[0].extract, not editions[1].extract
    before, after = _titles(old), _titles(new)
    return EditionChanges(
        *editions,
        occupations=_turnover(old, new, _OCCUPATIONS, came, went),
        skills=_turnover(old, new, _SKILLS, came, went),
        moved=_moved(before, after),
        dropped_titles=_nodes(before, before.keys() - after.keys()) if went else (),
        asked=_asked(old, new) if came and went else (),
        riasec=_changed(dict(old.rows(_RIASEC)), dict(new.rows(_RIASEC))),
    )


def _turnover(old: Reference, new: Reference, query: str, came: bool, went: bool) -> Turnover:
    before, after = dict(old.rows(query)), dict(new.rows(query))
    return Turnover(
        tuple(Node(str(code), after[code]) for code in sorted(after.keys() - before.keys())) if came else (),
        tuple(Node(str(code), before[code]) for code in sorted(before.keys() - after.keys())) if went else (),
        _changed(before, after),
    )


def _changed(before: Mapping[Code, str], after: Mapping[Code, str]) -> tuple[Change, ...]:
    differing = dict(after.items() - before.items())
    return tuple(Change(str(code), before[code], differing[code]) for code in sorted(differing.keys() & before.keys()))


def _titles(reference: Reference) -> Titles:
    return {ogr: (code, label) for ogr, code, label in reference.rows("SELECT ogr, occupation, label FROM title")}


def _moved(before: Titles, after: Titles) -> tuple[Moved, ...]:
    both = sorted(before.keys() & after.keys())
    return tuple(
        Moved(str(ogr), after[ogr][1], before[ogr][0], after[ogr][0]) for ogr in both if before[ogr][0] != after[ogr][0]
    )


def _nodes(titles: Titles, numbers: Iterable[int]) -> tuple[Node, ...]:
    return tuple(Node(str(ogr), titles[ogr][1]) for ogr in sorted(numbers))


def _asked(old: Reference, new: Reference) -> tuple[AskedChange, ...]:
    before, after = set(old.rows(_LINKS)), set(new.rows(_LINKS))
    gone, come = _by_occupation(before - after), _by_occupation(after - before)
    both = {code for code, _ in old.rows(_OCCUPATIONS)} & {code for code, _ in new.rows(_OCCUPATIONS)}
    differing = sorted((gone.keys() | come.keys()) & both)
    found = (_asked_change(code, gone.get(code, {}), come.get(code, {})) for code in differing)
    return tuple(one for one in found if one != AskedChange(one.occupation))


def _by_occupation(links: Iterable[Link]) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {}
    for occupation, ogr, importance in links:
        found.setdefault(occupation, {})[ogr] = importance
    return found


def _asked_change(code: str, gone: Mapping[int, str], come: Mapping[int, str]) -> AskedChange:
    return AskedChange(
        code,
        _codes(come.keys() - gone.keys()),
        _codes(gone.keys() - come.keys()),
        _codes(ogr for ogr, importance in come.items() if importance == Importance.CORE),
        _codes(ogr for ogr, importance in gone.items() if importance == Importance.CORE),
    )


def _codes(numbers: Iterable[int]) -> tuple[str, ...]:
    return tuple(map(str, sorted(numbers)))
