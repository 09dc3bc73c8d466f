"""A process that ends without a word in the middle of a migration."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path
from typing import Final

from sqlalchemy import event

from desktop.models.store.engine import make_engine
from desktop.models.store.migrate import migrate
from tests.store.conftest import KEY
from tests.vault.memory import ShelfInMemory, seals_on

KILLED: Final = 9


def killed_at(path: Path, step: str) -> bool:
    """Migrate the file in a process that ends right after the statement that holds ``step``; whether it did."""
    child = multiprocessing.get_context("spawn").Process(target=_die_at, args=(path, step))
    child.start()
    child.join(60)
    return child.exitcode == KILLED


def _die_at(path: Path, step: str) -> None:
    engine = make_engine(path, KEY)

    def watch(connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if step in statement:
            os._exit(KILLED)

    event.listen(engine, "after_cursor_execute", watch)
    if step == "COMMIT":
        event.listen(engine, "commit", lambda _connection: os._exit(KILLED))
    migrate(engine, path, seals_on(ShelfInMemory(b"P" * 32)))
    os._exit(0)
