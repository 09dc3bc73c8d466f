"""The shelf: the compiled editions of the ROME on this computer, and which one is in use.

Each edition is its own file, never rewritten, since a window may hold it open (Windows forbids replacing it then);
``en-usage.json``, replaced atomically, names the one in use. Nothing imported: the demonstration extract.
"""

from __future__ import annotations

import logging
import re
from contextlib import suppress
from pathlib import Path

from desktop.errors import Refused
from desktop.models.occupation import Edition
from desktop.reference.archive import UNCHANGED
from desktop.reference.check import Join, joins, shared_codes
from desktop.reference.compiled import SCHEMA, write
from desktop.reference.extract import digest, read_extract
from desktop.reference.kit import read_kit
from desktop.reference.opened import Reference
from desktop.reference.placing import Progress, name_it, partial, point, pointed, silent, sweep, writing
from desktop.reference.rows import Rows
from desktop.reference.tree import shipped_labels

POINTER = "en-usage.json"
EXTRACT = "extrait"  # the word that ``use`` takes to return to the demonstration extract

_IMPORTED = re.compile(r"rome-([0-9]{3})-[0-9a-f]{16}\.sqlite")
_LOG = logging.getLogger(__name__)


class Shelf:
    """A folder of compiled editions; ``shipped`` is ``resources/reference``, ``cache`` where the extract compiles."""

    def __init__(self, folder: Path, shipped: Path, cache: Path | None = None) -> None:
        """Nothing is read or written before the first question."""
        self._folder = folder
        self._shipped = shipped
        self._cache = cache or folder

    def in_use(self) -> Path:
        """The compiled file to open: the imported edition chosen, else the extract, compiled on first use."""
        chosen = self._chosen()
        return chosen if chosen is not None and _edition(chosen) is not None else self._extract()

    def notice(self) -> str:
        """Why the edition chosen is not the one in use, a sentence; "" when it is, or when none was chosen."""
        chosen = self._chosen()
        match = _IMPORTED.fullmatch(chosen.name) if chosen is not None else None
        if chosen is None or match is None or _edition(chosen) is not None:
            return ""
        return (
            f"Le ROME {match[1]} importé sur ce poste ne peut plus être lu par cette version d’Escale : importez de "
            "nouveau son kit. En attendant, c’est l’extrait de démonstration qui sert."
        )

    def compiled(self, version: str) -> Path | None:
        """The file of an edition that opens: an imported one, or the extract's when no other has that version."""
        for path in self._files():
            edition = _edition(path)
            if edition is not None and edition.version == version:
                return path
        extract = self._extract()
        return extract if _opened_edition(extract).version == version else None

    def imported(self) -> tuple[Edition, ...]:
        """The editions imported on this computer that open, newest version first; the extract is not one of them."""
        found = [edition for path in self._files() if (edition := _edition(path)) is not None]
        return tuple(sorted(found, key=lambda edition: edition.version, reverse=True))

    def use(self, version: str) -> Edition:
        """Put an imported version in use, or the extract (``EXTRACT``); raises Refused if it is not on the shelf."""
        if version == EXTRACT:
            with writing(self._folder, UNCHANGED):
                self._pointer().unlink(missing_ok=True)
            return _opened_edition(self._extract())
        path = self.compiled(version)
        if path is not None and _IMPORTED.fullmatch(path.name):
            self._point(path)
            return _opened_edition(path)
        raise Refused(f"La version {version} du ROME n’est pas sur cet ordinateur.", "Importez d’abord son kit CSV.")

    def import_kit(self, path: Path, progress: Progress | None = None) -> Edition:
        """Read, compile, verify a kit (folder or zip) and put it in use; the same content twice changes nothing.

        ``progress`` receives (French step, steps done, steps in all). Raises Refused and leaves the edition in use
        untouched whenever anything is wrong with the kit.
        """
        tell = progress or silent
        rows = read_kit(path, self._labels(), self._dates(), tell)
        target = self._folder / f"rome-{rows.version}-{rows.digest()[:16]}.sqlite"
        if _edition(target) is None:
            _compile(rows, target, tell)
        self._point(target)
        self._forget_others(target, rows.version)
        return _opened_edition(target)

    def _extract(self) -> Path:
        source = self._shipped / "extrait.json"
        target = self._cache / f"extrait-{SCHEMA}-{digest(source)[:16]}.sqlite"
        if _edition(target) is None:
            _compile(read_extract(source), target, silent)
        return target

    def _files(self) -> list[Path]:
        """The imported files, the last written first."""
        found = [path for path in self._folder.glob("rome-*.sqlite") if _IMPORTED.fullmatch(path.name)]
        return sorted(found, key=lambda path: path.stat().st_mtime_ns, reverse=True)

    def _pointer(self) -> Path:
        return self._folder / POINTER

    def _chosen(self) -> Path | None:
        name = pointed(self._pointer())
        return self._folder / name if _IMPORTED.fullmatch(name) else None

    def _point(self, path: Path) -> None:
        with writing(self._folder, UNCHANGED):
            point(self._pointer(), path.name)

    def _labels(self) -> dict[str, str]:
        """The labels of the tree's branches: those shipped, then those of the newest edition imported."""
        labels = dict(shipped_labels(self._shipped / "tree.json").labels)
        newest = max((path for path in self._files() if _edition(path)), default=None, key=lambda path: path.name)
        if newest is not None:
            with Reference.open(newest) as reference:
                labels.update(reference.rows("SELECT code, label FROM branch WHERE length(code) < 4"))
        return labels

    def _dates(self) -> dict[str, str]:
        shipped = shipped_labels(self._shipped / "tree.json")
        known = {edition.version: edition.published for edition in self.imported() if edition.published}
        return {shipped.version: shipped.published} | known

    def _forget_others(self, kept: Path, version: str) -> None:
        """Remove other compilations of the version; one that is open on Windows stays, and goes the next time."""
        for path in self._files():
            if path != kept and path.name.startswith(f"rome-{version}-"):
                with suppress(OSError):
                    path.unlink()


def _compile(rows: Rows, target: Path, progress: Progress) -> None:
    """Compile beside the target, verify, sync, then give the file its name."""
    with writing(target.parent, UNCHANGED), partial(target) as beside:
        sweep(target.parent)
        progress("Compilation du référentiel", 0, 2)
        write(rows, beside)
        progress("Vérification des liens", 1, 2)
        with Reference.open(beside) as reference:
            _refuse_broken(rows, reference)
        name_it(beside, target)
        progress("Référentiel prêt", 2, 2)


def _refuse_broken(rows: Rows, reference: Reference) -> None:
    for table in ("occupation", "skill", "link"):
        if not rows.tables[table]:
            raise Refused(f"Le fichier {rows.files[table]} est vide.", UNCHANGED)
    if shared_codes(reference):
        raise Refused(f"Le fichier {rows.files['context']} reprend des codes de compétences.", UNCHANGED)
    broken = next((join for join in joins(reference) if join.broken), None)
    if broken is not None:
        raise Refused(_fault(rows, broken), UNCHANGED)


def _fault(rows: Rows, join: Join) -> str:
    examples = ", ".join(join.examples)
    if join.orphans:
        return f"Le fichier {rows.files[join.table]} cite des codes qui n’existent pas ({join.name} : {examples})."
    return f"Le fichier {rows.files[join.table]} contient des lignes en double (par exemple {examples})."


def _edition(path: Path) -> Edition | None:
    """The edition of a compiled file, None if the file is absent or cannot be opened."""
    try:
        return _opened_edition(path) if path.is_file() else None
    except Refused:
        _LOG.warning("compiled reference %s cannot be opened", path.name)
        return None


def _opened_edition(path: Path) -> Edition:
    with Reference.open(path) as reference:
        return reference.edition()
