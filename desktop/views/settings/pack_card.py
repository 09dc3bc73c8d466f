"""A public table beside the referential: which one is in use, what it is for, and the way to bring the whole in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QProgressBar

from desktop.errors import EscaleError
from desktop.views.announce import announce
from desktop.views.desk import Desk
from desktop.views.packs import Packs
from desktop.views.pieces import Card, label, secondary_button


@dataclass(frozen=True, slots=True)
class PackKind:
    """What one card shows: its words, the kinds of file it takes, and how to ask which edition is in use."""

    name: str
    title: str
    purpose: str
    button: str
    files: str
    words: Callable[[Packs], str]


CERTIFICATIONS: Final = PackKind(
    "certifications",
    "Les certifications (RNCP et RS)",
    "Diplômes, titres et blocs de compétences : ce à quoi ils préparent, jusqu’à quand, par quelles voies. "
    "L’export est publié chaque jour par France compétences sur data.gouv.fr.",
    "Importer l’export complet (zip ou XML)…",
    "Export de France compétences (*.zip *.xml)",
    lambda packs: packs.certifications().edition.words(),
)
PROFESSIONS: Final = PackKind(
    "professions",
    "Les professions (PCS)",
    "Du code de profession d’un bulletin de paie à des métiers possibles, toujours à confirmer ensemble.",
    "Importer la table complète (CSV)…",
    "Table PCS–FAP–ROME (*.csv)",
    lambda packs: packs.crosswalk().edition_words(),
)
KINDS: Final = (CERTIFICATIONS, PROFESSIONS)


class PackCard(Card):
    """One pack; ``import_asked`` carries the path of a file."""

    import_asked = Signal(str)

    def __init__(self, desk: Desk, kind: PackKind) -> None:
        """Asks which edition is in use once it is shown by its page."""
        super().__init__(kind.title)
        self._desk, self._kind = desk, kind
        self.words = label("")
        self.step = label("", "muted")
        self.trouble = label("", "alarm")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(f"Avancement de l’import : {kind.title}")
        self.button = secondary_button(kind.button, self._choose)
        self.button.setAccessibleName(f"{kind.title} : {kind.button}")
        for piece in (self.words, label(kind.purpose, "small"), self.progress, self.step, self.trouble, self.button):
            self.add(piece)
        for piece in (self.progress, self.step, self.trouble):
            piece.hide()

    def load(self) -> None:
        """Ask which edition is in use."""
        packs, words = self._desk.packs, self._kind.words
        if packs is not None:
            self._desk.background.run(self, lambda: words(packs), self.show_words, self.show_trouble)

    def show_words(self, words: str) -> None:
        """Say which edition is in use; an import that was under way has ended."""
        self.words.setText(words.replace(". C’est un extrait", ".\nC’est un extrait"))
        self.trouble.hide()
        self._show_importing(False)

    def show_step(self, sentence: str, done: int, total: int) -> None:
        """Say how far an import has come."""
        self._show_importing(True)
        self.trouble.hide()
        self.step.setText(sentence)
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def show_trouble(self, trouble: EscaleError) -> None:
        """Say why an import failed; the edition in use has not changed."""
        self._show_importing(False)
        self.trouble.setText(str(trouble))
        self.trouble.show()
        announce(self, str(trouble), at_once=True)

    def _show_importing(self, importing: bool) -> None:
        self.progress.setVisible(importing)
        self.step.setVisible(importing)
        self.button.setDisabled(importing)

    def _choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self._kind.title, "", self._kind.files)
        if path:
            self.show_step("Lecture du fichier…", 0, 0)
            self.import_asked.emit(path)
