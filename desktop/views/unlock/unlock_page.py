"""The vault is closed: one field opens it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer, Signal, SignalInstance

from desktop.errors import EscaleError
from desktop.views.announce import announce
from desktop.views.pieces import label, link_button, primary_button, secondary_button
from desktop.views.theme import Theme
from desktop.views.unlock.gate import Gate
from desktop.views.unlock.passphrase_field import PassphraseField

COPY: Final = (
    "Escale garde une autre copie de ce fichier. Écrivez votre phrase de passe et essayez-la : rien ne sera effacé."
)


class UnlockPage(Gate):
    """Asks for the passphrase; whoever listens to ``asked`` calls ``show_busy``, then ``show_trouble`` if it failed."""

    asked = Signal(str)
    copy_asked = Signal(str)
    recovery_asked = Signal()

    def __init__(self, theme: Theme, *, alone: bool = False, prefilled: str = "") -> None:
        """``alone``: no keyring holds a half of the key. ``prefilled``: the passphrase of the demonstration."""
        super().__init__(theme, "Vos dossiers sont chiffrés sur cet ordinateur. Votre phrase de passe les ouvre.")
        self.why = label("", "strong")
        self.why.hide()
        self.field = PassphraseField(self.tr("Phrase de passe"))
        self.field.entered.connect(self._ask)
        self.open_button = primary_button(self.tr("Ouvrir"), self._ask)
        self.card.add(self.why)
        self.card.add(self.field)
        self.card.add(self.open_button)
        self.recovery_button = link_button(self.tr("Ouvrir avec la fiche de secours"), self.recovery_asked.emit)
        self.card.add(self.recovery_button)
        self.copy_words = label(COPY, "small")
        self.copy_button = secondary_button(self.tr("Ouvrir avec l’autre copie"), self._ask_copy)
        for piece in (self.copy_words, self.copy_button):
            piece.hide()
        self.finish()
        for piece in (self.copy_words, self.copy_button):  # below what went wrong, which they answer
            self.card.add(piece)
        self._left = 0
        self._timer = QTimer(self, interval=1_000)
        self._timer.timeout.connect(self._count)
        if alone:
            self.card.add(label(self.tr("Ce coffre est protégé par la phrase de passe seule."), "small"))
        if prefilled:
            words = "Démonstration : tout ce que vous voyez est inventé et sera effacé à la fermeture."
            self.card.add(label(self.tr(words), "muted"))
            self.field.edit.setText(prefilled)
        self.setFocusProxy(self.open_button if prefilled else self.field)

    def say_why(self, sentence: str) -> None:
        """Say why the vault is closed while somebody was at work, here and aloud."""
        self.why.setText(sentence)
        self.why.show()
        announce(self, sentence)

    def show_trouble(self, trouble: EscaleError) -> None:
        """Say it, and put the cursor back on what was written, all of it chosen."""
        super().show_trouble(trouble)
        self.field.edit.setFocus()
        self.field.edit.selectAll()

    def wait(self, seconds: int) -> None:
        """Too many attempts: the next one in so many seconds, counted down; 0 gives the field back."""
        self._left = seconds
        if seconds > 0:
            announce(self, next_try(seconds))
            self._timer.start()
        self._show_wait()

    def show_exhausted(self) -> None:
        """Ten attempts failed: the recovery sheet is the only way left."""
        self.wait(0)
        for piece in (self.field, self.open_button):
            piece.hide()
        super().show_trouble(
            EscaleError("Dix essais ont échoué.", "Il reste la fiche de secours pour ouvrir le coffre.")
        )
        self.recovery_button.setFocus()

    def offer_copy(self) -> None:
        """The vault's header is damaged, and its second copy may open it: one more button says so."""
        self.copy_words.show()
        self.copy_button.show()

    def hold(self, held: bool) -> None:
        """Hold the field and the buttons while a key is derived, or while it is too early."""
        self.field.setDisabled(held)
        self.recovery_button.setDisabled(held)
        for button in (self.open_button, self.copy_button):
            button.setDisabled(held or self._left > 0)

    def _count(self) -> None:
        self._left -= 1
        self._show_wait()

    def _show_wait(self) -> None:
        if self._left <= 0:
            self._timer.stop()
            self.doing.hide()
        else:
            self.doing.setText(next_try(self._left))
            self.doing.show()
        for button in (self.open_button, self.copy_button):
            button.setEnabled(self._left <= 0 and self.field.isEnabled())

    def _ask(self) -> None:
        if self.open_button.isEnabled():
            self._give(self.asked)

    def _ask_copy(self) -> None:
        self._give(self.copy_asked)

    def _give(self, asked: SignalInstance) -> None:
        if self.field.text:
            self.show_busy(self.tr("Ouverture du coffre… Cela prend quelques secondes."))
            asked.emit(self.field.text)
        else:
            self.show_trouble(EscaleError(self.tr("Écrivez votre phrase de passe.")))


def next_try(seconds: int) -> str:
    """``Nouvel essai possible dans 8 secondes.``"""
    return f"Nouvel essai possible dans {seconds} seconde{'s' if seconds > 1 else ''}."
