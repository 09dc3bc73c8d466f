"""The way from a working CV to paper: print, PDF, and a word file to finish it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop.views.announce import announce
from desktop.views.desk import Desk
from desktop.views.paper_buttons import PaperButtons
from desktop.views.pieces import Card, label

LATER = "La vérification des preuves (CV signé, badges) viendra ici dans une prochaine version."
SAID = (
    "Le CV dit sur chaque page qu’il n’est pas certifié. Un CV certifié se demande au Passeport de compétences, par la"
    " personne elle-même."
)


class CvPapers(Card):
    """Made only when asked for; what is being typed is kept first."""

    pressed = Signal()

    def __init__(self, desk: Desk) -> None:
        """No CV yet."""
        super().__init__(self.tr("Remettre le CV"))
        self._desk = desk
        self.pdf = PaperButtons(desk, self.tr("le CV de travail"))
        self.word = PaperButtons(desk, self.tr("le CV de travail"), "docx", prints=False)
        self.said = label("", "muted")
        for piece in (label(self.tr(SAID), "small"), self.pdf, self.word, self.said, label(self.tr(LATER), "small")):
            self.add(piece)
        self.said.hide()
        for buttons in (self.pdf, self.word):
            buttons.told.connect(self._tell)
            buttons.troubled.connect(lambda trouble: self._tell(str(trouble)))
            for button in buttons.buttons.values():
                button.pressed.connect(self.pressed)

    def offer(self, person: str, cv: str) -> None:
        """From now on about that CV of that person (ids); "" for none."""
        handouts = self._desk.handouts
        if handouts is None or not person or not cv:
            self.pdf.offer(None)
            self.word.offer(None)
            return
        self.pdf.offer(lambda ppi: handouts.cv(person, cv, ppi), person)
        self.word.offer(lambda _: handouts.cv_word_file(person, cv), person)

    def _tell(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()
        announce(self, words)
