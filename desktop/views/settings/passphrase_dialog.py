"""Changing the passphrase: the present one, then the new one twice, with how hard it is to guess."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.errors import EscaleError
from desktop.views.dialog import Dialog
from desktop.views.pieces import label
from desktop.views.unlock.chosen_passphrase import ChosenPassphrase
from desktop.views.unlock.passphrase_field import PassphraseField

SAME = "C’est votre phrase actuelle : choisissez-en une autre."
KEPT = "Votre fiche de secours reste valable : elle ne dépend pas de cette phrase."


class PassphraseDialog(Dialog):
    """``asked`` carries the present passphrase and the next one, once that is strong and written twice alike."""

    asked = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        """Empty fields."""
        super().__init__(parent, self.tr("Changer de phrase de passe"), self.tr("Changer"), self._ask)
        self.present = PassphraseField(self.tr("Votre phrase de passe actuelle"))
        self.chosen = ChosenPassphrase(self.tr("La nouvelle"))
        for piece in (self.present, self.chosen, label(self.tr(KEPT), "small")):
            self.body.addWidget(piece)
        self.present.changed.connect(self._review)
        self.chosen.changed.connect(self._review)
        self._review()
        self.present.setFocus()

    def show_done(self, words: str) -> None:
        """What was done; nothing typed stays in the fields."""
        self.forget()
        for piece in (self.present, self.chosen):
            piece.setDisabled(True)
        super().show_done(words)

    def forget(self) -> None:
        """Nothing typed or proposed stays in a window that closes."""
        self.present.edit.setText("")
        self.chosen.forget()

    def _missing(self) -> str:
        if not self.present.text:
            return "Écrivez d’abord votre phrase de passe actuelle."
        if self._same():
            return SAME
        return self.chosen.missing()

    def _same(self) -> bool:
        return bool(self.chosen.text) and self.chosen.text == self.present.text

    def _review(self) -> None:
        self.chosen.object_to(SAME if self._same() else "")
        if not self.close_button.isEnabled():
            return  # what was asked goes on
        self.act_button.setDisabled(bool(self._missing()))

    def _ask(self) -> None:
        if missing := self._missing():
            self.show_trouble(EscaleError(missing))
            return
        self.show_busy(self.tr("Changement en cours… Cela prend quelques secondes."))
        self.asked.emit(self.present.text, self.chosen.text)
