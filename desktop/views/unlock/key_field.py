"""One field for the recovery key, as it is read from the sheet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.models.recovery import parsed
from desktop.views.pieces import label

LONGEST = 200


class KeyField(QWidget):
    """A caption, the field, and how a key is written."""

    entered = Signal()

    def __init__(self) -> None:
        """Nothing typed in it is remembered, predicted or corrected by the system."""
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setMaxLength(LONGEST)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(QFontInfo(QApplication.font()).pixelSize())  # as big as other words, whatever their size
        self.edit.setFont(fixed)
        hints = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        self.edit.setInputMethodHints(hints)
        self.edit.setAccessibleName(self.tr("Clé de secours"))
        self.edit.returnPressed.connect(self.entered)
        caption = label(self.tr("Clé de secours"), "strong")
        caption.setBuddy(self.edit)
        written = "Neuf groupes de quatre caractères. Tirets, espaces et majuscules sont facultatifs."
        hint = label(self.tr(written), "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for piece in (caption, self.edit, hint):
            column.addWidget(piece)
        self.setFocusProxy(self.edit)

    @property
    def text(self) -> str:
        """What is written."""
        return self.edit.text()

    def trouble(self) -> Refused | None:
        """Why what is written is no key, None when it may be one."""
        try:
            parsed(self.text)
        except Refused as trouble:
            return trouble
        return None
