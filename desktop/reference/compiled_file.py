"""A compiled file open for reading: one plain SQLite file that nobody changes once it has its name."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from desktop.errors import Refused


class CompiledFile:
    """Asked from any thread, a query at a time; close it, or use it in a ``with``."""

    def __init__(self, path: Path, what: str, advice: str, schema: int) -> None:
        """Raises Refused, and so does ``rows``, when the file is absent, damaged or of another Escale.

        ``what`` begins the sentence that says so, ``advice`` ends it; ``schema`` is the PRAGMA user_version.
        """
        self._what, self._advice = what, advice
        self._lock = threading.Lock()
        with self._sound():
            self._connection = sqlite3.connect(_address(path), uri=True, check_same_thread=False, isolation_level=None)
        try:
            if self.rows("PRAGMA user_version") != [(schema,)]:
                raise Refused(f"{what} vient d’une autre version d’Escale.", advice)
            self._begin()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        """The file itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the file, once any query under way has ended."""
        with self._lock:
            self._connection.close()

    def rows(self, query: str, *values: str | int) -> list[tuple[Any, ...]]:
        """The rows of a read-only query; raises Refused if the file is damaged."""
        with self._lock, self._sound():
            return self._connection.execute(query, values).fetchall()

    def _begin(self) -> None:
        """Read what is always asked; a child says what. The file is closed when that fails."""

    @contextmanager
    def _sound(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.ProgrammingError:
            raise  # a closed connection or a wrong query is a bug of ours
        except sqlite3.DatabaseError as error:
            raise Refused(f"{self._what} est absent ou abîmé.", self._advice) from error


def _address(path: Path) -> str:
    """The file as a read-only SQLite URI; ``immutable``, since a compiled file never changes once it has its name."""
    name = path.absolute().as_posix()
    slash = "" if name.startswith("/") else "/"
    return f"file://{slash}{quote(name)}?mode=ro&immutable=1"
