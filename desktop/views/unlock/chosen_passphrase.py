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
        self._objection = ""
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
        """Empty both fields, what they could undo, and the words proposed."""
        self.first.edit.setText("")
        self.second.edit.setText("")
        self.proposed.setText("")
        self.proposed.hide()

    def object_to(self, why: str) -> None:
        """Say, instead of how solid it is, why what is written will not do; "" when it may."""
        if why == self._objection:
            return
        self._objection = why
        self._counsel()
        if why:
            announce(self, why)

    def _review(self) -> None:
        if self.first.text != self.proposed.text():
            self.proposed.hide()
        measured = strength(self.first.text)
        self.meter.setValue(min(ENOUGH, round(measured.bits)))
        self.meter.setAccessibleName(self.tr("Solidité de la phrase de passe"))
        self._counsel()
        self.changed.emit()

    def _counsel(self) -> None:
        measured = strength(self.first.text)
        said = ADVICE
        if self.first.text:
            said = self._objection or (self.missing() if measured.enough else measured.sentence)
        self.counsel.setText(said or measured.sentence)
        self.counsel.setAccessibleName(self.counsel.text())
