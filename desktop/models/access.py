"""By what right a file stands here, what it covers and until when (D§1.5 of the field's texts; R6323-35)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.models.passport import Section


class Basis(StrEnum):
    """Why this counsellor may hold the file."""

    PUBLICATION = "PUBLICATION_TITULAIRE"
    HANDED_OVER = "REMISE"
    STATUTORY = "HABILITATION_R6323_35"
    SAID = "DITE_EN_ENTRETIEN"


@dataclass(frozen=True, slots=True)
class Access:
    """Basis, scope and dates; ``end`` is the last day, None for a file that nobody shared online."""

    basis: Basis
    sections: tuple[Section, ...]
    start: date
    end: date | None = None
    consent: str = ""

    def ended(self, today: date) -> bool:
        """Whether the last day has passed."""
        return self.end is not None and today > self.end

    def days_left(self, today: date) -> int | None:
        """Days after today until the last one, both ends told (0 = today is the last day); None without an end."""
        return None if self.end is None else (self.end - today).days
