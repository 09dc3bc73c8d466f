"""A public table beside the referential: which one is in use, what it is for, and the way to bring the whole in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QFileDialog

from desktop.views.desk import Desk
from desktop.views.packs import Packs
from desktop.views.pieces import label, secondary_button
from desktop.views.settings.import_card import ImportCard


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


class PackCard(ImportCard):
    """One pack; what is chosen is a file."""

    def __init__(self, desk: Desk, kind: PackKind) -> None:
        """Asks which edition is in use once it is shown by its page."""
        super().__init__(kind.title, f"Avancement de l’import : {kind.title}")
        self._desk, self._kind = desk, kind
        self.button = secondary_button(kind.button, self._choose)
        self.button.setAccessibleName(f"{kind.title} : {kind.button}")
        purpose = label(kind.purpose, "small")
        self._fill((self.words, purpose, self.progress, self.step, self.trouble, self.button), (self.button,))

    def load(self) -> None:
        """Ask which edition is in use."""
        packs, words = self._desk.packs, self._kind.words
        if packs is not None:
            self._desk.background.run(self, lambda: words(packs), self._say, self.show_trouble)

    def show_words(self, words: str) -> None:
        """Say which edition is in use; an import that was under way has ended."""
        self._say(words)
        self._end()

    def _say(self, words: str) -> None:
        self.words.setText(words.replace(". C’est un extrait", ".\nC’est un extrait"))

    def _choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self._kind.title, "", self._kind.files)
        self._ask(path, "Lecture du fichier…")
