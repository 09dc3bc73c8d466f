"""One field for a passphrase: hidden unless asked, with a word when Caps Lock is on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.views.announce import announce
from desktop.views.pieces import label, secondary_button

LONGEST = 1024


class HiddenEdit(QLineEdit):
    """A line edit that shows dots and notices Caps Lock from what the keys give."""

    caps = Signal(bool)

    def __init__(self) -> None:
        """Nothing typed in it is remembered, predicted or corrected by the system."""
        super().__init__()
        self.setMaxLength(LONGEST)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData
        self.setInputMethodHints(hints | Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhNoAutoUppercase)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if len(typed) == 1 and typed.isalpha() and typed.lower() != typed.upper():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps.emit(typed.isupper() != shifted)
        super().keyPressEvent(event)


class PassphraseField(QWidget):
    """A caption, the field, Afficher, and the Caps Lock hint."""

    entered = Signal()
    changed = Signal(str)

    def __init__(self, caption: str) -> None:
        """``caption`` is written above the field and said by screen readers."""
        super().__init__()
        self.edit = HiddenEdit()
        self.edit.setAccessibleName(caption)
        self.reveal = secondary_button(self.tr("Afficher"))
        self.reveal.setCheckable(True)
        self.reveal.setAutoDefault(False)
        self.reveal.setAccessibleName(self.tr("Afficher ce qui est écrit : {}").format(caption))
        self.reveal.toggled.connect(self._show_words)
        self.hint = label(self.tr("Le verrouillage des majuscules est activé."), "alarm")
        self.hint.hide()
        self.edit.caps.connect(self._show_caps)
        self.edit.returnPressed.connect(self.entered)
        self.edit.textChanged.connect(self.changed)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.edit, 1)
        row.addWidget(self.reveal)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        caption_label = label(caption, "strong")
        caption_label.setBuddy(self.edit)
        column.addWidget(caption_label)
        column.addLayout(row)
        column.addWidget(self.hint)
        self.setFocusProxy(self.edit)

    @property
    def text(self) -> str:
        """What is written."""
        return self.edit.text()

    def _show_words(self, shown: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.reveal.setText(self.tr("Masquer") if shown else self.tr("Afficher"))

    def _show_caps(self, on: bool) -> None:
        if on and self.hint.isHidden():
            announce(self.edit, self.hint.text())
        self.hint.setVisible(on)
