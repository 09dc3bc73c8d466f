"""A writing that outlived its sharing, where the site keeps them: two years, under a pseudonym, without a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from desktop.models.note import Kind


@dataclass(frozen=True, slots=True)
class Archived:
    """One writing about somebody whose sharing ended; ``until`` is its last day here."""

    pseudonym: str
    kind: Kind
    written: datetime
    content: Mapping[str, str]
    until: date

    @property
    def text(self) -> str:
        """All of its words."""
        return "\n".join(self.content.values())
