"""What every small window over a page is: a title, what is filled in, one line of what is wrong, two buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import EscaleError
from desktop.views.announce import announce
from desktop.views.pieces import label, primary_button, secondary_button


class Dialog(QDialog):
    """Shown over ``parent``; Escape and the second button close it, Enter does what the first one says.

    While what was asked goes on, nothing closes it: it would be done all the same, and nobody would be told.
    """

    def __init__(self, parent: QWidget, title: str, verb: str, act: Callable[[], object]) -> None:
        """``verb`` is written on the first button, which calls ``act``; ``body`` is the column to fill."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._busy = False
        self.finished.connect(lambda _: self.forget())  # hiding a window sends it no Close event
        self.title = label(title, "heading")
        self.said = label("", "alarm")
        self.said.hide()
        self.act_button = primary_button(verb, act)
        self.act_button.setDefault(True)
        self.close_button = secondary_button(self.tr("Annuler"), self.reject)
        self.close_button.setAutoDefault(False)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        for piece in (self.title, self.said):
            column.addWidget(piece)
        column.insertLayout(1, self.body)
        column.addLayout(self._buttons())

    def forget(self) -> None:
        """Take away what was typed or shown; called when the window closes. Each window says its own."""

    def reject(self) -> None:
        """Close without doing anything; what is going on is waited for."""
        if not self._busy:
            super().reject()

    def show_busy(self, words: str) -> None:
        """Say what is going on; nothing can be pressed and nothing closes meanwhile."""
        self._tell(words, "muted")
        self._hold(True)

    def show_trouble(self, trouble: EscaleError) -> None:
        """Say why it could not be done; it may be tried again."""
        self._tell(str(trouble), "alarm")
        self._hold(False)

    def show_done(self, words: str) -> None:
        """Say what was done; only closing is left."""
        self._tell(words, "")
        self._hold(False)
        self.act_button.hide()
        self.close_button.setText(self.tr("Fermer"))
        self.close_button.setDefault(True)
        self.close_button.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setMinimumWidth(self.said.fontMetrics().averageCharWidth() * 60)

    def _hold(self, busy: bool) -> None:
        self._busy = busy
        self.act_button.setDisabled(busy)
        self.close_button.setDisabled(busy)

    def _tell(self, words: str, look: str) -> None:
        self.said.setProperty("look", look)
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.said.setText(words)
        self.said.show()
        announce(self, words, at_once=look == "alarm")
        self.adjustSize()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.act_button)
        return row


def close_over(page: QWidget) -> None:
    """Close whatever window stands over a page or a part of it: what it shows, or would do, is of nobody any more."""
    for window in page.findChildren(QDialog):
        if not window.isHidden():
            window.done(QDialog.DialogCode.Rejected)  # even one that waits for an answer
