"""Finding with the person beside the screen: in their file alone, and only what both may read."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.models.text import folded
from desktop.views.desk import Desk
from desktop.views.find_frame import FindFrame
from desktop.views.find_rows import Kept, kept_of
from desktop.views.rows import Row

PROMPT: Final = "Un emploi, une compétence, une action, un rendez-vous de ce dossier…"


class RoomPalette(FindFrame):
    """No other person, no command, no working note: the room that it asks knows of none."""

    found = Signal(str, str)  # what the answer is ("note", "plan", "meeting", "diagnostic", "fact" or "held"), its id

    def __init__(self, desk: Desk, person: str, parent: QWidget) -> None:
        """About ``person`` (an id), over ``parent``."""
        super().__init__(desk, parent, self.tr(PROMPT))
        self._person = person

    def end(self) -> None:
        """The file is gone: nothing of it stays in the field or in the answers."""
        self.reject()
        self._person = ""
        self.field.clear()
        self._clear()

    def _search(self, text: str) -> None:
        self._walked = False
        if not folded(text) or not self._person:
            self._clear()
            return
        person, day = self._person, self._desk.today()

        def show(kept: Kept) -> None:
            if (text, person) == (self.field.text(), self._person):
                self._missed = kept.missed
                self._show(kept.answers)

        self._desk.background.read(self, "find", lambda store: kept_of(store, person, text, day), show)

    def _choose(self, row: Row) -> None:
        kind, _, key = row.key.partition(" ")
        self.accept()
        self.found.emit(kind, key.partition(" ")[2])
