"""One Escale for a home: two would disturb each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from desktop.errors import StoreLocked

AT_WORK: Final = "verrou"  # held by the process that opens the store
WATCH: Final = "veille"  # held by the parent that starts it again
PATIENCE: Final = 3.0  # seconds given to the process before this one to end


@contextmanager
def only_one(home: Path, name: str = AT_WORK, *, again: bool = False) -> Iterator[None]:
    """Hold this home's lock file; StoreLocked when another Escale holds it. The system frees it if we die.

    ``again``: this process comes after one that locked, and leaves it the time to end.
    """
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(home / name, timeout=PATIENCE if again else 0)
    try:
        lock.acquire()
    except Timeout as error:
        if again:
            raise StoreLocked(
                "Escale s’est verrouillé, et une autre copie d’Escale s’est ouverte pendant ce temps.",
                "Continuez dans sa fenêtre : ce que vous écriviez y sera.",
            ) from error
        raise StoreLocked(
            "Escale est déjà ouvert sur cet ordinateur.", "Revenez à sa fenêtre : deux copies se gêneraient."
        ) from error
    try:
        yield
    finally:
        lock.release()
