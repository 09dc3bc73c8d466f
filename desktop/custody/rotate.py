"""Another key for the database: both keys are in the header, durably, for as long as either may be the right one.

1 the header names current and pending; 2 every page under the pending one, in one transaction of the log; 3 the log is
emptied; 4 the file is opened with the pending key; 5 the header names it alone. Cut anywhere, the next opening goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from desktop.custody.pages import generation, read_pages
from desktop.custody.pageseal import PageSeal
from desktop.errors import StoreTrouble
from desktop.models.store.upkeep import rekey, settle
from desktop.vault.opened import Opened
from desktop.vault.vault import Vault

YEARLY: Final = timedelta(days=365)
STEPS: Final = 3
ROTATED: Final = "rotated"  # of the state: ISO day of the last change, once the store is opened again
Tell = Callable[[int, int], None]


def silent(_step: int, _steps: int) -> None:
    """Tells nobody."""


def due(last: date | None, today: date) -> bool:
    """Whether the key is a year old; it is also changed after a recovery."""
    return last is None or today - last >= YEARLY


def begin(vault: Vault, opened: Opened) -> None:
    """Step 1, any time: the next opening of the store does the rest. StoreTrouble when the header refuses."""
    vault.begin_rotation(opened)


def rotate(
    vault: Vault, opened: Opened, path: Path, seal: PageSeal, tell: Tell = silent, cancelled: Callable[[], bool] = bool
) -> bytes:
    """The whole of it, of a store that nobody holds; the key that opens it from now on.

    ``cancelled`` is asked before anything is rewritten: the current key then stays. StoreTrouble when the disk refuses:
    either key may open, the header has both, and calling again goes on.
    """
    pending, current = vault.begin_rotation(opened), vault.database_keys(opened)[0]
    tell(1, STEPS)
    if _opens(path, seal, pending):
        settle(path, pending, seal)
    elif cancelled():
        vault.settle_rotation(opened, current)
        return current
    else:
        rekey(path, current, pending, seal)
    tell(2, STEPS)
    _check(path, pending)
    vault.end_rotation(opened)
    tell(STEPS, STEPS)
    return pending


def finish(vault: Vault, opened: Opened, path: Path, seal: PageSeal) -> bool:
    """At an opening: end what was begun, if anything was; whether something was."""
    if len(opened.database_keys) < 2:
        return False
    rotate(vault, opened, path, seal)
    return True


def _opens(path: Path, seal: PageSeal, key: bytes) -> bool:
    first = seal.log.look().first or next((page for _, page in read_pages(path)), b"")
    return generation(first, (key,)) is not None


def _check(path: Path, key: bytes) -> None:
    """Step 4; the log is empty, so that the file alone answers."""
    if generation(next((page for _, page in read_pages(path)), b""), (key,)) is None:
        raise StoreTrouble("La clé du fichier n’a pas pu être changée.", "Elle le sera à la prochaine ouverture.")
