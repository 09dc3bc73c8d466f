"""Why an occupation was chosen, in the person's own words."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit

from desktop.models.correction import Target
from desktop.views.desk import Desk
from desktop.views.pieces import Card, label

LONGEST: Final = 600  # characters
TOO_LONG: Final = f"{LONGEST} caractères au plus : ce qui dépasse ne sera pas gardé."
HINT: Final = "Avec les mots de la personne : ce qui l’attire, ce qu’elle veut éviter…"


class ReasonCard(Card):
    """One field; what was typed is given when the field is left, and by ``take`` before the page changes."""

    written = Signal(object, str)  # Target, its new reason

    def __init__(self, desk: Desk) -> None:
        """Hidden until there is a target."""
        super().__init__(self.tr("Pourquoi ce métier ?"))
        self._target: Target | None = None
        self.hint, self.long = label(HINT, "small"), label(TOO_LONG, "alarm")
        self.field = _Field()
        self.field.setAccessibleName(self.tr("Pourquoi ce métier, avec les mots de la personne"))
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(desk.theme.px(84))
        self.field.left.connect(self.take)
        self.field.textChanged.connect(lambda: self.long.setVisible(len(self._typed) > LONGEST))
        for piece in (self.hint, self.field, self.long):
            self.add(piece)
        self.long.hide()
        self.hide()

    def show_target(self, target: Target | None) -> None:
        """Show its reason; what is being typed about the same target stays, a field only looked at is no word."""
        same = target is not None and self._target is not None and target.code == self._target.code
        typing = same and self.pending() is not None
        if not same:
            self.take()
        self._target = target
        reason = target.reason if target else ""
        if not typing and self.field.toPlainText() != reason:
            self.field.setPlainText(reason)
        self.setVisible(target is not None)

    def pending(self) -> tuple[Target, str] | None:
        """What was typed and not given yet."""
        words = self._typed[:LONGEST]
        return (self._target, words) if self._target and words != self._target.reason else None

    def take(self) -> None:
        """Give what was typed, if it changed."""
        if (found := self.pending()) is not None:
            target, words = found
            self._target = replace(target, reason=words)
            self.written.emit(target, words)

    def give_back(self, code: str) -> bool:
        """What was given about that target could not be written: it is pending again; whether it is in the field."""
        if shown := self._target is not None and self._target.code == code:
            self._target = replace(self._target, reason="")
        return shown

    @property
    def _typed(self) -> str:
        return self.field.toPlainText().strip()

    def drop(self) -> None:
        """Forget target and words: their person's file is gone, or another's is shown."""
        self._target = None
        self.field.clear()
        self.hide()


class _Field(QPlainTextEdit):
    """Says when the keyboard leaves it."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
