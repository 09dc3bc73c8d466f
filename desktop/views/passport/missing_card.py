"""The way in: a card of the tab Parcours that opens the window, and keeps the case until the file is closed."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent

from desktop.models.changes import Changes
from desktop.models.file import File
from desktop.models.missing_case import Case
from desktop.views.desk import Desk
from desktop.views.passport.missing_dialog import MissingDialog
from desktop.views.pieces import Card, label, secondary_button

WORDS = "Ce qui n’est pas dans le passeport peut très bien exister. Cherchons pourquoi, et que faire."


class MissingCard(Card):
    """Holds one case a file, in memory alone."""

    def __init__(self, desk: Desk) -> None:
        """Nobody yet."""
        super().__init__(self.tr("Il manque un diplôme, un emploi ?"))
        self._desk = desk
        self._file: File | None = None
        self.case = Case()
        self.dialog: MissingDialog | None = None
        self.button = secondary_button(self.tr("Chercher pourquoi…"), self.open)
        self.add(label(self.tr(WORDS), "small"))
        self.add(self.button)
        self.forget()
        desk.background.changed.connect(self._absorb)

    def show_file(self, file: File) -> None:
        """From now on the case is about that file."""
        if self._file and self._file.card.person != file.card.person:
            self.forget()
        self._file = file
        self.button.setEnabled(True)
        if self.dialog:
            self.dialog.show_file(file)

    def forget(self) -> None:
        """Nothing typed about somebody stays once their file is closed."""
        if self.dialog:
            self.dialog.reject()
        self._file, self.case = None, Case()
        self.button.setDisabled(True)

    def open(self) -> None:
        """Open the window on what was typed before."""
        if self._file is None or self.dialog:
            return
        self.dialog = dialog = MissingDialog(self.window(), self._desk, self._file, self.case)
        dialog.finished.connect(lambda _: self._closed(dialog))
        dialog.open()

    def hideEvent(self, event: QHideEvent) -> None:
        """The window never stays over another page."""
        super().hideEvent(event)
        if self.dialog and not event.spontaneous():
            self.dialog.reject()

    def _closed(self, dialog: MissingDialog) -> None:
        if self.dialog is dialog:
            self.case, self.dialog = dialog.case, None
            self.button.setFocus()

    def _absorb(self, changes: Changes) -> None:
        if self._file and self._file.card.person in changes.gone:
            self.forget()
