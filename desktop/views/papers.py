"""The documents that pages can offer; each is made on the pool, never on the UI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from desktop.models.erasure import Erasure
    from desktop.models.indicators import Count
    from desktop.models.meeting import Meeting
    from desktop.models.missing_case import Case
    from desktop.models.missing_causes import Letter
    from desktop.models.paper import Paper
    from desktop.models.reported import Reported


class Papers(Protocol):
    """What can be made. Every method blocks, must be called from the pool, and raises EscaleError when it cannot.

    ``ppi`` is how sharp the pages are made for the printer, in pixels per inch; without it there are none.
    """

    def held(self, person: str, ppi: float = 0) -> Paper:
        """Everything that Escale keeps about a person (an id), for the person."""

    def access_report(self, person: str, ppi: float = 0) -> Paper:
        """Who looked at what in a person's file, and when: PDF and JSON."""

    def reported(self, note: str) -> Reported:
        """A note (an id) as the access report says it; Refused when it is not here any more."""

    def invitation(self, person: str, ppi: float = 0) -> Paper:
        """The letter that invites a person to renew a sharing."""

    def missing_letter(self, person: str, letter: Letter, case: Case, ppi: float = 0) -> Paper:
        """The letter by which a person asks for what is not in their passport."""

    def agenda(self, meetings: Sequence[Meeting]) -> Paper:
        """These for a calendar (ICS), in neutral words: on, or off when they were put off or cancelled."""

    def activity(self, rows: Sequence[Count], start: date, end: date) -> Paper:
        """The indicators of a period as a sheet (CSV)."""

    def receipt(self, erasure: Erasure, ppi: float = 0) -> Paper:
        """What was erased, why, and how it was checked."""

    def journal(self) -> Paper:
        """The whole access journal for the data protection officer: CSV and JSON."""

    def impact(self, ppi: float = 0) -> Paper:
        """The impact assessment, with the measures as they stand on this computer."""

    def recovery_sheet(self, key: str, ppi: float = 0) -> Paper:
        """The recovery sheet that carries this key."""
