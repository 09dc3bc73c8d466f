"""Four words over the field of a note, for those who do not know the keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.views.flow import Flow
from desktop.views.notes.note_field import NoteField
from desktop.views.pieces import link_button
from desktop.views.shortcuts import said_keys

WORDS: Final = (
    ("Titre", "Ctrl+Shift+T", "Un titre, puis un titre plus petit"),
    ("Liste", "Ctrl+Shift+L", "Une ligne de liste ; Entrée ajoute la suivante, deux fois Entrée finit la liste"),
    ("Gras", "Ctrl+B", "Les mots choisis en gras"),
    ("Case à cocher", "Ctrl+Shift+X", "Une case à cocher ; la même touche, ou un clic, la coche"),
)


class MarksRow(QWidget):
    """Each word does what its key does, and gives the field back to whoever types."""

    headings_asked = Signal()

    def __init__(self, field: NoteField) -> None:
        """Acts on that field."""
        super().__init__()
        self._row = row = Flow(4)
        self.setLayout(row)
        gestures = field.gestures()
        for words, keys, told in WORDS:
            button = link_button(self.tr(words), _on(field, gestures[keys]))
            button.setToolTip(f"{self.tr(told)} ({said_keys(keys)})")
            button.setAccessibleDescription(button.toolTip())
            row.addWidget(button)
        self.headings = link_button(self.tr("+ Titres de ce moment"), self.headings_asked.emit)
        self.headings.setToolTip(self.tr("Ajoute, à la fin de la note, les titres qui n’y sont pas"))
        self.headings.hide()
        row.addWidget(self.headings)

    def add(self, button: QWidget) -> None:
        """Put something else about the text at the end of the row."""
        self._row.addWidget(button)


def _on(field: NoteField, gesture: Callable[[], None]) -> Callable[[], None]:
    def act() -> None:
        field.setFocus()
        gesture()

    return act
