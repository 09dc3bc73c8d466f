"""The referential in use, and the way to bring the whole ROME in."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QFileDialog, QProgressBar

from desktop.errors import EscaleError
from desktop.models.occupation import Edition
from desktop.models.when import When
from desktop.views.announce import announce
from desktop.views.desk import Desk
from desktop.views.page import SideBySide
from desktop.views.pieces import Card, label, link_button, secondary_button
from desktop.views.rows import Row, RowsView


class ReferentialCard(Card):
    """Which ROME, from whom, how much of it; ``import_asked`` carries the path of a folder or a zip."""

    import_asked = Signal(str)
    use_asked = Signal(str)  # a version of this computer to put in use
    changes_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        """Asks the referential once it is shown by its page."""
        super().__init__(self.tr("Le référentiel des métiers (ROME)"))
        self._desk = desk
        self.words, self.source = label(""), label("", "small")
        self.step = label("", "muted")
        self.trouble = label("", "alarm")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Avancement de l’import"))
        self.zip_button = secondary_button(self.tr("Importer le ROME complet (zip)…"), self._choose_zip)
        self.folder_button = secondary_button(self.tr("Depuis un dossier…"), self._choose_folder)
        self.folder_button.setAccessibleName(self.tr("Importer le ROME complet depuis un dossier"))
        for piece in (self.words, self.source, self.progress, self.step, self.trouble):
            self.add(piece)
        self.versions = RowsView(desk.theme, self.tr("Versions du ROME sur cet ordinateur"))
        self.versions.chosen.connect(lambda row: self.use_asked.emit(row.key) if row.action else None)
        self.changed = link_button(self.tr("Ce que change la version en usage"), self.changes_asked.emit)
        self.add(self.versions)
        self.add(self.changed)
        self.add(SideBySide(self.zip_button, self.folder_button))
        for piece in (self.progress, self.step, self.trouble):
            piece.hide()
        self.versions.hide()
        self.changed.hide()

    def load(self) -> None:
        """Ask which edition is in use."""
        self._desk.background.run(self, lambda: self._desk.reference().edition(), self.show_edition)
        if (packs := self._desk.packs) is not None:
            both = lambda: (packs.editions(), self._desk.reference().edition())  # noqa: E731 - read together
            self._desk.background.run(self, both, lambda read: self.show_versions(*read))

    def show_edition(self, edition: Edition) -> None:
        """Say which edition is in use; an import that was under way has ended."""
        self.words.setText(said_edition(edition))
        self.source.setText(f"Source : {edition.source}")
        self._show_importing(False)

    def show_versions(self, editions: tuple[Edition, ...], in_use: Edition) -> None:
        """List the versions when there are several: the one in use, and the others to put back in use."""
        several = len(editions) > 1
        self.versions.show_rows(
            Row(one.version, f"Version {one.version}", around=self.tr("en usage") if one == in_use else "",
                action="" if one == in_use else self.tr("Mettre en usage"))
            for one in editions if several
        )  # fmt: skip
        self.versions.setVisible(several)
        self.changed.setVisible(several)

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
        self.zip_button.setDisabled(importing)
        self.folder_button.setDisabled(importing)

    def _choose_zip(self) -> None:
        kinds = self.tr("Kit du ROME (*.zip)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Choisir le kit du ROME"), "", kinds)
        self._ask(path)

    def _choose_folder(self) -> None:
        self._ask(QFileDialog.getExistingDirectory(self, self.tr("Choisir le dossier du kit du ROME")))

    def _ask(self, path: str) -> None:
        if path:
            self.show_step(self.tr("Lecture du kit…"), 0, 0)
            self.import_asked.emit(path)


def said_edition(edition: Edition) -> str:
    """Version, date, size, and whether it is whole."""
    size = QLocale(QLocale.Language.French)
    counts = f"{size.toString(edition.occupations)} métiers, {size.toString(edition.skills)} compétences et savoirs"
    dated = f", publié le {When.read(edition.published).said()}" if edition.published else ""
    first = f"ROME 4.0, référentiel {edition.version}{dated} : {counts}."
    extract = "C’est un extrait de démonstration : il ne suffit pas pour un accompagnement."
    return f"{first}\n{extract}" if edition.extract else first
