"""First ideas for what was ticked, with what the person already shares with each: read in one go on the pool."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.models.ideas import FirstIdea, first_ideas
from desktop.models.nearby import Filters, Nearby, Shared, explained
from desktop.views.gap.outlook import Outlook

if TYPE_CHECKING:
    from desktop.reference.opened import Reference


@dataclass(frozen=True, slots=True)
class Ticked:
    """What was chosen: codes of centres d’intérêt, letters of sorts of work."""

    interests: tuple[str, ...] = ()
    riasec: str = ""

    def __bool__(self) -> bool:
        """Whether anything was."""
        return bool(self.interests or self.riasec)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An idea, and what of it is already there."""

    idea: FirstIdea
    near: Nearby


def suggestions(outlook: Outlook, ticked: Ticked, reference: Reference) -> tuple[Suggestion, ...]:
    """At most twelve; works when nothing is known of the person."""
    held = outlook.known.held
    counts = {one.code: one.core + one.other for one in reference.shared(held, Filters())}
    interests = tuple(one for one in reference.interests() if one.code in ticked.interests)
    found = reference.ideas(ticked.interests, ticked.riasec)
    ideas = first_ideas(found, interests, ticked.riasec, counts)
    asked = reference.requirements(tuple(one.occupation.code for one in ideas))
    bare = (Shared(one.occupation.code, one.occupation.label, 0, 0, 0) for one in ideas)
    near = explained(bare, asked, held)
    return tuple(Suggestion(*pair) for pair in zip(ideas, near, strict=True))
