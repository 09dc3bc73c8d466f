"""The records of one CSV of the kit, checked against the columns asked for, and turned into columns.

Everything is checked by the column rather than by the cell: a kit has a hundred and thirty thousand records.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import TypeVar

from desktop.errors import Refused
from desktop.reference.archive import UNCHANGED, Kit

MAX_RECORDS = 1_000_000
MAX_DIGITS = 12  # of an OGR number

_OCCUPATION = re.compile(r"[A-N][0-9]{4}")

Column = tuple[str, ...]
Value = TypeVar("Value")


def columns(kit: Kit, resource: str, *names: str) -> tuple[Column, ...]:
    """The wanted columns, in the order asked (at least two); one ending in ``?`` may be absent, and is then all "".

    Blank lines are skipped, unknown columns ignored. Raises Refused, naming the file, for missing columns, a cut or
    malformed record, or more than ``MAX_RECORDS`` of them.
    """
    file, text = kit.file(resource), kit.text(resource)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        places = _places(file, header, names)
        records = list(islice(reader, MAX_RECORDS + 1))
    except csv.Error as error:
        raise _cut(file, reader.line_num) from error
    if len(records) > MAX_RECORDS:
        raise Refused(f"Le fichier {file} a trop de lignes pour un kit du ROME.", UNCHANGED)
    if set(map(len, records)) - {len(header)}:
        records = _without_blanks(file, text, len(header))
    whole = tuple(zip(*records, strict=True)) or ((),) * len(header)
    return tuple(("",) * len(records) if place < 0 else whole[place] for place in places)


def header(kit: Kit, resource: str) -> list[str]:
    """The column names of a resource."""
    return next(csv.reader(io.StringIO(kit.text(resource), newline="")), [])


def occupation_codes(file: str, texts: Sequence[str]) -> Sequence[str]:
    """The texts, which must all be codes of occupations; raises Refused otherwise."""
    stray = next((text for text in texts if not _OCCUPATION.fullmatch(text)), None)
    if stray is not None:
        raise Refused(
            f"Le fichier {file} contient un code de métier qui n’en est pas un : « {stray[:20]} ».", UNCHANGED
        )
    return texts


def ogrs(file: str, texts: Sequence[str]) -> list[int]:
    """The OGR numbers; raises Refused if a text is not one."""
    joined = "".join(texts)
    sound = joined.isascii() and joined.isdigit() and all(texts) and len(max(texts, key=len)) <= MAX_DIGITS
    if texts and not sound:
        stray = next(text for text in texts if not _is_ogr(text))
        raise Refused(f"Le fichier {file} contient un code OGR qui n’en est pas un : « {stray[:20]} ».", UNCHANGED)
    return list(map(int, texts))


def each(change: Callable[[str], Value], texts: Iterable[str]) -> dict[str, Value]:
    """What each different text becomes: columns repeat the same few words thousands of times."""
    return {text: change(text) for text in set(texts)}


def _is_ogr(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS


def _without_blanks(file: str, text: str, width: int) -> list[list[str]]:
    """The records that are not blank lines; the line of the first that has another width is told."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found = []
    for record in islice(reader, 1, None):
        if record and len(record) != width:
            raise _cut(file, reader.line_num)
        if record:
            found.append(record)
    return found


def _cut(file: str, line: int) -> Refused:
    return Refused(f"Le fichier {file} est coupé ou abîmé à la ligne {line}.", UNCHANGED)


def _places(file: str, header: list[str], names: tuple[str, ...]) -> list[int]:
    missing = [name for name in names if not name.endswith("?") and name not in header]
    if not header:
        raise Refused(f"Le fichier {file} est vide.", UNCHANGED)
    if missing:
        raise Refused(f"Le fichier {file} n’a pas les colonnes attendues (il manque {', '.join(missing)}).", UNCHANGED)
    plain = [name.rstrip("?") for name in names]
    return [header.index(name) if name in header else -1 for name in plain]
