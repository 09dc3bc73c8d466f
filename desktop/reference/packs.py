"""The packs on this computer: public tables beside the ROME, each the shipped extract until the whole is imported."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from desktop.reference.crosswalk import SCHEMA as CROSSWALK_SCHEMA
from desktop.reference.crosswalk import Crosswalk, write_crosswalk
from desktop.reference.crosswalk_table import MAX_BYTES, read_crosswalk, read_shipped_crosswalk
from desktop.reference.packs_file import Place, Progress, shipped_bytes, silent

PROFESSIONS: Final = "professions"


class PackShelf:
    """The same folder as the compiled ROME; nothing is read or written before the first question."""

    def __init__(self, folder: Path, shipped: Path) -> None:
        """``shipped`` is ``resources/reference``."""
        self._shipped = shipped
        self._professions = Place(folder, PROFESSIONS, Crosswalk)

    def crosswalk(self) -> Crosswalk:
        """The PCS–FAP–ROME table in use."""
        chosen = self._professions.chosen()
        if chosen is None:
            source = self._shipped / f"{PROFESSIONS}.json"
            digest = _digest(CROSSWALK_SCHEMA, shipped_bytes(source, MAX_BYTES))
            chosen = self._professions.shipped(
                digest, lambda path: write_crosswalk(read_shipped_crosswalk(source), path)
            )
        return Crosswalk(chosen)

    def import_crosswalk(self, path: Path, progress: Progress = silent) -> Crosswalk:
        """Put the published table in use; raises Refused, and nothing changes, when it cannot be read whole."""
        progress("Lecture de la table des professions", 0, 2)
        families = read_crosswalk(path)
        progress("Compilation de la table des professions", 1, 2)
        return Crosswalk(self._professions.install(lambda partial: write_crosswalk(families, partial)))


def _digest(schema: int, raw: bytes) -> str:
    """Of an extract as this schema compiles it."""
    return hashlib.sha256(b"%d " % schema + raw).hexdigest()
