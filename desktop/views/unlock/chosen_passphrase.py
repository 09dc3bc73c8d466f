"""A passphrase chosen twice, with what is worth knowing about it while it is written."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from desktop.models.passphrase import ENOUGH, strength, suggestion
from desktop.views.announce import announce
from desktop.views.pieces import label, link_button
from desktop.views.unlock.passphrase_field import PassphraseField

ADVICE = "Sept mots sans lien entre eux se retiennent bien et se devinent mal."
COPY = "Écrivez ces sept mots sur papier tant que vous ne les savez pas, puis retapez-les ci-dessous."


class ChosenPassphrase(QWidget):
    """Two fields, a measure that explains itself, and seven words proposed on demand."""

    changed = Signal()
    entered = Signal()

    def __init__(self, caption: str) -> None:
        """``caption`` names the first field."""
        super().__init__()
        self.first = PassphraseField(caption)
        self.second = PassphraseField(self.tr("La même, une seconde fois"))
        self.counsel = label("", "small")
        self.meter = QProgressBar()
        self.meter.setRange(0, ENOUGH)
        self.meter.setTextVisible(False)
        self.proposed = label("", "heading")
        self.proposed.hide()
        self.propose_button = link_button(self.tr("Proposer sept mots"), self.propose)
        for field in (self.first, self.second):
            field.changed.connect(self._review)
            field.entered.connect(self.entered)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for piece in (self.first, self.meter, self.proposed, self.counsel):
            column.addWidget(piece)
        column.addWidget(self.propose_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.second)
        self.setFocusProxy(self.first)
        self._review()

    @property
    def text(self) -> str:
        """What was chosen."""
        return self.first.text

    def missing(self) -> str:
        """What prevents going on, as one sentence; "" when nothing does."""
        measured = strength(self.first.text)
        if not measured.enough:
            return measured.sentence
        return "" if self.second.text == self.first.text else "Écrivez la même phrase dans le second champ."

    def propose(self) -> None:
        """Write seven words drawn at random, to be read, copied, and typed again below."""
        self.first.edit.setText(suggestion())
        self.proposed.setText(self.first.text)
        self.proposed.show()
        self.second.edit.clear()
        self.counsel.setText(COPY)
        announce(self, f"{self.first.text}. {COPY}")
        self.second.edit.setFocus()

    def forget(self) -> None:
        """Empty both fields."""
        self.first.edit.clear()
        self.second.edit.clear()

    def _review(self) -> None:
        if self.first.text != self.proposed.text():
            self.proposed.hide()
        measured = strength(self.first.text)
        self.meter.setValue(min(ENOUGH, round(measured.bits)))
        self.meter.setAccessibleName(self.tr("Solidité de la phrase de passe"))
        said = ADVICE
        if self.first.text:
            said = self.missing() if measured.enough else measured.sentence
        self.counsel.setText(said or measured.sentence)
        self.counsel.setAccessibleName(self.counsel.text())
        self.changed.emit()
