"""What the cards of public tables share: which edition is in use, how far an import has come, why one failed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from desktop.errors import EscaleError
from desktop.views.announce import announce
from desktop.views.pieces import Card, label


class ImportCard(Card):
    """``import_asked`` carries the path of what was chosen; what is in use may be read again during an import."""

    import_asked = Signal(str)

    def __init__(self, title: str, progress: str) -> None:
        """``progress`` is what a screen reader says of the bar."""
        super().__init__(title)
        self.words, self.step, self.trouble = label(""), label("", "muted"), label("", "alarm")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(progress)
        self._buttons: tuple[QPushButton, ...] = ()

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

    def _fill(self, pieces: tuple[QWidget, ...], buttons: tuple[QPushButton, ...]) -> None:
        """Put the pieces in this order; ``buttons`` begin an import, and wait while one is under way."""
        self._buttons = buttons
        for piece in pieces:
            self.add(piece)
        for piece in (self.progress, self.step, self.trouble):
            piece.hide()

    def _end(self) -> None:
        """An import that was under way has ended well."""
        self.trouble.hide()
        self._show_importing(False)

    def _ask(self, path: str, words: str) -> None:
        if path:
            self.show_step(words, 0, 0)
            self.import_asked.emit(path)

    def _show_importing(self, importing: bool) -> None:
        self.progress.setVisible(importing)
        self.step.setVisible(importing)
        for button in self._buttons:
            button.setDisabled(importing)
