"""The first time: what is kept and where, and a passphrase chosen twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from desktop.errors import EscaleError
from desktop.views.pieces import label, link_button, primary_button
from desktop.views.theme import Theme
from desktop.views.unlock.chosen_passphrase import ChosenPassphrase
from desktop.views.unlock.gate import Gate

ALONE: Final = "J’ai compris : cette phrase seule protège les dossiers"
UNTICKED: Final = "Cet ordinateur n’a pas de trousseau de clés : cochez la case pour continuer."
KEYCHAINS: Final[Mapping[str, str]] = {
    "keyring.backends.Windows": "au Gestionnaire d’identification de Windows",
    "keyring.backends.macOS": "au trousseau de macOS",
    "keyring.backends.SecretService": "au trousseau de clés de votre session",
    "keyring.backends.libsecret": "au trousseau de clés de votre session",
    "keyring.backends.kwallet": "à KWallet, le portefeuille de votre session",
}


def said_keychain(name: str) -> str:
    """To whom a half of the key is given, from the back-end's name: ``au trousseau de macOS``."""
    return next((words for start, words in KEYCHAINS.items() if name.startswith(start)), "au trousseau de l’ordinateur")


class FirstRunPage(Gate):
    """Has a passphrase chosen; ``created`` carries it once it is strong, written twice alike and understood."""

    created = Signal(str)
    bring_back_asked = Signal()

    def __init__(self, theme: Theme, folder: str, keychain: str) -> None:
        """``folder`` is where the vault will be; ``keychain`` the back-end's name, "" when this machine has none."""
        super().__init__(theme, "Bienvenue. Choisissez la phrase de passe qui protégera vos dossiers.")
        self.chosen = ChosenPassphrase(self.tr("Votre phrase de passe"))
        self.first, self.second, self.counsel = self.chosen.first, self.chosen.second, self.chosen.counsel
        self.alone = QCheckBox(ALONE)
        self.alone.setVisible(not keychain)
        self.create_button = primary_button(self.tr("Créer le coffre"), self._create)
        self.back_button = link_button(self.tr("Reprendre sur ce nouvel ordinateur"), self.bring_back_asked.emit)
        self.chosen.changed.connect(self._review)
        self.chosen.entered.connect(self._create)
        self.alone.toggled.connect(self._review)
        kept = "Escale garde sur cet ordinateur les passeports que l’on vous partage et ce que vous écrivez, chiffrés."
        forgotten = "Une fiche de secours vous sera donnée ensuite, à imprimer : elle ouvre le coffre en cas d’oubli."
        texts = (label(kept), label(f"Emplacement : {folder}", "small"))
        fields = (self.chosen, label(forgotten, "small"), label(self._keys(keychain)))
        for piece in (*texts, *fields, self.alone, self.create_button, self.back_button):
            self.card.add(piece)
        self.finish()
        self._review()
        self.setFocusProxy(self.chosen)

    def hold(self, held: bool) -> None:
        """Hold every field while the vault is being made."""
        for piece in (self.chosen, self.alone, self.back_button):
            piece.setDisabled(held)
        self.create_button.setDisabled(held or bool(self._missing()))

    def _keys(self, keychain: str) -> str:
        if keychain:
            return (
                f"La moitié de la clé sera confiée {said_keychain(keychain)}. L’autre vient de votre phrase de passe."
            )
        return "Cet ordinateur n’a pas de trousseau de clés utilisable : la phrase de passe seule protège les dossiers."

    def _missing(self) -> str:
        if missing := self.chosen.missing():
            return missing
        unread = not self.alone.isHidden() and not self.alone.isChecked()
        return "Cochez la case ci-dessous pour continuer." if unread else ""

    def _review(self) -> None:
        missing = self._missing()
        if missing and not self.chosen.missing():
            self.counsel.setText(missing)
        self.create_button.setDisabled(bool(missing))

    def _create(self) -> None:
        if not self.create_button.isEnabled():
            if missing := self._missing():
                self.show_trouble(EscaleError(missing))
            return
        self.show_busy(self.tr("Création du coffre… Cela prend quelques secondes."))
        self.created.emit(self.first.text)
