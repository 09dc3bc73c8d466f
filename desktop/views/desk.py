"""What every page is given: the way to the store, the referential in use, the colours, today's date, the documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.background import Background
from desktop.models.journal import Event
from desktop.views.handouts import Handouts
from desktop.views.packs import Packs
from desktop.views.papers import Papers
from desktop.views.theme import Theme

if TYPE_CHECKING:
    from desktop.reference.opened import Reference


@dataclass(frozen=True, slots=True)
class Desk:
    """``reference`` answers the referential in use (call it on the pool or the store thread, never on the UI's).

    ``papers`` and ``handouts`` make the documents; without them nothing is offered to print or save. ``packs`` answers
    the public tables beside the referential, on the same threads. ``together``: the page is read with the person beside
    the screen; no dialog that lists files opens from it, for their names name people.
    """

    background: Background
    reference: Callable[[], Reference]
    theme: Theme
    today: Callable[[], date]
    papers: Papers | None = None
    packs: Packs | None = None
    handouts: Handouts | None = None
    together: bool = False

    def note(self, event: Event, person: str = "", what: str = "") -> None:
        """Write in the access journal: what happened, to whose file (an id), which part of it (a short code)."""
        self.background.write(lambda store: store.journal.note(event, person, what))
