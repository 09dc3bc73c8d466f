"""The passphrase is lost: the recovery sheet opens the vault, and a new passphrase is chosen at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from desktop.errors import EscaleError
from desktop.views.pieces import label, link_button, primary_button
from desktop.views.theme import Theme
from desktop.views.unlock.chosen_passphrase import ChosenPassphrase
from desktop.views.unlock.first_run_page import ALONE, UNTICKED
from desktop.views.unlock.gate import Gate
from desktop.views.unlock.key_field import KeyField

EFFECT = (
    "La phrase de passe d’avant ne servira plus. Vos notes sont intactes ; les passeports partagés seront peut-être à"
    " recevoir de nouveau."
)


class RecoveryPage(Gate):
    """``asked`` carries the key and the new passphrase; ``back_asked`` goes back to the passphrase."""

    asked = Signal(str, str)
    back_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        """Empty fields."""
        super().__init__(theme, "Recopiez la clé de votre fiche de secours et choisissez une nouvelle phrase de passe.")
        self.key = KeyField()
        self.chosen = ChosenPassphrase(self.tr("Nouvelle phrase de passe"))
        self.alone = QCheckBox(ALONE)
        self.alone.hide()
        self.open_button = primary_button(self.tr("Ouvrir avec la fiche"), self._ask)
        self.back_button = link_button(self.tr("Revenir à la phrase de passe"), self.back_asked.emit)
        self.key.entered.connect(self.chosen.first.edit.setFocus)
        self.chosen.entered.connect(self._ask)
        for piece in (self.key, self.chosen, label(EFFECT, "small"), self.alone, self.open_button, self.back_button):
            self.card.add(piece)
        self.finish()
        self.setFocusProxy(self.key)

    def ask_alone(self) -> None:
        """This computer has no keyring: that the passphrase alone will protect the vault has to be understood."""
        self.alone.show()

    def hold(self, held: bool) -> None:
        """Hold everything while keys are derived."""
        for piece in (self.key, self.chosen, self.alone, self.open_button, self.back_button):
            piece.setDisabled(held)

    def _ask(self) -> None:
        if not self.open_button.isEnabled():
            return
        if trouble := self.key.trouble():
            self.show_trouble(trouble)
            self.key.edit.setFocus()
        elif missing := self.chosen.missing():
            self.show_trouble(EscaleError(missing))
            self.chosen.first.edit.setFocus()
        elif not self.alone.isHidden() and not self.alone.isChecked():
            self.show_trouble(EscaleError(UNTICKED))
            self.alone.setFocus()
        else:
            self.show_busy(self.tr("Ouverture avec la fiche de secours… Cela prend quelques secondes."))
            self.asked.emit(self.key.text, self.chosen.text)
