"""A new computer: a backup file, the recovery sheet and a new passphrase bring back what was kept."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout

from desktop.errors import EscaleError
from desktop.views.pieces import label, link_button, primary_button, secondary_button
from desktop.views.theme import Theme
from desktop.views.unlock.chosen_passphrase import ChosenPassphrase
from desktop.views.unlock.first_run_page import ALONE, UNTICKED
from desktop.views.unlock.gate import Gate
from desktop.views.unlock.key_field import KeyField

EFFECT = "Vos notes et les dossiers créés à la main reviennent. Les passeports partagés seront reçus de nouveau."


class BringBackPage(Gate):
    """``asked`` carries the file's path, the key and the new passphrase; ``back_asked`` goes back to the first page."""

    asked = Signal(str, str, str)
    back_asked = Signal()

    def __init__(self, theme: Theme, keychain: str = "") -> None:
        """Empty fields; ``keychain`` is the back-end's name, "" when this machine has none."""
        super().__init__(theme, "Reprenez votre travail sur ce nouvel ordinateur, à partir d’une sauvegarde.")
        self.path = QLineEdit()
        self.path.setAccessibleName(self.tr("Fichier de sauvegarde"))
        self.choose_button = secondary_button(self.tr("Choisir…"), self._choose)
        self.choose_button.setAccessibleName(self.tr("Choisir le fichier de sauvegarde"))
        self.key = KeyField()
        self.chosen = ChosenPassphrase(self.tr("Nouvelle phrase de passe"))
        self.alone = QCheckBox(ALONE)
        self.alone.setVisible(not keychain)
        self.open_button = primary_button(self.tr("Reprendre"), self._ask)
        self.back_button = link_button(self.tr("Créer plutôt un coffre neuf"), self.back_asked.emit)
        self.chosen.entered.connect(self._ask)
        caption = label(self.tr("Fichier de sauvegarde"), "strong")
        caption.setBuddy(self.path)
        file = QVBoxLayout()
        file.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.path, 1)
        row.addWidget(self.choose_button)
        file.addWidget(caption)
        file.addLayout(row)
        self.card.add(file)
        for piece in (self.key, self.chosen, label(EFFECT, "small"), self.alone):
            self.card.add(piece)
        self.card.add(self.open_button)
        self.card.add(self.back_button)
        self.finish()
        self.setFocusProxy(self.path)

    def hold(self, held: bool) -> None:
        """Hold everything while the backup is read."""
        pieces = (self.path, self.choose_button, self.key, self.chosen, self.open_button, self.back_button)
        for piece in (*pieces, self.alone):
            piece.setDisabled(held)

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choisir une sauvegarde"), "", "Sauvegardes d’Escale (*.sauvegarde)"
        )
        if chosen:
            self.path.setText(chosen)

    def _ask(self) -> None:
        if not self.open_button.isEnabled():
            return
        missing = "" if self.path.text().strip() else "Choisissez le fichier de sauvegarde."
        if trouble := (EscaleError(missing) if missing else self.key.trouble()):
            self.show_trouble(trouble)
        elif missing := self.chosen.missing():
            self.show_trouble(EscaleError(missing))
        elif not self.alone.isHidden() and not self.alone.isChecked():
            self.show_trouble(EscaleError(UNTICKED))
            self.alone.setFocus()
        else:
            self.show_busy(self.tr("Reprise de la sauvegarde… Cela prend quelques secondes."))
            self.asked.emit(self.path.text().strip(), self.key.text, self.chosen.text)
