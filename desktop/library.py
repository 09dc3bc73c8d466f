"""The referential in use, opened on first need and again after an import; and the other editions beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock

from desktop.models.editions import EditionChanges
from desktop.models.occupation import Edition
from desktop.reference.certifications import Certifications
from desktop.reference.changes import changes
from desktop.reference.crosswalk import Crosswalk
from desktop.reference.opened import Reference
from desktop.reference.packs import PackShelf
from desktop.reference.shelf import Shelf
from desktop.resources import resource

COMPARED = 4  # pairs of editions whose differences are kept


class Library:
    """Calling it answers the referential; for the pool and the store's thread, since opening reads files."""

    def __init__(self, folder: Path) -> None:
        """``folder`` holds the compiled editions; the shipped extract is compiled there on first need."""
        self.shelf = Shelf(folder, resource("reference"))
        self.packs = PackShelf(folder, resource("reference"))
        self._lock = Lock()
        self._open: Reference | None = None
        self._beside: dict[Path, Reference] = {}
        self._former: list[Reference] = []
        self._compared: dict[tuple[Reference, Reference], EditionChanges] = {}
        self._crosswalk: Crosswalk | None = None
        self._certifications: Certifications | None = None
        self._former_packs: list[Certifications] = []

    def __call__(self) -> Reference:
        """The referential in use."""
        with self._lock:
            if self._open is None:
                self._open = self._in_use()
            return self._open

    def import_kit(self, path: Path, progress: Callable[[str, int, int], None]) -> Edition:
        """Make the official kit the referential in use; Refused, and nothing changes, when it cannot be."""
        edition = self.shelf.import_kit(path, progress)
        self._replace()
        return edition

    def editions(self) -> tuple[Edition, ...]:
        """The editions imported on this computer, newest first; only the extract when there is none."""
        return self.shelf.imported() or (self().edition(),)

    def edition(self, version: str) -> Reference | None:
        """That edition, open until ``close``, whichever is in use; None if it is not on this computer."""
        if self().edition().version == version:
            return self()
        with self._lock:
            path = self.shelf.compiled(version)
            if path is not None and path not in self._beside:
                self._beside[path] = Reference.open(path)
            return self._beside[path] if path is not None else None

    def use(self, version: str) -> Edition:
        """Put another edition of this computer in use (``EXTRACT``: the demonstration's); Refused if it is not here."""
        edition = self.shelf.use(version)
        self._replace()
        return edition

    def changes(self, old: str) -> EditionChanges | None:
        """What differs from that version to the one in use, compared once; None when either is not on this computer."""
        new = self()
        former = self.edition(old)
        if former is None or former is new:
            return None
        key = (former, new)  # not their versions: an extract and the whole may have the same
        with self._lock:
            known = self._compared.get(key)
        found = known or changes(former, new)
        with self._lock:
            self._compared = {**self._compared, key: found} if len(self._compared) < COMPARED else {key: found}
        return found

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            for opened in (*self._former, *self._beside.values(), self._open):
                if opened is not None:
                    opened.close()
            self._beside, self._former, self._open = {}, [], None
            for pack in (*self._former_packs, self._certifications):
                if pack is not None:
                    pack.close()
            self._former_packs, self._certifications = [], None

    def _in_use(self) -> Reference:
        return Reference.open(self.shelf.in_use(), self.shelf.notice())

    def _replace(self) -> None:
        """Open what is in use now; who holds the former one may go on asking it."""
        with self._lock:
            opened = self._in_use()
            if self._open is not None:
                self._former.append(self._open)
            self._open = opened

    def crosswalk(self) -> Crosswalk:
        """The PCS–FAP–ROME table in use, read once."""
        with self._lock:
            if self._crosswalk is None:
                self._crosswalk = self.packs.crosswalk()
            return self._crosswalk

    def import_crosswalk(self, path: Path, progress: Callable[[str, int, int], None]) -> Crosswalk:
        """Make the published table the one in use; Refused, and nothing changes, when it cannot be."""
        crosswalk = self.packs.import_crosswalk(path, progress)
        with self._lock:
            self._crosswalk = crosswalk
        return crosswalk

    def certifications(self) -> Certifications:
        """The certifications in use, opened on first need."""
        with self._lock:
            if self._certifications is None:
                self._certifications = self.packs.certifications()
            return self._certifications

    def import_certifications(self, path: Path, progress: Callable[[str, int, int], None]) -> Certifications:
        """Make an export of France compétences the one in use; Refused, and nothing changes, when it cannot be."""
        opened = self.packs.import_certifications(path, progress)
        with self._lock:
            if self._certifications is not None:
                self._former_packs.append(self._certifications)  # a page may still be asking it
            self._certifications = opened
        return opened
