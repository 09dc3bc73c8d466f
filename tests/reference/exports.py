"""Small exports of France compétences, written the way the real ones are: CSV in a zip, and XML."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

DAY = "2024_02_22"
STANDARD = [
    "Numero_Fiche",
    "Intitule",
    "Abrege_Libelle",
    "Nomenclature_Europe_Niveau",
    "Actif",
    "Date_Fin_Enregistrement",
]
TABLES: Mapping[str, list[list[str]]] = {
    "Standard": [
        STANDARD,
        ["RNCP1", "Boulanger", "CAP", "NIV3", "ACTIVE", "31/08/2028"],
        ["RNCP2", "Pâtissier", "CAP", "NIV3", "INACTIVE", "31/08/2020"],
        ["RS3", "Gestes et soins d''urgence", "", "", "ACTIVE", ""],
    ],
    "Blocs_De_Compétences": [
        ["Numero_Fiche", "Bloc_Competences_Code", "Bloc_Competences_Libelle"],
        ["RNCP1", "RNCP1BC02", "Préparer les pâtes"],
        ["RNCP1", "RNCP1BC01", "Organiser le fournil"],
        ["RNCP9", "RNCP9BC01", "D’une fiche absente"],
    ],
    "Rome": [
        ["Numero_Fiche", "Codes_Rome_Code", "Codes_Rome_Libelle"],
        ["RNCP1", "D1102", "Boulangerie - viennoiserie"],
        ["RNCP2", "D1104", "Pâtisserie"],
        ["RNCP2", "d1102", "Boulangerie"],
        ["RNCP2", "12345", "Code d’avant"],
    ],
    "Certificateurs": [
        ["Numero_Fiche", "Siret_Certificateur", "Nom_Certificateur"],
        ["RNCP1", "\t11004301500012", "MINISTERE DE L'EDUCATION NATIONALE"],
    ],
    "VoixdAccès": [
        ["Numero_Fiche", "Si_Jury"],
        ["RNCP1", "Par expérience"],
        ["RNCP1", "En contrat d’apprentissage"],
        ["RNCP1", "Par expérience"],
        ["RNCP1", "D’une façon inconnue"],
    ],
    "Ancienne_Nouvelle_Certification": [
        ["Numero_Fiche", "Ancienne_Certification", "Nouvelle_Certification"],
        ["RNCP2", "", "RNCP1"],
        ["RNCP1", "RNCP2", ""],
    ],
}


def csv_bytes(rows: list[list[str]]) -> bytes:
    """The rows as the export writes them: semicolon, quoted, LF."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    return stream.getvalue().encode()


def members(tables: Mapping[str, list[list[str]]] = TABLES) -> dict[str, bytes]:
    """The bytes of each member by its name."""
    return {f"export_fiches_CSV_{name}_{DAY}.csv": csv_bytes(rows) for name, rows in tables.items()}


def zipped(path: Path, files: Mapping[str, bytes]) -> Path:
    """A zip of these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
    return path


def fiche(number: str, title: str = "Boulanger", more: str = "") -> str:
    """One sheet of the XML flux."""
    return (
        f"<FICHE><NUMERO_FICHE>{number}</NUMERO_FICHE><INTITULE>{title}</INTITULE>"
        "<ABREGE><CODE>CAP</CODE><LIBELLE>Certificat</LIBELLE></ABREGE>"
        "<NOMENCLATURE_EUROPE><NIVEAU>NIV3</NIVEAU></NOMENCLATURE_EUROPE>"
        f"<DATE_FIN_ENREGISTREMENT>31/08/2028</DATE_FIN_ENREGISTREMENT>{more}<ACTIF>Oui</ACTIF></FICHE>"
    )


def flux(*fiches: str, head: str = "", version: str = "4.1") -> bytes:
    """The whole XML."""
    body = "".join(fiches)
    declared = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
    return f"{declared}{head}<FICHES><VERSION_FLUX>{version}</VERSION_FLUX>{body}</FICHES>".encode()
