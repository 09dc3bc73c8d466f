"""The XML flux 4 of France compétences: hundreds of megabytes, read as a stream, one sheet at a time.

The parser hands each event over and builds no tree. A DOCTYPE is refused before anything it declares can be used, and
every text, depth and count has a bound.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import ParseError, XMLParser

from desktop.errors import Refused
from desktop.models.certification import Route
from desktop.reference.certifications_source import Source, day_in
from desktop.reference.certifications_tables import MAX_TEXT, Sheet, Writing
from desktop.reference.packs_file import UNCHANGED
from desktop.reference.placing import Progress

MAX_DEPTH: Final = 30
MAX_VALUES: Final = 20_000  # values read of one sheet
MAX_SILENCE: Final = 1024 * 1024  # bytes without one event: an attribute or a comment that never ends
TOLD: Final = 8 * 1024 * 1024  # bytes between two words of progress
MEBIBYTE: Final = 1024 * 1024
_ROUTES: Final[Mapping[str, Route]] = {
    "SI_JURY_FI": Route.SCHOOL,
    "SI_JURY_CA": Route.APPRENTICESHIP,
    "SI_JURY_FC": Route.CONTINUING,
    "SI_JURY_CQ": Route.PROFESSIONAL,
    "SI_JURY_CL": Route.INDIVIDUAL,
    "SI_JURY_VAE": Route.EXPERIENCE,
}
_BLOC: Final = "BLOCS_COMPETENCES/BLOC_COMPETENCES"
_OLD: Final = "ANCIENNES_CERTIFICATIONS/ANCIENNE_CERTIFICATION/ID_FICHE_ANCIENNE_CERTIFICATION"
_NEW: Final = "NOUVELLES_CERTIFICATIONS/NOUVELLE_CERTIFICATION/ID_FICHE_NOUVELLE_CERTIFICATION"
_CERTIFIER: Final = "CERTIFICATEURS/CERTIFICATEUR/NOM_CERTIFICATEUR"
_ROME: Final = "CODES_ROME/ROME/CODE"
_READ: Final = frozenset(
    {"NUMERO_FICHE", "INTITULE", "ABREGE/CODE", "NOMENCLATURE_EUROPE/NIVEAU", "ACTIF", "DATE_FIN_ENREGISTREMENT"}
    | {_OLD, _NEW, _CERTIFIER, _ROME, f"{_BLOC}/CODE", f"{_BLOC}/LIBELLE", f"{_BLOC}/LISTE_COMPETENCES"}
    | {f"{jury}/ACTIF" for jury in _ROUTES}
)


def is_xml_export(source: Source) -> bool:
    """Whether the source holds at least one XML file."""
    return any(name.lower().endswith(".xml") for name in source.names)


def read_xml_export(source: Source, writing: Writing, progress: Progress) -> str:
    """Write every sheet of every XML file, and answer the ISO date in their names, "" when they have none."""
    names = tuple(name for name in source.names if name.lower().endswith(".xml"))
    for name in names:
        _read(source, name, writing, progress)
    return day_in(*names, source.name)


def _read(source: Source, name: str, writing: Writing, progress: Progress) -> None:
    events = _Events(name, writing)
    parser = XMLParser(target=events)  # noqa: S314 - DOCTYPE refused, texts and depth bounded
    size, read, told, heard, silent = source.sizes.get(name, 0), 0, -TOLD, 0, 0
    try:
        for block in source.blocks(name):
            if read - told >= TOLD:
                progress(f"Lecture de {name}", read // MEBIBYTE, max(size // MEBIBYTE, 1))
                told = read
            parser.feed(block)
            read += len(block)
            silent = silent + len(block) if events.count == heard else 0
            heard = events.count
            if silent > MAX_SILENCE:
                raise Refused(f"Le fichier {name} contient un morceau trop long.", UNCHANGED)
        parser.close()
    except (ParseError, UnicodeDecodeError, ValueError) as error:
        raise Refused(f"Le fichier {name} est coupé, ou n’est pas du XML lisible.", UNCHANGED) from error
    if not events.known:
        raise Refused(f"Le fichier {name} n’est pas un flux de France compétences.", UNCHANGED)


class _Events:
    """What the parser tells; keeps the wanted values of the sheet under way, and writes it when it ends."""

    def __init__(self, name: str, writing: Writing) -> None:
        self.count = 0
        self.known = False  # the version of the flux was read
        self._name, self._writing = name, writing
        self._path: list[str] = []
        self._text: list[str] | None = None
        self._left = 0
        self._values: dict[str, list[str]] = {}
        self._blocs: list[dict[str, str]] = []
        self._number_of_values = 0

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        raise Refused(f"Le fichier {self._name} déclare un DOCTYPE : Escale n’en lit pas.", UNCHANGED)

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        self.count += 1
        self._path.append(tag)
        depth = len(self._path)
        if depth > MAX_DEPTH or (depth == 1 and tag != "FICHES"):
            raise Refused(f"Le fichier {self._name} n’est pas un flux de France compétences.", UNCHANGED)
        if depth == 2 and tag == "FICHE":
            self._values, self._blocs, self._number_of_values = {}, [], 0
        inside = self._inside()
        if inside == _BLOC:
            self._blocs.append({})
        wanted = inside in _READ or self._path == ["FICHES", "VERSION_FLUX"]
        self._text, self._left = ([], MAX_TEXT) if wanted else (None, 0)

    def data(self, text: str) -> None:
        self.count += 1
        if self._text is not None and self._left > 0:
            self._text.append(text[: self._left])
            self._left -= len(text)

    def end(self, tag: str) -> None:
        self.count += 1
        inside, depth = self._inside(), len(self._path)
        if self._text is not None:
            self._keep(inside, tag, "".join(self._text))
        self._text = None
        self._path.pop()
        if depth == 2 and tag == "FICHE":
            self._write()

    def close(self) -> None:
        """Nothing remains to be told."""

    def _inside(self) -> str:
        """Where one stands inside a sheet, "" outside."""
        return "/".join(self._path[2:]) if self._path[1:2] == ["FICHE"] else ""

    def _keep(self, inside: str, tag: str, text: str) -> None:
        self._number_of_values += 1
        if self._number_of_values > MAX_VALUES:
            raise Refused(f"Le fichier {self._name} contient une fiche démesurée.", UNCHANGED)
        if tag == "VERSION_FLUX":
            self.known = text.strip().startswith("4.")
            if not self.known:
                raise Refused(f"Le fichier {self._name} est un flux « {text[:10]} » : Escale lit le flux 4.", UNCHANGED)
        elif inside.startswith(_BLOC):
            self._blocs[-1][tag] = text
        else:
            self._values.setdefault(inside, []).append(text)

    def _one(self, inside: str) -> str:
        return next(iter(self._values.get(inside, ())), "").strip()

    def _write(self) -> None:
        writing, several = self._writing, self._values
        number = writing.sheet(
            Sheet(
                self._one("NUMERO_FICHE"),
                self._one("INTITULE"),
                self._one("ABREGE/CODE"),
                self._one("NOMENCLATURE_EUROPE/NIVEAU"),
                self._one("ACTIF").lower() == "oui",
                self._one("DATE_FIN_ENREGISTREMENT"),
            )
        )
        for bloc in self._blocs:
            writing.bloc(number, bloc.get("CODE", ""), bloc.get("LIBELLE", ""), bloc.get("LISTE_COMPETENCES", ""))
        for code in several.get(_ROME, ()):
            writing.occupation(number, code)
        for jury, route in _ROUTES.items():
            if self._one(f"{jury}/ACTIF").lower() == "oui":
                writing.route(number, route)
        for name in several.get(_CERTIFIER, ()):
            writing.certifier(number, name)
        for old in several.get(_OLD, ()):
            writing.change(old.strip(), number)
        for new in several.get(_NEW, ()):
            writing.change(number, new.strip())
