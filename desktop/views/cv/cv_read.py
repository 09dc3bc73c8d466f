"""What the tab CV reads in one go: the file, what was written, and what the occupations aimed at ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.models.correction import chosen_occupations
from desktop.models.cv import cvs
from desktop.models.known import Known
from desktop.views.known import read_file
from desktop.views.packs import Packs

if TYPE_CHECKING:
    from desktop.models.store import Store
    from desktop.reference.opened import Reference


@dataclass(frozen=True, slots=True)
class Read:
    """What is known of the person, and by occupation the codes of the skills that it asks for."""

    known: Known
    asked: Mapping[str, frozenset[str]]


def read_cvs(store: Store, person: str, reference: Callable[[], Reference], packs: Packs | None) -> Read | None:
    """On the store's thread; None when there is no such file."""
    file = store.passports.file(person)
    if file is None:
        return None
    items, in_use = store.items.of(person), reference()
    codes = {one.code for one in chosen_occupations(items)} | {one.target for one in cvs(items)}
    found = {code: in_use.occupation(code) for code in codes if code}
    asked = {code: frozenset(one.skill.code for one in known.requirements) for code, known in found.items() if known}
    return Read(read_file(file, items, in_use, packs), asked)
