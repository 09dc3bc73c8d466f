"""What the keyboard does, and the small window that lists it."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from desktop.views.pieces import label

SHORTCUTS: Final = (
    ("Ctrl+1", "Aujourd’hui"),
    ("Ctrl+2", "Dossiers"),
    ("Ctrl+3", "Métiers"),
    ("Ctrl+4", "Synchronisation"),
    ("Ctrl+5", "Réglages"),
    ("Ctrl+K", "Trouver une personne, une note, un métier, une compétence"),
    ("Ctrl+N", "Créer un dossier à la main"),
    ("Ctrl+Shift+N", "Écrire une nouvelle note, de partout dans un dossier ; dans le plan, une nouvelle action"),
    ("Ctrl+B", "Mettre en gras, dans une note ; Ctrl Maj T titre, Ctrl Maj L liste, Ctrl Maj X case à cocher"),
    ("Ctrl+J", "Voir les rendez-vous du jour ou de la semaine, sur la page Aujourd’hui"),
    ("Ctrl+Z", "Annuler ce qui vient d’être dit ou marqué : compétence, étape, métier, action, rendez-vous, CV"),
    ("F5", "Synchroniser maintenant (Ctrl R aussi)"),
    ("F9", "Vue partagée : lire un dossier avec la personne, et rien d’autre ; Échap ou F9 pour en sortir"),
    ("F12", "Baisser le rideau : une page blanche, jusqu’à la prochaine touche"),
    ("Ctrl+L", "Verrouiller"),
    ("F1", "Cette liste"),
    ("Échap", "Fermer ce qui est ouvert par-dessus la page"),
)


class ShortcutsWindow(QDialog):
    """Two columns: the keys, and what they do."""

    def __init__(self, parent: QWidget) -> None:
        """Shown over ``parent``; Escape or Fermer closes it."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Raccourcis clavier"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (keys, words) in enumerate(SHORTCUTS):
            key = label(said_keys(keys), "strong")
            key.setWordWrap(False)
            what = label(words)
            what.setMinimumWidth(what.fontMetrics().averageCharWidth() * 40)
            grid.addWidget(key, row, 0)
            grid.addWidget(what, row, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(20)
        column.addLayout(grid)
        column.addWidget(buttons)


def said_keys(keys: str) -> str:
    """``Ctrl K`` for ``Ctrl+K``, ``⌘K`` on a Mac; words that are no key sequence stay as they are."""
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return (native or keys).replace("+", " ")
