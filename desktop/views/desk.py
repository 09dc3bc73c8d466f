"""What every page is given: the way to the store, the referential in use, the colours and today's date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.background import Background
from desktop.views.theme import Theme

if TYPE_CHECKING:
    from desktop.reference.opened import Reference


@dataclass(frozen=True, slots=True)
class Desk:
    """``reference`` answers the referential in use (call it on the pool or the store thread, never on the UI's)."""

    background: Background
    reference: Callable[[], Reference]
    theme: Theme
    today: Callable[[], date]
