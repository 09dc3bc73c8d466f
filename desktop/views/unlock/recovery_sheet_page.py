"""The recovery sheet: shown once, put on paper, and proved kept by typing two of its groups again."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from desktop.errors import Refused
from desktop.models.recovery import READ_AS
from desktop.views.announce import announce
from desktop.views.page import SideBySide
from desktop.views.pieces import label, link_button, primary_button, secondary_button
from desktop.views.theme import Theme
from desktop.views.unlock.gate import Gate

WHY = (
    "Si vous oubliez votre phrase de passe ou changez d’ordinateur, cette clé ouvre le coffre. Elle n’est montrée"
    " qu’ici : imprimez-la ou recopiez-la, et gardez-la loin de l’ordinateur."
)
Chosen = Callable[[int], tuple[int, int]]


def two_of(count: int) -> tuple[int, int]:
    """Two different places out of ``count``, drawn at random, in order."""
    first = secrets.randbelow(count)
    second = (first + 1 + secrets.randbelow(count - 1)) % count
    return min(first, second), max(first, second)


class RecoverySheetPage(Gate):
    """``proved`` once two groups were typed again; ``show_proved`` says what that opened; ``done`` goes on."""

    print_asked = Signal()
    save_asked = Signal()
    proved = Signal()
    done = Signal()

    def __init__(self, theme: Theme, key: str, choose: Chosen = two_of) -> None:
        """``key`` is nine groups joined by dashes; ``choose`` draws the two that are asked back."""
        super().__init__(theme, "Votre fiche de secours")
        self._groups = key.split("-")
        self._asked = choose(len(self._groups))
        self.groups = self._sheet(theme)
        self.print_button = secondary_button(self.tr("Imprimer…"), self.print_asked.emit)
        self.save_button = secondary_button(self.tr("Enregistrer en PDF…"), self.save_asked.emit)
        self.kept_button = primary_button(self.tr("Ma fiche est prête"), self._hide_key)
        self.fields = [self._field(place) for place in self._asked]
        self.check_button = primary_button(self.tr("Vérifier ma fiche"), self._check)
        self.again_button = link_button(self.tr("Revoir la clé"), self._show_key)
        self.go_button = primary_button(self.tr("Ouvrir Escale"), self.done.emit)
        self.later_button = link_button(self.tr("Je n’ai rien pour la garder maintenant"), self.done.emit)
        self.later = label("Une fiche pourra être refaite dans Réglages, avec votre phrase de passe.", "small")
        self.said = label("")
        ways = SideBySide(self.print_button, self.save_button)
        self._shown: tuple[QWidget, ...] = (self.groups, ways, self.kept_button, self.later_button, self.later)
        self._questions: tuple[QWidget, ...] = (*self.fields, self.check_button, self.again_button)
        for piece in (label(WHY), *self._shown, self.said, *self._questions, self.go_button):
            self.card.add(piece)
        self.finish()
        self._show_key()

    def hold(self, held: bool) -> None:
        """Hold the fields while a copy of the vault is opened."""
        for piece in (*self._shown, *self._questions):
            piece.setDisabled(held)

    def show_proved(self) -> None:
        """The key that was typed opens a copy of the vault."""
        self.show_busy("")
        for piece in self._questions:
            piece.hide()
        self._tell("Vérifié : avec cette clé, Escale vient d’ouvrir une copie du coffre. Gardez la fiche en lieu sûr.")
        self.go_button.show()
        self.go_button.setFocus()

    def _show_key(self) -> None:
        self._switch(asking=False)
        self.said.hide()
        self.groups.setFocus()
        announce(self.groups, self.groups.accessibleName())

    def _hide_key(self) -> None:
        self._switch(asking=True)
        first, second = (place + 1 for place in self._asked)
        self._tell(f"Lisez sur votre fiche les groupes n° {first} et n° {second}, et écrivez-les ici.")
        self.fields[0].setFocus()

    def _switch(self, *, asking: bool) -> None:
        for piece in self._shown:
            piece.setVisible(not asking)
        for piece in self._questions:
            piece.setVisible(asking)
        self.go_button.hide()

    def _check(self) -> None:
        for field, place in zip(self.fields, self._asked, strict=True):
            typed = field.text().strip().upper().translate(READ_AS)
            if typed != self._groups[place]:
                self.show_trouble(Refused(f"Le groupe n° {place + 1} n’est pas celui-là.", "Relisez votre fiche."))
                field.setFocus()
                field.selectAll()
                return
        self.show_busy(self.tr("Escale ouvre une copie du coffre avec cette clé…"))
        self.proved.emit()

    def _tell(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.show()
        announce(self, sentence)

    def _field(self, place: int) -> QLineEdit:
        field = QLineEdit()
        field.setMaxLength(12)
        field.setPlaceholderText(f"Groupe n° {place + 1}")
        field.setAccessibleName(f"Groupe n° {place + 1} de la clé")
        field.returnPressed.connect(self._check)
        return field

    def _sheet(self, theme: Theme) -> QWidget:
        sheet = QWidget()
        sheet.setAccessibleName("Clé de secours : " + ", ".join(self._groups))
        sheet.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        grid = QGridLayout(sheet)
        grid.setContentsMargins(0, 8, 0, 8)
        grid.setHorizontalSpacing(theme.px(24))
        grid.setVerticalSpacing(theme.px(10))
        fixed = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        fixed.setPixelSize(theme.px(20))
        for place, group in enumerate(self._groups):
            words = QLabel(f"{place + 1}.  {group}")
            words.setFont(fixed)
            grid.addWidget(words, place // 3, place % 3)
        return sheet
