"""The records of one CSV of the kit, checked cell by cell against the columns asked for."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from desktop.errors import Refused
from desktop.reference.archive import UNCHANGED, Kit

MAX_RECORDS = 1_000_000

_OCCUPATION = re.compile(r"[A-N][0-9]{4}")
_OGR = re.compile(r"[0-9]{1,12}")


def records(kit: Kit, resource: str, *columns: str) -> Iterator[tuple[str, ...]]:
    """The wanted cells of each record, in the order asked; a column ending in ``?`` may be absent, and is then "".

    Blank lines are skipped, unknown columns ignored. Raises Refused, naming the file, for missing columns, a cut or
    malformed record, or more than ``MAX_RECORDS`` of them.
    """
    file = kit.file(resource)
    reader = csv.reader(io.StringIO(kit.text(resource), newline=""), strict=True)
    try:
        header = next(reader, [])
        places = _places(file, header, columns)
        for number, record in enumerate(reader):
            if number >= MAX_RECORDS:
                raise Refused(f"Le fichier {file} a trop de lignes pour un kit du ROME.", UNCHANGED)
            if not record:
                continue
            if len(record) != len(header):
                raise Refused(f"Le fichier {file} est coupé ou abîmé à la ligne {reader.line_num}.", UNCHANGED)
            yield tuple("" if place < 0 else record[place] for place in places)
    except csv.Error as error:
        raise Refused(f"Le fichier {file} est coupé ou abîmé à la ligne {reader.line_num}.", UNCHANGED) from error


def header(kit: Kit, resource: str) -> list[str]:
    """The column names of a resource."""
    return next(csv.reader(io.StringIO(kit.text(resource), newline="")), [])


def occupation_code(file: str, text: str) -> str:
    """The text if it is the code of an occupation; raises Refused otherwise."""
    if not _OCCUPATION.fullmatch(text):
        raise Refused(f"Le fichier {file} contient un code de métier qui n’en est pas un : « {text[:20]} ».", UNCHANGED)
    return text


def ogr(file: str, text: str) -> int:
    """The OGR number; raises Refused if the text is not one."""
    if not (text.isascii() and _OGR.fullmatch(text)):
        raise Refused(f"Le fichier {file} contient un code OGR qui n’en est pas un : « {text[:20]} ».", UNCHANGED)
    return int(text)


def _places(file: str, header: list[str], columns: tuple[str, ...]) -> list[int]:
    missing = [column for column in columns if not column.endswith("?") and column not in header]
    if not header:
        raise Refused(f"Le fichier {file} est vide.", UNCHANGED)
    if missing:
        raise Refused(f"Le fichier {file} n’a pas les colonnes attendues (il manque {', '.join(missing)}).", UNCHANGED)
    names = [column.rstrip("?") for column in columns]
    return [header.index(name) if name in header else -1 for name in names]
