"""What a calendar outside Escale is told of a meeting: that it is on, or off, under a name that leads nowhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from desktop.models.meeting import Meeting, Status

OFF: Final = (Status.CANCELLED, Status.MOVED)  # what a calendar that holds it must let go of


@dataclass(frozen=True, slots=True)
class Occasion:
    """One meeting for a calendar.

    ``uid`` is the same at each export; ``held``: a calendar has it; ``sequence`` counts what was told anew since then.
    """

    meeting: Meeting
    uid: str
    sequence: int = 0
    held: bool = False

    @property
    def off(self) -> bool:
        """Whether it does not take place at that hour any more."""
        return self.meeting.status in OFF


def for_calendar(meetings: Iterable[Meeting], held: Collection[str]) -> tuple[Meeting, ...]:
    """Those to tell a calendar: what is planned, and what was put off or cancelled since a calendar holds it.

    ``held`` are the ids of those. What took place, or was waited for in vain, did take that hour: it is left as it is.
    """
    return tuple(one for one in meetings if one.status is Status.PLANNED or (one.status in OFF and one.id in held))
