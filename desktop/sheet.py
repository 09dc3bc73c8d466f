"""After a vault is made: its recovery sheet put on paper, and proved to open a copy of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.errors import EscaleError
from desktop.opening import Open, Opening
from desktop.views.unlock.recovery_sheet_page import RecoverySheetPage

if TYPE_CHECKING:
    from desktop.models.paper import Paper
    from desktop.views.theme import Theme

SHARP = 200.0  # pixels per inch on paper


class SheetStep(QObject):
    """One page, and what its buttons do; ``ended`` when the counsellor goes on."""

    ended = Signal()

    def __init__(self, parent: QObject, theme: Theme, opening: Opening, made: Open, key: str) -> None:
        """``opening`` does the slow work on the vault that was ``made``."""
        super().__init__(parent)
        self.page = RecoverySheetPage(theme, key)
        self._to_print = False
        vault = str(made.vault.folder)
        opening.rehearsed.connect(self.page.show_proved)
        opening.typeset.connect(self._offer)
        self.page.proved.connect(partial(opening.rehearse, made, key))
        self.page.print_asked.connect(lambda: self._ask(opening, key, vault, to_print=True))
        self.page.save_asked.connect(lambda: self._ask(opening, key, vault, to_print=False))
        self.page.done.connect(self.ended)

    def _ask(self, opening: Opening, key: str, vault: str, *, to_print: bool) -> None:
        self._to_print = to_print
        opening.typeset_sheet(key, vault, SHARP if to_print else 0)

    def _offer(self, paper: Paper) -> None:
        if self._to_print:
            from desktop.views.printing import ask_and_print

            ask_and_print(self.page, paper.pages, _nothing, self.page.show_trouble)
        else:
            from desktop.views.saving import ask_where

            ask_where(self.page, "Enregistrer la fiche de secours", paper.name, "pdf", partial(self._save, paper))

    def _save(self, paper: Paper, path: Path) -> None:
        from desktop.views.saving import write_privately

        try:
            write_privately(path, paper.files["pdf"])
        except EscaleError as trouble:
            self.page.show_trouble(trouble)


def _nothing() -> None:
    """What follows a printing: the page stays as it is."""
