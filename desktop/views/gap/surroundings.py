"""What stands around a person's skills, read in one go from the referential: nearest occupations, and filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.models.correction import confirmed_occupations
from desktop.models.filtering import Choices, Relief, chosen
from desktop.models.nearby import Filters, Nearby, explained, ranked
from desktop.views.gap.outlook import Outlook

if TYPE_CHECKING:
    from desktop.reference.opened import Reference


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The nearest first; ``reliefs`` is read only when nothing passes the filters."""

    nearest: tuple[Nearby, ...]
    choices: Choices
    reliefs: tuple[Relief, ...] = ()


def surroundings(outlook: Outlook, filters: Filters, reference: Reference) -> Surroundings:
    """For the pool: it asks the referential."""
    held, apart = outlook.known.held, {*done(outlook), *kept(outlook)}
    choices = Choices(reference.contexts(), reference.sectors())
    nearest = ranked(reference.shared(held, filters), apart)
    if not nearest:
        reliefs = (
            Relief(one.words, sum(near.code not in apart for near in reference.shared(held, one.without)))
            for one in chosen(filters, choices)
        )
        return Surroundings((), choices, tuple(reliefs))
    free = {one.code for one in reference.shared(held, replace(filters, regulated=False))}
    codes = tuple(one.code for one in nearest)
    regulated = {code for code in codes if code not in free}
    near = explained(nearest, reference.requirements(codes), held, official(outlook, reference), regulated)
    return Surroundings(near, choices)


def official(outlook: Outlook, reference: Reference) -> frozenset[str]:
    """The mobilities that the ROME gives to the occupations confirmed in the path and to the target looked at."""
    lived = (reference.occupation(code) for code in done(outlook))
    return frozenset(node.code for one in (*lived, outlook.occupation) if one for node in one.mobilities)


def done(outlook: Outlook) -> Mapping[str, str]:
    """The occupations that a human confirmed in the path, by code."""
    return {one.code: one.label for one in confirmed_occupations(outlook.known.items).values()}


def kept(outlook: Outlook) -> Mapping[str, str]:
    """The targets, by code."""
    return {one.code: one.label for one in outlook.targets}
