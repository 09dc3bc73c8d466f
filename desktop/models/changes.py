"""What a write touched, so that pages can ask whether it is theirs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """Files (re)written, files gone, persons whose items moved; ``sync`` when the three facts of the status moved.

    ``destroyed``: words about somebody who stays are no more, and backups must let go of them too.
    """

    files: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    sync: bool = False
    everything: bool = False
    destroyed: bool = False

    def touches(self, person: str) -> bool:
        """Whether anything of this person moved."""
        return self.everything or person in self.files | self.gone | self.items

    def about(self, person: str) -> Changes:
        """What of it concerns this person, and nobody else's id."""
        only = frozenset((person,))
        return Changes(self.files & only, self.gone & only, self.items & only, everything=self.everything)

    def __or__(self, other: Changes) -> Changes:
        """Both."""
        return Changes(
            self.files | other.files,
            self.gone | other.gone,
            self.items | other.items,
            self.sync or other.sync,
            self.everything or other.everything,
            self.destroyed or other.destroyed,
        )
