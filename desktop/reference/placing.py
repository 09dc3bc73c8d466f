"""Writing a compiled file beside its place, then giving it its name; and the pointer that says which one is in use."""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final
from uuid import uuid4

from desktop.errors import Refused

MAX_POINTER: Final = 4096  # bytes
ABANDONED: Final = 24 * 3600  # seconds after which a half-written file is nobody’s
UNWRITABLE: Final = frozenset(
    {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN}
)
_LOG = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]  # French step, steps done, steps in all (0: nobody knows)


@contextmanager
def writing(folder: Path, advice: str) -> Iterator[None]:
    """The folder, made if need be; raises Refused when it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except (OSError, sqlite3.OperationalError) as error:
        if isinstance(error, sqlite3.Error) and error.sqlite_errorcode & 0xFF not in UNWRITABLE:
            raise  # a wrong query is a bug of ours
        sentence = f"Le dossier « {folder.name} » ne peut pas être écrit, ou le disque est plein."
        raise Refused(sentence, advice) from error


@contextmanager
def partial(path: Path) -> Iterator[Path]:
    """A name beside ``path`` for what is half written; nothing of that name is left afterwards."""
    beside = path.with_name(f"{path.name}.{uuid4().hex[:12]}.partial")
    try:
        yield beside
    finally:
        beside.unlink(missing_ok=True)


def name_it(written: Path, target: Path) -> None:
    """Give a file its name once its bytes are on the disk."""
    with written.open("rb+") as stream:
        os.fsync(stream.fileno())
    written.replace(target)


def sweep(folder: Path, stem: str = "") -> None:
    """Remove what an import killed more than a day ago left half written."""
    for path in folder.glob(f"{stem}*.partial"):
        with suppress(OSError):
            if path.stat().st_mtime < time.time() - ABANDONED:
                path.unlink()


def pointed(pointer: Path) -> str:
    """The name that a pointer holds; "" when it is absent or cannot be read."""
    try:
        with pointer.open("rb") as stream:
            name = json.loads(stream.read(MAX_POINTER))["file"]
    except FileNotFoundError:
        return ""
    except (OSError, ValueError, KeyError, TypeError):
        _LOG.warning("pointer %s unreadable, the extract is used instead", pointer.name)
        return ""
    return name if isinstance(name, str) else ""


def point(pointer: Path, name: str) -> None:
    """Make a pointer hold that name, at once or not at all."""
    with partial(pointer) as beside:
        beside.write_text(json.dumps({"file": name}), encoding="utf-8")
        name_it(beside, pointer)


def shipped_bytes(path: Path, cap: int) -> bytes:
    """The bytes of a file that ships with Escale; raises Refused when it is absent or longer than ``cap``."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(cap + 1)
    except OSError as error:
        raise Refused(f"L’extrait de démonstration {path.name} est introuvable.", "Réinstallez Escale.") from error
    if len(raw) > cap:
        raise Refused(f"L’extrait de démonstration {path.name} est trop gros.", "Réinstallez Escale.")
    return raw


def silent(_step: str, _done: int, _steps: int) -> None:
    """Tell nobody."""
