"""The public tables beside the referential, as the pages ask for them; for the pool or the store's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from desktop.reference.crosswalk import Crosswalk


class Packs(Protocol):
    """What answers the packs in use: the shipped extract of each until the whole is imported."""

    def crosswalk(self) -> Crosswalk:
        """From PCS codes to ROME occupations."""
        ...
