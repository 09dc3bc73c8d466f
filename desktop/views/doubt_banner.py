"""What is said above every page when the store is not as it was left: nothing is written until somebody chooses."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.views.announce import announce
from desktop.views.page import SideBySide
from desktop.views.pieces import label, secondary_button


class DoubtBanner(QFrame):
    """Hidden until there is a doubt; it stays until one of its two buttons settled it."""

    restore_asked = Signal()
    resume_asked = Signal()

    def __init__(self) -> None:
        """Hidden and empty."""
        super().__init__()
        self.setProperty("trouble", True)
        self.sentence, self.advice = label("", "strong"), label("")
        self.restore_button = secondary_button(self.tr("Restaurer une sauvegarde"), self.restore_asked.emit)
        self.resume_button = secondary_button(self.tr("Reprendre avec ce fichier"), self.resume_asked.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        for piece in (self.sentence, self.advice):
            column.addWidget(piece)
        column.addWidget(SideBySide(self.restore_button, self.resume_button))
        self.hide()

    def show_doubt(self, sentence: str, advice: str) -> None:
        """Say what is wrong and what may be done, here and aloud; an empty sentence hides it."""
        self.sentence.setText(sentence)
        self.advice.setText(advice)
        self.setAccessibleName(f"{sentence} {advice}".strip())
        self.setVisible(bool(sentence))
        if sentence:
            announce(self, f"{sentence} {advice}", at_once=True)

    def show_busy(self, busy: bool) -> None:
        """Hold the buttons while one of them is being obeyed."""
        for button in (self.restore_button, self.resume_button):
            button.setDisabled(busy)
