"""The left rail: where one can go, and the way to lock."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QPushButton, QVBoxLayout

from desktop.views.pieces import rail_button
from desktop.views.theme import Theme

PLACES: Final[Mapping[str, str]] = {
    "today": "Aujourd’hui",
    "files": "Dossiers",
    "occupations": "Métiers",
    "sync": "Synchronisation",
    "settings": "Réglages",
}
ABOVE: Final[Mapping[str, str]] = {
    "file": "files",
    "hand": "files",
    "leaving": "today",
    "returned": "sync",
}  # pages that have no entry of their own


class Rail(QFrame):
    """One stop for Tab, arrows inside it; choosing an entry goes there at once."""

    place_asked = Signal(str)
    lock_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        """Every entry, none chosen yet."""
        super().__init__()
        self.setProperty("rail", True)
        self.setMinimumWidth(theme.px(188))
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        brand = QLabel("Escale")
        brand.setProperty("look", "brand")
        brand.setContentsMargins(theme.px(12), theme.px(4), 0, theme.px(14))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(10), theme.px(16), theme.px(10), theme.px(16))
        column.setSpacing(theme.px(4))
        column.addWidget(brand)
        for number, (name, words) in enumerate(PLACES.items(), 1):
            if name == "settings":
                column.addStretch(1)
            column.addWidget(self._entry(name, words, number))
        self.lock_button = rail_button(self.tr("Verrouiller"), self.lock_asked.emit)
        self.lock_button.setCheckable(False)
        self.lock_button.setToolTip("Ctrl L")
        column.addWidget(self.lock_button)
        self.setAccessibleName(self.tr("Navigation"))

    def mark(self, page: str) -> None:
        """Show where one is; a file stands under Dossiers."""
        if button := self.buttons.get(ABOVE.get(page, page)):
            button.setChecked(True)

    def enter(self) -> None:
        """Put the keyboard on the entry where one is."""
        if chosen := self._group.checkedButton():
            chosen.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _entry(self, name: str, words: str, number: int) -> QPushButton:
        button = self.buttons[name] = rail_button(words, lambda: self.place_asked.emit(name))
        button.setToolTip(f"Ctrl {number}")
        self._group.addButton(button)
        return button
