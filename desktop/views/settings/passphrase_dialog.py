"""Changing the passphrase: the present one, then the new one twice, with how hard it is to guess."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.errors import EscaleError
from desktop.models.passphrase import shortfall
from desktop.views.dialog import Dialog
from desktop.views.pieces import label
from desktop.views.unlock.passphrase_field import PassphraseField

ADVICE = "Sept mots sans lien entre eux se retiennent bien et se devinent mal."
GOOD = "Cette phrase de passe convient."


class PassphraseDialog(Dialog):
    """``asked`` carries the present passphrase and the next one, once that is strong and written twice alike."""

    asked = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        """Empty fields."""
        super().__init__(parent, self.tr("Changer de phrase de passe"), self.tr("Changer"), self._ask)
        self.present = PassphraseField(self.tr("Votre phrase de passe actuelle"))
        self.first = PassphraseField(self.tr("La nouvelle"))
        self.second = PassphraseField(self.tr("La nouvelle, une seconde fois"))
        self.counsel = label(ADVICE, "small")
        for piece in (self.present, self.first, self.counsel, self.second):
            self.body.addWidget(piece)
        kept = "Votre fiche de secours reste valable : elle ne dépend pas de cette phrase."
        self.body.addWidget(label(self.tr(kept), "small"))
        for field in (self.present, self.first, self.second):
            field.changed.connect(self._review)
        self._review()
        self.present.setFocus()

    def _missing(self) -> str:
        if not self.present.text:
            return "Écrivez d’abord votre phrase de passe actuelle."
        if weak := shortfall(self.first.text):
            return weak
        if self.first.text == self.present.text:
            return "Choisissez une phrase différente de l’actuelle."
        return "" if self.second.text == self.first.text else "Écrivez la même phrase dans le dernier champ."

    def _review(self) -> None:
        self.counsel.setText((shortfall(self.first.text) or GOOD) if self.first.text else ADVICE)
        self.act_button.setDisabled(bool(self._missing()))

    def _ask(self) -> None:
        if missing := self._missing():
            self.show_trouble(EscaleError(missing))
            return
        self.show_busy(self.tr("Changement en cours… Cela prend quelques secondes."))
        self.asked.emit(self.present.text, self.first.text)
