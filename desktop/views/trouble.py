"""How an expected failure is said: a quiet bar above the page, never a dialog."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop.errors import EscaleError
from desktop.views.announce import announce
from desktop.views.pieces import label, secondary_button


class TroubleBar(QFrame):
    """What happened and what to do about it; hidden until there is something to say, Escape or Fermer hides it."""

    def __init__(self) -> None:
        """Hidden and empty."""
        super().__init__()
        self.setProperty("trouble", True)
        self.sentence, self.advice = label("", "strong"), label("")
        self.close_button = secondary_button(self.tr("Fermer"), self.hide)
        self.close_button.setAccessibleName(self.tr("Fermer ce message"))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.sentence)
        words.addWidget(self.advice)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_trouble(self, trouble: EscaleError) -> None:
        """Say it here, and aloud."""
        self.sentence.setText(trouble.sentence)
        self.advice.setText(trouble.advice)
        self.advice.setVisible(bool(trouble.advice))
        self.show()
        announce(self, str(trouble), at_once=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
