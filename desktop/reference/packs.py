"""The packs on this computer: public tables beside the ROME, each the shipped extract until the whole is imported."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from pathlib import Path
from typing import Final

from desktop.errors import Refused
from desktop.reference import certifications_extract
from desktop.reference.certifications import Certifications
from desktop.reference.certifications_csv import is_csv_export, read_csv_export
from desktop.reference.certifications_extract import write_extract
from desktop.reference.certifications_source import Source, open_source
from desktop.reference.certifications_tables import SCHEMA as CERTIFICATIONS_SCHEMA
from desktop.reference.certifications_tables import Writing
from desktop.reference.certifications_xml import is_xml_export, read_xml_export
from desktop.reference.crosswalk import SCHEMA as CROSSWALK_SCHEMA
from desktop.reference.crosswalk import Crosswalk, write_crosswalk
from desktop.reference.crosswalk_table import MAX_BYTES, is_crosswalk, read_crosswalk, read_shipped_crosswalk
from desktop.reference.packs_file import UNCHANGED, Place
from desktop.reference.placing import Progress, shipped_bytes, silent

PROFESSIONS: Final = "professions"
CERTIFICATIONS: Final = "certifications"


class Kind(StrEnum):
    """What a path that somebody gives may hold."""

    ROME = "rome"
    CERTIFICATIONS = CERTIFICATIONS
    PROFESSIONS = PROFESSIONS


class PackShelf:
    """The same folder as the compiled ROME; nothing is read or written before the first question."""

    def __init__(self, folder: Path, shipped: Path) -> None:
        """``shipped`` is ``resources/reference``."""
        self._shipped = shipped
        self._professions = Place(folder, PROFESSIONS, Crosswalk)
        self._certifications = Place(folder, CERTIFICATIONS, _edition)

    def certifications(self) -> Certifications:
        """The certifications in use; the caller closes them."""
        chosen = self._certifications.chosen()
        if chosen is None:
            source = self._shipped / f"{CERTIFICATIONS}.json"
            digest = _digest(CERTIFICATIONS_SCHEMA, shipped_bytes(source, certifications_extract.MAX_BYTES))
            chosen = self._certifications.shipped(digest, lambda path: write_extract(source, path))
        return Certifications(chosen)

    def import_certifications(self, path: Path, progress: Progress = silent) -> Certifications:
        """Put an export (CSV or XML; zip, folder or file) in use; Refused, and nothing changes, when it cannot be.

        The caller closes what it is given. An export replaces the former whole: the RNCP and the RS come together.
        """
        with open_source(path) as source:
            return Certifications(self._certifications.install(lambda partial: _compile(source, partial, progress)))

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


def kind_of(path: Path) -> Kind:
    """What the path holds, judged by names and first lines; raises Refused when it is none of what Escale imports."""
    with open_source(path) as source:
        if any(name.lower().startswith("unix_") for name in source.names):
            return Kind.ROME
        if is_csv_export(source) or is_xml_export(source):
            return Kind.CERTIFICATIONS
    if path.is_file() and path.suffix.lower() == ".csv" and is_crosswalk(path):
        return Kind.PROFESSIONS
    known = "ni un kit du ROME, ni un export des certifications (RNCP, RS), ni la table PCS–FAP–ROME"
    raise Refused(f"« {path.name} » n’est {known}.", UNCHANGED)


def _compile(source: Source, partial: Path, progress: Progress) -> str:
    read = read_csv_export if is_csv_export(source) else read_xml_export if is_xml_export(source) else None
    if read is None:
        raise Refused(f"« {source.name} » n’est pas un export des certifications.", UNCHANGED)
    writing = Writing(partial, source.name)
    try:
        published = read(source, writing, progress)
        progress("Compilation des certifications", 0, 0)
        return writing.end(published, extract=False)
    finally:
        writing.close()


def _edition(path: Path) -> object:
    with Certifications(path) as certifications:
        return certifications.edition


def _digest(schema: int, raw: bytes) -> str:
    """Of an extract as this schema compiles it."""
    return hashlib.sha256(b"%d " % schema + raw).hexdigest()
