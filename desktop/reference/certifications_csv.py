"""The CSV export of France compétences: ten files in a zip, of which six are read, line by line.

Known for real: the « é » of the names is broken by the zip, dates are dd/mm/yyyy, ``Actif`` says ACTIVE or INACTIVE,
occupations bear the labels of before the ROME 4.0 (only their codes are read), and a list may speak of a sheet that the
main file does not hold.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from desktop.errors import Refused
from desktop.reference.certifications_source import Source, day_in
from desktop.reference.certifications_tables import Sheet, Writing, route_of
from desktop.reference.packs_file import UNCHANGED
from desktop.reference.placing import Progress

MAX_LINE: Final = 1_000_000  # characters; a cell may hold line ends, so a record may take several lines
MAX_RECORDS: Final = 3_000_000
PREFIX: Final = "export_fiches_CSV_"
_FILE: Final = re.compile(r"export_fiches_CSV_(.+?)_20[0-9]{2}_[0-9]{2}_[0-9]{2}\.csv", re.IGNORECASE)
_NEEDED: Final[Mapping[str, str]] = {
    "standard": "Standard",
    "blocs": "Blocs_De_Compétences",
    "rome": "Rome",
    "voixdacc": "VoixdAccès",
    "certificateurs": "Certificateurs",
    "ancienne": "Ancienne_Nouvelle_Certification",
}
Record = tuple[str, ...]


def is_csv_export(source: Source) -> bool:
    """Whether the source holds at least one file of the export."""
    return any(_FILE.fullmatch(name) for name in source.names)


def read_csv_export(source: Source, writing: Writing, progress: Progress) -> str:
    """Write every sheet, and answer the ISO date of the export; raises Refused whenever it cannot be trusted whole."""
    files = _files(source)
    for step, (kind, take) in enumerate(_READERS.items()):
        progress(f"Lecture de {_NEEDED[kind]}", step, len(_READERS))
        for record in _records(source, files[kind], *_COLUMNS[kind]):
            take(writing, record)
    return day_in(files["standard"])


def _files(source: Source) -> dict[str, str]:
    """The file of each kind, found by how its name begins, since its accents cannot be relied on."""
    found: dict[str, str] = {}
    for name in source.names:
        match = _FILE.fullmatch(name)
        kind = next((kind for kind in _NEEDED if match and match[1].lower().startswith(kind)), "")
        if kind in found:
            raise Refused(f"« {source.name} » contient deux fichiers {_NEEDED[kind]}.", UNCHANGED)
        if kind:
            found[kind] = name
    missing = next((kind for kind in _NEEDED if kind not in found), "")
    if missing:
        raise Refused(f"Il manque le fichier {PREFIX}{_NEEDED[missing]} dans « {source.name} ».", UNCHANGED)
    return found


def _records(source: Source, name: str, *columns: str) -> Iterator[Record]:
    """The records of a file; a column ending in ``?`` may be absent, and is then ""."""
    reader = csv.reader(_lines(source, name), delimiter=";", strict=True)
    try:
        header = next(reader, [])
        missing = [column for column in columns if not column.endswith("?") and column not in header]
        if missing:
            what = f"il manque {', '.join(missing)}"
            raise Refused(f"Le fichier {name} n’a pas les colonnes attendues ({what}).", UNCHANGED)
        places = [_place(header, column.rstrip("?")) for column in columns]
        for number, cells in enumerate(reader):
            if number >= MAX_RECORDS:
                raise Refused(f"Le fichier {name} a trop de lignes.", UNCHANGED)
            if not cells:
                continue
            if len(cells) != len(header):
                raise Refused(f"Le fichier {name} est coupé ou abîmé à la ligne {reader.line_num}.", UNCHANGED)
            yield tuple(["" if place < 0 else cells[place] for place in places])
    except csv.Error as error:
        raise Refused(f"Le fichier {name} est coupé ou abîmé à la ligne {reader.line_num}.", UNCHANGED) from error


def _place(header: list[str], column: str) -> int:
    return header.index(column) if column in header else -1


def _lines(source: Source, name: str) -> Iterator[str]:
    """The decoded lines, each with its end; one that never ends is refused before it fills the memory."""
    decoder, rest = codecs.getincrementaldecoder("utf-8-sig")(), ""
    try:
        for block in source.blocks(name):
            *lines, rest = (rest + decoder.decode(block)).split("\n")
            yield from (f"{line}\n" for line in lines)
            if len(rest) > MAX_LINE:
                raise Refused(f"Le fichier {name} a une ligne trop longue.", UNCHANGED)
        rest += decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise Refused(f"Le fichier {name} contient des caractères illisibles.", UNCHANGED) from error
    if rest:
        yield rest


def _standard(writing: Writing, record: Record) -> None:
    number, title, abbreviation, level, active, ends = record
    writing.sheet(Sheet(number, title, abbreviation, level, active.strip().upper() == "ACTIVE", ends))


def _bloc(writing: Writing, record: Record) -> None:
    number, code, label, text = record
    writing.bloc(writing.number(number), code, label, text)


def _rome(writing: Writing, record: Record) -> None:
    writing.occupation(writing.number(record[0]), record[1])


def _way(writing: Writing, record: Record) -> None:
    number, route = writing.number(record[0]), route_of(record[1])
    if route is not None:
        writing.route(number, route)


def _certifier(writing: Writing, record: Record) -> None:
    writing.certifier(writing.number(record[0]), record[1])


def _change(writing: Writing, record: Record) -> None:
    number = writing.number(record[0])
    writing.change(record[1], number)
    writing.change(number, record[2])


_READERS: Final[Mapping[str, Callable[[Writing, Record], None]]] = {
    "standard": _standard,
    "blocs": _bloc,
    "rome": _rome,
    "voixdacc": _way,
    "certificateurs": _certifier,
    "ancienne": _change,
}
_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "standard": (
        "Numero_Fiche",
        "Intitule",
        "Abrege_Libelle",
        "Nomenclature_Europe_Niveau",
        "Actif",
        "Date_Fin_Enregistrement",
    ),
    "blocs": (
        "Numero_Fiche",
        "Bloc_Competences_Code",
        "Bloc_Competences_Libelle",
        "Bloc_Competences_Liste_Competences?",
    ),
    "rome": ("Numero_Fiche", "Codes_Rome_Code"),
    "voixdacc": ("Numero_Fiche", "Si_Jury"),
    "certificateurs": ("Numero_Fiche", "Nom_Certificateur"),
    "ancienne": ("Numero_Fiche", "Ancienne_Certification", "Nouvelle_Certification"),
}
