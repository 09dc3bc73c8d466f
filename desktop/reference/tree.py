"""The tree of the competences: domaine › enjeu › objectif › macro-compétence, read or rebuilt.

The code of a macro-compétence holds its place: ``4A101`` hangs under the objectif ``4A1``, the enjeu ``4A``, the
domaine ``4``. A kit without its arborescence is therefore rebuilt with labels already known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from desktop.reference.rows import Row

_MACRO = re.compile(r"[1-9][A-Z][1-9][0-9]{2}")
_LEVELS = ("Domaine", "Enjeu", "Objectif")


class Labels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shipped labels of the tree's upper branches, by code, and the edition they were read from."""

    version: str
    published: str
    source: str
    labels: dict[str, str]


def shipped_labels(path: Path) -> Labels:
    """Read ``tree.json``; a missing or malformed file is a bug of the build."""
    return msgspec.json.decode(path.read_bytes(), type=Labels)


def is_macro(code: str) -> bool:
    """Whether the code has the form of a macro-compétence."""
    return _MACRO.fullmatch(code) is not None


def rebuilt(macros: Mapping[str, str], known: Mapping[str, str]) -> tuple[list[Row], list[Row]]:
    """The branches (code, label) and paths (macro, domaine, enjeu, objectif) of macros given as code to label.

    A branch nobody knows yet is shown by its code ("Objectif 4A9"), never by an invented name.
    """
    labels = dict(macros)
    for code in macros:
        for level, name in enumerate(_LEVELS, start=1):
            branch = code[:level]
            labels[branch] = known.get(branch) or f"{name} {branch}"
    branches: list[Row] = sorted(labels.items())
    return branches, paths(macros)


def paths(macros: Iterable[str]) -> list[Row]:
    """One row (macro, domaine, enjeu, objectif) for each macro code, sorted."""
    return [(code, code[:1], code[:2], code[:3]) for code in sorted(macros)]
