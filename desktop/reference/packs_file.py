"""A compiled pack on the disk: written beside its place, given its name once whole, then only read.

A pack is one plain SQLite file that nobody changes afterwards; a small pointer, replaced atomically, names the one in
use. So a window may hold the former one open, and an import that fails has changed nothing.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import quote
from uuid import uuid4

from desktop.errors import Refused

UNCHANGED: Final = "Rien n’a été changé."
AGAIN: Final = "Importez-le de nouveau, ou réinstallez Escale."
MAX_POINTER: Final = 4096  # bytes
ABANDONED: Final = 24 * 3600  # seconds after which a half-written file is nobody’s
UNWRITABLE: Final = frozenset(
    {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN}
)
_LOG = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]  # French step, steps done, steps in all (0: nobody knows)


class PackFile:
    """A compiled pack open for reading, from any thread; ``rows`` and the opening raise Refused when it is damaged."""

    def __init__(self, path: Path, name: str, schema: int) -> None:
        """``name`` is how a sentence calls the pack (« des certifications »), ``schema`` its PRAGMA user_version."""
        self._name = name
        self._lock = threading.Lock()
        with self._sound():
            self._connection = sqlite3.connect(_address(path), uri=True, check_same_thread=False, isolation_level=None)
        try:
            if self.rows("PRAGMA user_version") != [(schema,)]:
                raise Refused(f"Le fichier {name} vient d’une autre version d’Escale.", AGAIN)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        """The pack itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the file, once any query under way has ended."""
        with self._lock:
            self._connection.close()

    def rows(self, query: str, *values: str | int) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        with self._lock, self._sound():
            return self._connection.execute(query, values).fetchall()

    @contextmanager
    def _sound(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.ProgrammingError:
            raise  # a closed connection or a wrong query is a bug of ours
        except sqlite3.DatabaseError as error:
            raise Refused(f"Le fichier {self._name} est absent ou abîmé.", AGAIN) from error


class Place:
    """Where the compiled files of one kind of pack stand in a folder, and which of them is in use."""

    def __init__(self, folder: Path, stem: str, check: Callable[[Path], object]) -> None:
        """``stem`` begins their names; ``check`` opens a file, and raises Refused when it cannot be used."""
        self._folder, self._stem, self._check = folder, stem, check
        self._pointer = folder / f"{stem}-en-usage.json"
        self._imported = re.compile(rf"{re.escape(stem)}-[0-9a-f]{{16}}\.sqlite")

    def chosen(self) -> Path | None:
        """The imported file in use; None when nothing was imported, or when it cannot be opened any more."""
        try:
            with self._pointer.open("rb") as stream:
                name = json.loads(stream.read(MAX_POINTER))["file"]
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError):
            _LOG.warning("pointer of %s unreadable, the extract is used instead", self._stem)
            return None
        known = isinstance(name, str) and self._imported.fullmatch(name)
        return self._folder / name if known and self._usable(self._folder / name) else None

    def install(self, build: Callable[[Path], str]) -> Path:
        """Put in use what ``build`` writes to the path it is given; it answers the digest of the content.

        Raises Refused, and nothing is changed, when the building or the check of what was built does.
        """
        with self._writing(), self._partial(self._stem) as partial:
            target = self._folder / f"{self._stem}-{build(partial)[:16]}.sqlite"
            self._check(partial)
            if not self._usable(target):
                _sync(partial)
                partial.replace(target)
            self._point(target)
        self._forget_others(target)
        return target

    def shipped(self, digest: str, build: Callable[[Path], object]) -> Path:
        """The extract of that digest, built on first use; it never becomes the one in use by being built."""
        target = self._folder / f"{self._stem}-extrait-{digest[:16]}.sqlite"
        if not self._usable(target):
            with self._writing(), self._partial(self._stem) as partial:
                build(partial)
                _sync(partial)
                partial.replace(target)
        return target

    def _usable(self, path: Path) -> bool:
        try:
            return path.is_file() and self._check(path) is not None
        except Refused:
            _LOG.warning("compiled pack %s cannot be opened", path.name)
            return False

    def _point(self, target: Path) -> None:
        with self._partial(self._pointer.name) as partial:
            partial.write_text(json.dumps({"file": target.name}), encoding="utf-8")
            _sync(partial)
            partial.replace(self._pointer)

    def _forget_others(self, kept: Path) -> None:
        """Remove former imports; one that is open on Windows stays, and goes the next time."""
        for path in self._folder.glob(f"{self._stem}-*.sqlite"):
            if path != kept and self._imported.fullmatch(path.name):
                with suppress(OSError):
                    path.unlink()

    @contextmanager
    def _partial(self, name: str) -> Iterator[Path]:
        partial = self._folder / f"{name}.{uuid4().hex[:12]}.partial"
        try:
            yield partial
        finally:
            partial.unlink(missing_ok=True)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._sweep()
            yield
        except (OSError, sqlite3.OperationalError) as error:
            if isinstance(error, sqlite3.Error) and error.sqlite_errorcode & 0xFF not in UNWRITABLE:
                raise  # a wrong query is a bug of ours
            sentence = f"Le dossier « {self._folder.name} » ne peut pas être écrit, ou le disque est plein."
            raise Refused(sentence, UNCHANGED) from error

    def _sweep(self) -> None:
        """Remove what an import killed more than a day ago left half written."""
        for path in self._folder.glob(f"{self._stem}*.partial"):
            with suppress(OSError):
                if path.stat().st_mtime < time.time() - ABANDONED:
                    path.unlink()


def silent(_step: str, _done: int, _steps: int) -> None:
    """Tell nobody."""


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


def _sync(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _address(path: Path) -> str:
    """The file as a read-only SQLite URI; ``immutable``, since a compiled file never changes once it has its name."""
    name = path.absolute().as_posix()
    slash = "" if name.startswith("/") else "/"
    return f"file://{slash}{quote(name)}?mode=ro&immutable=1"
