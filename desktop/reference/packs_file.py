"""A compiled pack on the disk: written beside its place, given its name once whole, then only read.

A small pointer, replaced atomically, names the one in use. So a window may hold the former one open, and an import that
fails has changed nothing.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from desktop.errors import Refused
from desktop.reference.compiled_file import CompiledFile
from desktop.reference.placing import name_it, partial, point, pointed, sweep, writing

UNCHANGED: Final = "Rien n’a été changé."
AGAIN: Final = "Importez-le de nouveau, ou réinstallez Escale."
_LOG = logging.getLogger(__name__)


class PackFile(CompiledFile):
    """A compiled pack open for reading."""

    def __init__(self, path: Path, name: str, schema: int) -> None:
        """``name`` is how a sentence calls the pack (« des certifications »)."""
        super().__init__(path, f"Le fichier {name}", AGAIN, schema)


class Place:
    """Where the compiled files of one kind of pack stand in a folder, and which of them is in use."""

    def __init__(self, folder: Path, stem: str, check: Callable[[Path], object]) -> None:
        """``stem`` begins their names; ``check`` opens a file, and raises Refused when it cannot be used."""
        self._folder, self._stem, self._check = folder, stem, check
        self._pointer = folder / f"{stem}-en-usage.json"
        self._imported = re.compile(rf"{re.escape(stem)}-[0-9a-f]{{16}}\.sqlite")

    def chosen(self) -> Path | None:
        """The imported file in use; None when nothing was imported, or when it cannot be opened any more."""
        name = pointed(self._pointer)
        return self._folder / name if self._imported.fullmatch(name) and self._usable(self._folder / name) else None

    def install(self, build: Callable[[Path], str]) -> Path:
        """Put in use what ``build`` writes to the path it is given; it answers the digest of the content.

        Raises Refused, and nothing is changed, when the building or the check of what was built does.
        """
        with writing(self._folder, UNCHANGED), partial(self._folder / self._stem) as beside:
            sweep(self._folder, self._stem)
            target = self._folder / f"{self._stem}-{build(beside)[:16]}.sqlite"
            self._check(beside)
            if not self._usable(target):
                name_it(beside, target)
            point(self._pointer, target.name)
        self._forget_others(target)
        return target

    def shipped(self, digest: str, build: Callable[[Path], object]) -> Path:
        """The extract of that digest, built on first use; it never becomes the one in use by being built."""
        target = self._folder / f"{self._stem}-extrait-{digest[:16]}.sqlite"
        if not self._usable(target):
            with writing(self._folder, UNCHANGED), partial(self._folder / self._stem) as beside:
                sweep(self._folder, self._stem)
                build(beside)
                name_it(beside, target)
        return target

    def _usable(self, path: Path) -> bool:
        try:
            return path.is_file() and self._check(path) is not None
        except Refused:
            _LOG.warning("compiled pack %s cannot be opened", path.name)
            return False

    def _forget_others(self, kept: Path) -> None:
        """Remove former imports; one that is open on Windows stays, and goes the next time."""
        for path in self._folder.glob(f"{self._stem}-*.sqlite"):
            if path != kept and self._imported.fullmatch(path.name):
                with suppress(OSError):
                    path.unlink()
