"""The brake: files that the gateway offers no more without saying why are kept closed until the counsellor answers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMessageBox

from desktop.views.announce import announce
from desktop.views.page import SideBySide
from desktop.views.pieces import Card, label, primary_button, secondary_button

WHY = (
    "Le serveur n’a pas signé la fin de ces partages : c’est peut-être une panne. En attendant votre réponse, ces"
    " dossiers sont fermés en lecture et rien n’est effacé."
)


class QuestionCard(Card):
    """Hidden until there is a question; ``answered`` carries whether the files are to be erased."""

    answered = Signal(bool)

    def __init__(self) -> None:
        """Nothing asked."""
        super().__init__(self.tr("Une question avant de continuer"))
        self.question = label("", "strong")
        self.keep_button = primary_button(self.tr("Les garder fermés"), lambda: self.answered.emit(False))
        self.erase_button = secondary_button(self.tr("Les effacer…"), self._ask)
        for piece in (self.question, label(self.tr(WHY), "muted"), SideBySide(self.keep_button, self.erase_button)):
            self.add(piece)
        self.hide()

    def show_question(self, question: str) -> None:
        """Ask it, here and aloud; "" hides the card."""
        fresh = question != self.question.text() or self.isHidden()
        self.question.setText(question)
        self.setVisible(bool(question))
        if question and fresh:
            announce(self, question)

    def _ask(self) -> None:
        """The one question that cannot be undone."""
        box = QMessageBox(
            QMessageBox.Icon.Question, self.tr("Effacer"), self.tr("Effacer ces dossiers et leurs notes ?")
        )
        box.setParent(self.window(), box.windowFlags())
        said = "Si le serveur les propose encore, les passeports reviendront ; vos notes non envoyées, non."
        box.setInformativeText(self.tr(said))
        erase = box.addButton(self.tr("Effacer"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("Garder les dossiers"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        erase.clicked.connect(lambda: self.answered.emit(True))
        box.open()
