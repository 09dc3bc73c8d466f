"""The referential in use, and the way to bring the whole ROME in."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QFileDialog

from desktop.models.occupation import Edition
from desktop.models.when import When
from desktop.views.desk import Desk
from desktop.views.page import SideBySide
from desktop.views.pieces import label, link_button, secondary_button
from desktop.views.rows import Row, RowsView
from desktop.views.settings.import_card import ImportCard


class ReferentialCard(ImportCard):
    """Which ROME, from whom, how much of it; what is chosen is a folder or a zip."""

    use_asked = Signal(str)  # a version of this computer to put in use
    changes_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        """Asks the referential once it is shown by its page."""
        super().__init__(self.tr("Le référentiel des métiers (ROME)"), self.tr("Avancement de l’import"))
        self._desk = desk
        self.source = label("", "small")
        self.zip_button = secondary_button(self.tr("Importer le ROME complet (zip)…"), self._choose_zip)
        self.folder_button = secondary_button(self.tr("Depuis un dossier…"), self._choose_folder)
        self.folder_button.setAccessibleName(self.tr("Importer le ROME complet depuis un dossier"))
        self.versions = RowsView(desk.theme, self.tr("Versions du ROME sur cet ordinateur"))
        self.versions.chosen.connect(lambda row: self.use_asked.emit(row.key) if row.action else None)
        self.changed = link_button(self.tr("Ce que change la version en usage"), self.changes_asked.emit)
        buttons = (self.zip_button, self.folder_button)
        pieces = (self.words, self.source, self.progress, self.step, self.trouble, self.versions, self.changed)
        self._fill((*pieces, SideBySide(*buttons)), buttons)
        self.versions.hide()
        self.changed.hide()

    def load(self) -> None:
        """Ask which edition is in use."""
        self._desk.background.run(self, lambda: self._desk.reference().edition(), self._say)
        if (packs := self._desk.packs) is not None:
            both = lambda: (packs.editions(), self._desk.reference().edition())  # noqa: E731 - read together
            self._desk.background.run(self, both, lambda read: self.show_versions(*read))

    def show_edition(self, edition: Edition) -> None:
        """Say which edition is in use; an import that was under way has ended."""
        self._say(edition)
        self._end()

    def _say(self, edition: Edition) -> None:
        self.words.setText(said_edition(edition))
        self.source.setText(f"Source : {edition.source}")

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

    def _choose_zip(self) -> None:
        kinds = self.tr("Kit du ROME (*.zip)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Choisir le kit du ROME"), "", kinds)
        self._ask(path, self.tr("Lecture du kit…"))

    def _choose_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, self.tr("Choisir le dossier du kit du ROME"))
        self._ask(path, self.tr("Lecture du kit…"))


def said_edition(edition: Edition) -> str:
    """Version, date, size, and whether it is whole."""
    size = QLocale(QLocale.Language.French)
    counts = f"{size.toString(edition.occupations)} métiers, {size.toString(edition.skills)} compétences et savoirs"
    dated = f", publié le {When.read(edition.published).said()}" if edition.published else ""
    first = f"ROME 4.0, référentiel {edition.version}{dated} : {counts}."
    extract = "C’est un extrait de démonstration : il ne suffit pas pour un accompagnement."
    return f"{first}\n{extract}" if edition.extract else first
