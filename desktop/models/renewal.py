"""The versions of the ROME that a file speaks with, and what the one in use changes for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.models.editions import EditionChanges
from desktop.models.impact import Impact, impacts
from desktop.models.mention import Mention


@dataclass(frozen=True, slots=True)
class Renewal:
    """``older``: versions that the file names and that are still here; ``lost``: those that are not.

    ``looked_with`` is the version that the page is read with, "" for the one in use.
    """

    in_use: str
    older: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    impacts: tuple[Impact, ...] = ()
    looked_with: str = ""


def renewal(
    mentions: tuple[Mention, ...],
    in_use: str,
    changes: Callable[[str], EditionChanges | None],
    looked_with: str = "",
) -> Renewal:
    """What differs between the versions that the mentions name and the one in use; ``changes`` compares one of them.

    What names no version is compared with the oldest that the others name: nobody knows better.
    """
    named = sorted({one.edition for one in mentions if one.edition and one.edition != in_use})
    compared = {version: changes(version) for version in named}
    older = tuple(version for version in named if compared[version] is not None)
    found: list[Impact] = []
    for version in older:
        met = compared[version]
        own = tuple(one for one in mentions if (one.edition or older[0]) == version)
        found += impacts(own, met) if met else ()
    lost = tuple(version for version in named if compared[version] is None)
    return Renewal(in_use, older, lost, tuple(sorted(found, key=lambda one: one.turn)), looked_with)
