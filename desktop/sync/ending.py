"""Sharings end on their last day, with or without a network; what was not sent is sealed for the gateway first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from desktop.models.changes import Changes
from desktop.sync.signed import Keys, envelope

if TYPE_CHECKING:
    from desktop.models.store import Store


def end_past(store: Store, today: date) -> Changes:
    """Erase every file whose last day of sharing has passed."""
    pinned = store.state.get("keys")
    if not pinned:
        return Changes()
    keys = msgspec.json.decode(pinned, type=Keys)
    return store.intake.end_past(today, lambda plain, item: envelope(keys.handover, plain, item))
