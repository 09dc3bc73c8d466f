"""When the vault closes by itself, and closing it now."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSpinBox

from desktop.models.safekeeping import LONGEST, SHORTEST, Locking, said_locking
from desktop.views.page import SideBySide
from desktop.views.pieces import Card, label, secondary_button


class LockingCard(Card):
    """``idle_chosen`` carries minutes, 1 to 15."""

    idle_chosen = Signal(int)
    lock_asked = Signal()
    passphrase_chosen = Signal(bool)  # asked, or not, before the shared view is left

    def __init__(self) -> None:
        """Five minutes until ``show_locking`` says otherwise."""
        super().__init__(self.tr("Verrouillage"))
        self.words, self.reason = label(""), label("", "small")
        caption = label(self.tr("Verrouiller après"))
        self.minutes = QSpinBox(minimum=SHORTEST, maximum=LONGEST)
        self.minutes.setKeyboardTracking(False)  # 12 is typed by a 1 first
        self.minutes.setAccessibleName(self.tr("Minutes sans activité avant le verrouillage"))
        self.minutes.lineEdit().setTextMargins(10, 0, 0, 0)
        caption.setBuddy(self.minutes)
        caption.setWordWrap(False)
        self.lock_button = secondary_button(self.tr("Verrouiller maintenant"), self.lock_asked.emit)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(caption)
        row.addWidget(self.minutes)
        row.addStretch(1)
        self.add(self.words)
        self.add(row)
        self.add(self.reason)
        self.passphrase = QCheckBox(self.tr("Demander la phrase de passe pour quitter la vue partagée"))
        self.passphrase.clicked.connect(self.passphrase_chosen)
        self.add(self.passphrase)
        self.add(SideBySide(self.lock_button))
        self.show_locking(Locking())
        self.minutes.valueChanged.connect(self._choose)

    def show_locking(self, locking: Locking) -> None:
        """Show what stands; when the organisation decides, say so."""
        self.minutes.blockSignals(True)
        self.minutes.setValue(locking.minutes)
        self.minutes.blockSignals(False)
        self._say(locking.minutes)
        self.minutes.setDisabled(locking.by_site)
        self.reason.setText(
            self.tr("Ce délai est fixé par votre organisme.") if locking.by_site else self.tr("De 1 à 15 minutes.")
        )

    def show_leaving(self, asked: bool, by_site: bool) -> None:
        """Whether the passphrase is asked before the shared view is left, and whether the organisation says so."""
        self.passphrase.setChecked(asked)
        self.passphrase.setDisabled(by_site)

    def _choose(self, minutes: int) -> None:
        self._say(minutes)
        self.idle_chosen.emit(minutes)

    def _say(self, minutes: int) -> None:
        self.minutes.setSuffix(" minute" if minutes < 2 else " minutes")
        self.words.setText(said_locking(Locking(minutes)))
