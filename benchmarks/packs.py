"""The packs: 20,000 made-up certifications brought in, over reading and inserting them bare; ways to one occupation."""

from __future__ import annotations

import csv
import io
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from itertools import count
from pathlib import Path
from typing import Final

from benchmarks.ground import Ground
from benchmarks.measure import Measure, medians, timed
from desktop.library import Library
from desktop.views.packs import read_ways

SHEETS: Final = 20_000
CODES: Final = tuple(f"{letter}{1101 + number}" for letter in "ABCDEFGHIJKLMN" for number in range(40))
TARGET: Final = "K1304"
TODAY: Final = date(2026, 11, 28)
FRAME: Final = 100.0  # ms: what a person takes for at once
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "Standard": ("Numero_Fiche", "Intitule", "Abrege_Libelle", "Nomenclature_Europe_Niveau", "Actif",
                 "Date_Fin_Enregistrement"),
    "Blocs_De_Compétences": ("Numero_Fiche", "Bloc_Competences_Code", "Bloc_Competences_Libelle"),
    "Rome": ("Numero_Fiche", "Codes_Rome_Code", "Codes_Rome_Libelle"),
    "Certificateurs": ("Numero_Fiche", "Siret_Certificateur", "Nom_Certificateur"),
    "VoixdAccès": ("Numero_Fiche", "Si_Jury"),
    "Ancienne_Nouvelle_Certification": ("Numero_Fiche", "Ancienne_Certification", "Nouvelle_Certification"),
}  # fmt: skip


def measures(ground: Ground) -> Iterator[Measure]:
    """Everything is invented but the extracts."""
    export, flux = _export(ground.folder / "export.zip"), _flux(ground.folder / "flux.xml")
    library, numbers = Library(ground.folder / "packs"), count()
    try:
        few = _ways(library)
        times = ground.times(7)
        ours, bare = medians(
            (
                lambda: timed(lambda: library.import_certifications(export, _silent)),
                lambda: timed(lambda: _bare(export, ground.folder / f"bare-{next(numbers)}.sqlite")),
            ),
            times,
        )
        yield Measure(f"importer {SHEETS} fiches (CSV)", ours, bare, "lire les CSV et insérer les mêmes lignes", 4.0)
        [streamed] = medians((lambda: timed(lambda: library.import_certifications(flux, _silent)),), ground.times(5))
        yield Measure(f"importer {SHEETS} fiches (XML)", streamed, ours, "les mêmes en CSV")
        library.import_certifications(export, _silent)
        many = _ways(library)
    finally:
        library.close()
    yield Measure("propositions pour un métier, extrait", few, FRAME, "ce qu’on croit immédiat", 1.0)
    yield Measure(f"propositions pour un métier, {SHEETS} fiches", many, FRAME, "ce qu’on croit immédiat", 1.0)


def _ways(library: Library) -> float:
    reference = library()
    target = reference.occupation(TARGET)
    if target is None:
        raise LookupError(TARGET)
    library.certifications()
    [found] = medians(
        (lambda: timed(lambda: read_ways(library, reference, target, target.requirements, TODAY)),), times=15
    )
    return found


def _rows() -> dict[str, list[Sequence[str]]]:
    rows: dict[str, list[Sequence[str]]] = {name: [] for name in COLUMNS}
    for number in range(1, SHEETS + 1):
        one, code = f"RNCP{number}", CODES[number % len(CODES)]
        active = "ACTIVE" if number % 3 else "INACTIVE"
        rows["Standard"].append((one, f"Intitulé du métier numéro {number}", "TP", f"NIV{3 + number % 5}", active,
                                 "31/08/2028"))  # fmt: skip
        for rank in range(5):
            rows["Blocs_De_Compétences"].append((one, f"{one}BC0{rank}", f"Préparer, réaliser et suivre, part {rank}"))
        for other in (code, TARGET if number % 40 == 0 else CODES[number * 7 % len(CODES)]):
            rows["Rome"].append((one, other, "Libellé d’avant"))
        for way in ("Par expérience", "En contrat d’apprentissage", "Après un parcours de formation continue"):
            rows["VoixdAccès"].append((one, way))
        rows["Certificateurs"].append((one, "\t11004301500012", "MINISTERE"))
        if number % 2:
            rows["Ancienne_Nouvelle_Certification"].append((one, "", f"RNCP{number + 1}"))
    return rows


def _export(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in _rows().items():
            stream = io.StringIO()
            writer = csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n")
            writer.writerows([COLUMNS[name], *rows])
            archive.writestr(f"export_fiches_CSV_{name}_2026_09_29.csv", stream.getvalue())
    return path


def _flux(path: Path) -> Path:
    skills = "Préparer, réaliser, suivre et rendre compte. " * 8
    with path.open("w", encoding="utf-8") as stream:
        stream.write("<FICHES><VERSION_FLUX>4.1</VERSION_FLUX>")
        for number in range(1, SHEETS + 1):
            blocs = "".join(
                f"<BLOC_COMPETENCES><CODE>RNCP{number}BC0{rank}</CODE><LIBELLE>Part {rank}</LIBELLE>"
                f"<LISTE_COMPETENCES>{skills}</LISTE_COMPETENCES></BLOC_COMPETENCES>"
                for rank in range(5)
            )
            stream.write(
                f"<FICHE><NUMERO_FICHE>RNCP{number}</NUMERO_FICHE><INTITULE>Métier {number}</INTITULE>"
                f"<CODES_ROME><ROME><CODE>{CODES[number % len(CODES)]}</CODE></ROME></CODES_ROME>"
                "<SI_JURY_VAE><ACTIF>Oui</ACTIF></SI_JURY_VAE>"
                f"<BLOCS_COMPETENCES>{blocs}</BLOCS_COMPETENCES><ACTIF>Oui</ACTIF></FICHE>"
            )
        stream.write("</FICHES>")
    return path


def _bare(export: Path, target: Path) -> None:
    """Every line of the six files, read with ``csv`` and inserted as it is, in one transaction."""
    with closing(sqlite3.connect(target, isolation_level=None)) as connection, zipfile.ZipFile(export) as archive:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for place, name in enumerate(archive.namelist()):
            with archive.open(name) as raw:
                reader = csv.reader(io.TextIOWrapper(raw, encoding="utf-8", newline=""), delimiter=";")
                header = next(reader)
                connection.execute(f"CREATE TABLE bare_{place} ({', '.join(header)})")
                marks = ", ".join("?" * len(header))
                connection.executemany(f"INSERT INTO bare_{place} VALUES ({marks})", reader)
        connection.execute("COMMIT")


def _silent(_step: str, _done: int, _steps: int) -> None:
    """Tell nobody."""
