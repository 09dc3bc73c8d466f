"""A document ready to leave: its bytes by kind of file, and its pages as pictures for the printer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

KINDS: Final[Mapping[str, str]] = {
    "pdf": "Document (PDF)",
    "json": "Données (JSON)",
    "csv": "Tableau (CSV)",
    "ics": "Rendez-vous (ICS)",
    "docx": "Document à modifier (DOCX)",
    "png": "Image (PNG)",
    "svg": "Dessin (SVG)",
}


@dataclass(frozen=True, slots=True)
class Paper:
    """``name`` is the file proposed, without suffix, and never names anybody; ``files`` are bytes by suffix.

    ``code`` is what the access journal says of it; ``pages`` are PNG pictures, none when it is not for printing.
    """

    name: str
    code: str
    files: Mapping[str, bytes]
    pages: tuple[bytes, ...] = ()
