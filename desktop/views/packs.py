"""The public tables beside the referential, as the pages ask for them; for the pool or the store's thread."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Final, Protocol

from desktop.models.editions import EditionChanges
from desktop.models.occupation import Edition, Importance, Occupation, Requirement
from desktop.models.ways import Way, occupations_to_ask, ways

if TYPE_CHECKING:
    from desktop.reference.certifications import Certifications
    from desktop.reference.crosswalk import Crosswalk
    from desktop.reference.opened import Reference

NEIGHBOURS: Final = 12  # occupations that ask for most of what is left, whose certifications are read too


class Packs(Protocol):
    """What answers the packs in use (the shipped extract of each until the whole is imported), and the editions."""

    def certifications(self) -> Certifications:
        """The certifications of the RNCP and of the RS."""
        ...

    def crosswalk(self) -> Crosswalk:
        """From PCS codes to ROME occupations."""
        ...

    def editions(self) -> tuple[Edition, ...]:
        """The editions of the ROME on this computer, newest first."""
        ...

    def edition(self, version: str) -> Reference | None:
        """One of them, None when it is not on this computer."""
        ...

    def changes(self, old: str) -> EditionChanges | None:
        """What differs from that version to the one in use; None when it cannot be told on this computer."""
        ...


def read_ways(
    packs: Packs,
    reference: Reference,
    target: Occupation,
    missing: tuple[Requirement, ...],
    today: date,
    wished: Collection[str] = (),
) -> tuple[Way, ...]:
    """The certifications that would cover most of what is left for an occupation; see ``models.ways``."""
    core = [one.skill.code for one in missing if one.importance is Importance.CORE]
    near = [node.code for node, _, _ in reference.occupations_asking(core, NEIGHBOURS)] if core else []
    asked = occupations_to_ask(target, near)
    candidates = packs.certifications().preparing(asked, today)
    return ways(missing, candidates, {code: reference.core_skills(code) for code in asked}, target, today, wished)
