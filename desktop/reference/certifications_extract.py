"""The few real certifications shipped for demonstration: a hand-made JSON, written to the same tables as an export."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec

from desktop.errors import Refused
from desktop.models.certification import Route
from desktop.reference.certifications_tables import Sheet, Writing
from desktop.reference.placing import shipped_bytes

MAX_BYTES: Final = 4 * 1024 * 1024


class _Sheet(msgspec.Struct, frozen=True):
    number: str
    title: str
    abbreviation: str
    level: str
    active: bool
    ends: str  # ISO date, "" when not verified
    routes: list[Route]
    certifiers: list[str]
    occupations: list[str]
    blocs: list[tuple[str, str]]  # code, label


class _Extract(msgspec.Struct, frozen=True):
    published: str
    source: str
    sheets: list[_Sheet]


def write_extract(path: Path, target: Path) -> str:
    """Compile the extract; raises Refused if it is absent or malformed."""
    try:
        found = msgspec.json.decode(shipped_bytes(path, MAX_BYTES), type=_Extract)
    except msgspec.DecodeError as error:
        raise Refused(f"L’extrait de démonstration {path.name} est abîmé.", "Réinstallez Escale.") from error
    writing = Writing(target, path.name)
    try:
        for sheet in found.sheets:
            _write(writing, sheet)
        return writing.end(found.published, extract=True)
    finally:
        writing.close()


def _write(writing: Writing, sheet: _Sheet) -> None:
    number = writing.sheet(Sheet(sheet.number, sheet.title, sheet.abbreviation, sheet.level, sheet.active, sheet.ends))
    for code, label in sheet.blocs:
        writing.bloc(number, code, label)
    for occupation in sheet.occupations:
        writing.occupation(number, occupation)
    for route in sheet.routes:
        writing.route(number, route)
    for name in sheet.certifiers:
        writing.certifier(number, name)
