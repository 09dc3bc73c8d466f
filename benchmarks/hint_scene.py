"""A note that says too much, in the pictures: the hint about it, and what the person would read of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benchmarks.scene import people
from benchmarks.settled import settle
from desktop.furniture import Furniture
from desktop.views.notes.notes_page import NotesPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

DELICATE: Final = (
    "Deuxième entretien. Karim est dépressif depuis son licenciement et veut reprendre en douceur.\n\n"
    "Il a travaillé auprès d’adultes handicapés, puis au syndicat mixte des eaux. Pas motivé pour l’usine."
)


def hints(furniture: Furniture) -> None:
    """A note with words that say too much, and why the first one does."""
    furniture.open_file(people(furniture.office)["Karim Longchemin"], NotesPage.title)
    settle(furniture.office.background)
    editor = furniture.notes.editor
    if not editor.text:
        editor.field.insert(DELICATE)
    editor.text_changed.emit(editor.text)
    settle(furniture.office.background)
    if not furniture.notes.hints.why.isVisible():
        furniture.notes.hints.ask.click()


def reported(furniture: Furniture) -> QWidget | None:
    """What the person would read of that note."""
    hints(furniture)
    furniture.notes.reported.button.click()
    settle(furniture.office.background)
    return furniture.notes.reported.dialog
