"""Leaving the shared view when the passphrase is asked for: until it is right, nothing else can be seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QWidget

from desktop.views.dialog import Dialog
from desktop.views.pieces import label
from desktop.views.unlock.passphrase_field import PassphraseField

WORDS: Final = "Le bureau montre d’autres dossiers. Échap : rester dans la vue partagée."


class LeaveDialog(Dialog):
    """``try_it`` is called with what was typed; it answers with ``show_trouble`` or by taking the window away."""

    def __init__(self, parent: QWidget, try_it: Callable[[str], object]) -> None:
        """Shown over the window of the shared view."""
        super().__init__(parent, self.tr("Quitter la vue partagée"), self.tr("Quitter"), self._try)
        self._try_it = try_it
        self.field = PassphraseField(self.tr("Phrase de passe"))
        self.body.addWidget(label(self.tr(WORDS)))
        self.body.addWidget(self.field)
        self.field.entered.connect(self._try)
        self.field.setFocus()

    def forget(self) -> None:
        """The passphrase does not outlive the window."""
        self.field.edit.clear()

    def _try(self) -> None:
        if not self._busy and self.field.text:
            self.show_busy(self.tr("Vérification…"))
            self._try_it(self.field.text)
