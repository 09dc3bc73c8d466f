"""What has to end, or to be closed for reading, told by trusted time: at each opening, then now and then."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from desktop.errors import EscaleError
from desktop.models.changes import Changes
from desktop.models.file import ReadLock
from desktop.sync.ending import end_past
from desktop.sync.leasing import read_lock

if TYPE_CHECKING:
    from desktop.models.doubt import Doubt
    from desktop.models.store import Store
    from desktop.timekeeping import Timekeeping

DOUBTFUL = "Les passeports restent fermés tant que ce fichier est douteux."
STUCK = "Un partage est terminé et n’a pas pu être effacé : les passeports restent fermés en attendant."


def ends(store: Store, time: Timekeeping, doubt: Doubt | None = None) -> Changes:
    """Erase what has ended, close what the lease covers no more; what changed. On the store's thread."""
    before = store.reading
    if doubt is not None:
        store.reading = ReadLock(DOUBTFUL, doubt.advice)
        return Changes()
    try:
        changes = end_past(store, time.today())
        store.reading = read_lock(store, time.now(), time.behind())
    except EscaleError as trouble:  # a full disk: nothing that has ended is shown meanwhile
        changes = Changes()
        store.reading = ReadLock(STUCK, str(trouble))
    if time.due():
        with suppress(EscaleError):  # a full disk keeps nobody out: it is kept a minute later
            time.keep(store)
    return changes if store.reading == before else changes | Changes(everything=True)
