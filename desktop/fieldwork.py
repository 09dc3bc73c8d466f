"""How this computer stands before a day away from the network; read on the store's thread, without any network."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.errors import EscaleError
from desktop.models import clock
from desktop.models.journal import Event
from desktop.models.leaving import Ground
from desktop.models.occupation import Edition
from desktop.models.today import Standing

if TYPE_CHECKING:
    from datetime import datetime

    from desktop.models.store import Store
    from desktop.office import Office

LOOKED: Final = 500  # entries of the journal


def ground_of(office: Office, standing: Callable[[Store], Standing]) -> Callable[[Store], Ground]:
    """What asks the store, its disk and the referential; ``standing`` tells how the vault is kept."""
    path = office.opened.watched.seal.path

    def read(store: Store) -> Ground:
        received, kept = store.state.get("received_until"), standing(store)
        free, size = _disk(path)
        return Ground(
            clock.read(received) if received else None, store.post.waiting(), store.post.drafts(), kept.reading_until,
            store.reading, _unlocked(store), kept.sheet, kept.copies, free, size, _edition(office),
        )  # fmt: skip

    return read


def _unlocked(store: Store) -> datetime | None:
    entries = store.journal.entries(limit=LOOKED)
    return next((entry.at for entry in entries if entry.event is Event.UNLOCKED), None)


def _disk(path: Path) -> tuple[int | None, int | None]:
    try:
        return shutil.disk_usage(path.parent).free, path.stat().st_size
    except OSError:
        return None, None


def _edition(office: Office) -> Edition | None:
    try:
        return office.library().edition()
    except EscaleError:
        return None
