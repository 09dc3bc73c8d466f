"""The recovery sheet: proved good by typing what it says, or made again and printed at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.errors import EscaleError
from desktop.views.announce import announce
from desktop.views.desk import Desk
from desktop.views.dialog import Dialog
from desktop.views.paper_buttons import PaperButtons
from desktop.views.pieces import label
from desktop.views.unlock.key_field import KeyField
from desktop.views.unlock.passphrase_field import PassphraseField


class RehearsalDialog(Dialog):
    """``asked`` carries the key as it was typed, once it is well formed; nothing in the vault changes."""

    asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        """An empty field."""
        super().__init__(parent, self.tr("Vérifier ma fiche de secours"), self.tr("Vérifier"), self._ask)
        words = (
            "Recopiez la clé imprimée sur votre fiche. Escale ouvrira une copie du coffre avec elle, sans rien changer."
        )
        self.field = KeyField()
        for piece in (label(self.tr(words)), self.field):
            self.body.addWidget(piece)
        self.field.setFocus()

    def show_done(self, words: str) -> None:
        """What was proved; what was typed is taken away."""
        self.forget()
        self.field.setDisabled(True)
        super().show_done(words)

    def forget(self) -> None:
        """Empty the field, and what it could undo."""
        self.field.edit.setText("")

    def _ask(self) -> None:
        if trouble := self.field.trouble():
            self.show_trouble(trouble)
            self.field.setFocus()
            return
        self.show_busy(self.tr("Vérification en cours… Cela prend quelques secondes."))
        self.asked.emit(self.field.text)


class RenewalDialog(Dialog):
    """Asks for the passphrase (``asked``), then shows the new key with the ways to put it on paper."""

    asked = Signal(str)

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        """An empty field."""
        super().__init__(
            parent, self.tr("Refaire une fiche de secours"), self.tr("Faire une nouvelle fiche"), self._ask
        )
        words = (
            "Une nouvelle clé remplace l’ancienne. Détruisez l’ancienne fiche : elle n’ouvrira plus ce coffre, mais"
            " elle ouvre encore les sauvegardes d’avant."
        )
        self.words = label(self.tr(words))
        self.field = PassphraseField(self.tr("Votre phrase de passe"))
        self.key = label("", "chart")
        self.key.setAccessibleName(self.tr("La nouvelle clé de secours"))
        self.paper = PaperButtons(desk, self.tr("la nouvelle fiche de secours"))
        self.paper.troubled.connect(self.show_trouble)
        for piece in (self.words, self.field, self.key, self.paper):
            self.body.addWidget(piece)
        self.key.hide()
        self.paper.hide()
        self._desk = desk
        self.field.setFocus()

    def show_key(self, key: str) -> None:
        """Show the key, to be printed or copied by hand before the window is closed."""
        papers = self._desk.papers
        self.field.edit.setText("")
        self.field.hide()
        groups = key.split("-")
        self.key.setText("\n".join("-".join(groups[at : at + 3]) for at in range(0, len(groups), 3)))
        self.key.show()
        if papers:
            self.paper.offer(lambda ppi: papers.recovery_sheet(key, ppi))
            self.paper.show()
        self.show_done(
            self.tr("Imprimez-la maintenant : Escale ne la montrera plus. L’ancienne n’ouvre plus ce coffre.")
        )
        announce(self.key, key)

    def show_trouble(self, trouble: EscaleError) -> None:
        """A passphrase refused may be typed again; a key that is shown stays."""
        super().show_trouble(trouble)
        if self.key.isHidden():
            self.field.setFocus()

    def forget(self) -> None:
        """Nothing of the key or of the passphrase stays in a window that closes, nor in what it could print."""
        self.field.edit.setText("")
        self.key.setText("")
        self.paper.offer(None)

    def _ask(self) -> None:
        if not self.field.text:
            self.show_trouble(EscaleError(self.tr("Écrivez votre phrase de passe.")))
            return
        self.show_busy(self.tr("Nouvelle fiche en préparation… Cela prend quelques secondes."))
        self.asked.emit(self.field.text)
