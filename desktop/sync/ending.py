"""Sharings end on their last day, with or without a network; what was not sent is sealed for the gateway first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from desktop.models.changes import Changes
from desktop.sync.leasing import kept_lease
from desktop.sync.signed import Keys, envelope

if TYPE_CHECKING:
    from desktop.models.store import Store
    from desktop.models.store.handover import Envelope


def end_past(store: Store, today: date) -> Changes:
    """Erase every file whose last day has passed; and, on a day that the gateway signed, those of a year's silence."""
    seal, lease = _envelope(store), kept_lease(store)
    return store.intake.end_past(today, seal, lease.issued.date() if lease else None) if seal else Changes()


def answer_absence(store: Store, erase: bool) -> Changes:
    """The counsellor's word on files that the gateway no longer lists: erase them, or keep them until their end."""
    return store.intake.answer_absence(erase, _envelope(store))


def _envelope(store: Store) -> Envelope | None:
    """Seals to the pinned hand-over key; None before the first sign-in."""
    pinned = store.state.get("keys")
    if not pinned:
        return None
    keys = msgspec.json.decode(pinned, type=Keys)
    return lambda plain, item: envelope(keys.handover, plain, item)
