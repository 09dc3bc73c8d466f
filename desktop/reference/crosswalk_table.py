"""The PCS–FAP–ROME table as it is published, and the extract shipped with Escale, read into the same families.

A line is ``family;profession;occupation``: the family is written once, on the first line of its block, then
professions and occupations run down side by side. A blank line ends the block. Titles of groups (``C1Z;label;``) name
the families that begin with them; notes are skipped.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import msgspec

from desktop.errors import Refused
from desktop.reference.packs_file import UNCHANGED
from desktop.reference.placing import shipped_bytes
from desktop.reference.wording import tidy

MAX_BYTES: Final = 4 * 1024 * 1024
MAX_LINES: Final = 20_000
MAX_CELL: Final = 1_000
_FAMILY: Final = re.compile(r"[A-Z][0-9][A-Z][0-9]{2}")
_GROUP: Final = re.compile(r"[A-Z][0-9][A-Z]")
_PROFESSION: Final = re.compile(r"[0-9]{3}[a-z]")
_OCCUPATION: Final = re.compile(r"[A-N][0-9]{4}")


@dataclass(frozen=True, slots=True)
class Families:
    """(family, label), (profession, family) and (family, occupation, rank), in the order of the table."""

    labels: tuple[tuple[str, str], ...]
    professions: tuple[tuple[str, str], ...]
    occupations: tuple[tuple[str, str, int], ...]
    extract: bool = False

    def digest(self) -> str:
        """The sha-256 (hexadecimal) of the content."""
        content = [self.labels, self.professions, self.occupations, self.extract]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


@dataclass(slots=True)
class _Reading:
    """What has been read so far; ``current`` is the family of the block under way."""

    name: str
    current: str = ""
    groups: dict[str, str] = field(default_factory=dict)
    families: dict[str, list[str]] = field(default_factory=dict)
    professions: dict[str, str] = field(default_factory=dict)


class _Family(msgspec.Struct, frozen=True):
    code: str
    label: str
    professions: list[str]
    occupations: list[str]


class _Shipped(msgspec.Struct, frozen=True):
    source: str
    families: list[_Family]


def is_crosswalk(path: Path) -> bool:
    """Whether the file begins like the table: a family on one of its first lines; Refused if it cannot be read."""
    try:
        with path.open("rb") as stream:
            head = stream.read(512).decode("utf-8-sig", "replace").splitlines()
    except OSError as error:
        raise Refused(f"« {path.name} » ne peut pas être lu.", UNCHANGED) from error
    return any(re.match(r"[A-Z][0-9][A-Z]([0-9]{2})?;", line) for line in head)


def read_crosswalk(path: Path) -> Families:
    """The families of the published table; raises Refused, naming the line, for anything it cannot hold."""
    read = _Reading(path.name)
    for line, cells in _lines(path):
        _take(read, line, cells)
    if not read.professions or not any(read.families.values()):
        raise Refused(f"« {path.name} » ne contient aucune famille professionnelle.", UNCHANGED)
    return Families(
        tuple((code, read.groups.get(code[:3], "")) for code in read.families),
        tuple(read.professions.items()),
        tuple((code, one, rank) for code, ones in read.families.items() for rank, one in enumerate(ones)),
    )


def read_shipped_crosswalk(path: Path) -> Families:
    """The extract's families; raises Refused if it is absent or malformed."""
    try:
        found = msgspec.json.decode(shipped_bytes(path, MAX_BYTES), type=_Shipped).families
    except msgspec.DecodeError as error:
        raise Refused(f"L’extrait de démonstration {path.name} est abîmé.", "Réinstallez Escale.") from error
    return Families(
        tuple((one.code, tidy(one.label)) for one in found),
        tuple((pcs, one.code) for one in found for pcs in one.professions),
        tuple((one.code, code, rank) for one in found for rank, code in enumerate(one.occupations)),
        extract=True,
    )


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise Refused(f"« {path.name} » ne peut pas être lu.", UNCHANGED) from error
    except UnicodeDecodeError as error:
        raise Refused(
            f"« {path.name} » contient des caractères illisibles : il devrait être en UTF-8.", UNCHANGED
        ) from error
    if len(raw) > MAX_BYTES:
        raise Refused(f"« {path.name} » est trop gros pour la table PCS–FAP–ROME.", UNCHANGED)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            if number > MAX_LINES:
                raise Refused(f"« {path.name} » a trop de lignes pour la table PCS–FAP–ROME.", UNCHANGED)
            yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise _wrong(path.name, reader.line_num, "est coupée ou abîmée") from error


def _take(read: _Reading, line: int, cells: list[str]) -> None:
    if not any(cells):
        read.current = ""
        return
    if len(cells) != 3 or max(map(len, cells)) > MAX_CELL:
        raise _wrong(read.name, line, "n’a pas les trois colonnes famille, profession et métier")
    family, profession, occupation = cells
    if family and not _FAMILY.fullmatch(family):  # a group's title, or a note
        read.current = ""
        if _GROUP.fullmatch(family):
            read.groups[family] = tidy(profession.rstrip("* "))
        return
    if family:
        _begin(read, line, family)
    if not read.current:
        raise _wrong(read.name, line, "n’appartient à aucune famille professionnelle")
    _add(read, line, profession, occupation)


def _begin(read: _Reading, line: int, family: str) -> None:
    if family in read.families:
        raise _wrong(read.name, line, f"reprend la famille {family}")
    read.families[family] = []
    read.current = family


def _add(read: _Reading, line: int, profession: str, occupation: str) -> None:
    if profession:
        if not _PROFESSION.fullmatch(profession) or profession in read.professions:
            raise _wrong(read.name, line, f"contient un code de profession inattendu : « {profession[:20]} »")
        read.professions[profession] = read.current
    if occupation:
        if not _OCCUPATION.fullmatch(occupation):
            raise _wrong(read.name, line, f"contient un code de métier qui n’en est pas un : « {occupation[:20]} »")
        if occupation not in read.families[read.current]:
            read.families[read.current].append(occupation)


def _wrong(name: str, line: int, what: str) -> Refused:
    return Refused(f"La ligne {line} de « {name} » {what}.", UNCHANGED)
