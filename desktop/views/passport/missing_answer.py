"""Why a thing may not be in the passport, what to do, and the letter to sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.models.file import File
from desktop.models.journal import Event
from desktop.models.missing import PROMISE, Explanation
from desktop.models.missing_case import Case
from desktop.models.missing_causes import Letter
from desktop.models.missing_letter import CODE, LETTER_WORDS, written
from desktop.models.skill import Standing
from desktop.models.text import begun
from desktop.views.announce import announce
from desktop.views.desk import Desk
from desktop.views.marks import mark_pixmap
from desktop.views.paper_buttons import PaperButtons
from desktop.views.pieces import Card, label, secondary_button

NO_LETTER = "Aucune lettre n’est utile ici."
COPIED = "Texte copié. Collez-le dans un message de la personne."


class AnswerCard(Card):
    """Follows the case at once; ``told`` says what was done with the letter."""

    told = Signal(str)
    troubled = Signal(object)  # EscaleError

    def __init__(self, desk: Desk) -> None:
        """Nothing is explained yet."""
        super().__init__(self.tr("Pourquoi, peut-être, et que faire"))
        self._desk = desk
        self._file: File | None = None
        self._case = Case()
        self._letters: tuple[Letter, ...] = ()
        self.reasons, self.steps = _Lines(), _Lines()
        self.near, self.meanwhile = label("", "strong"), label("")
        self.no_letter, self.letter = label(NO_LETTER, "muted"), QComboBox()
        self.paper = PaperButtons(desk, self.tr("la lettre à signer"))
        self.copy = secondary_button(self.tr("Copier le texte"), self._copy)
        self._build()

    def explain(self, case: Case, explanation: Explanation, file: File) -> None:
        """Show why and what to do; the letter chosen stays chosen while it fits."""
        first = self.reasons.first
        self._case, self._file = case, file
        self.near.setText(explanation.near)
        self.near.setVisible(bool(explanation.near))
        self.reasons.show_lines(
            (reason.sentence, f"{begun(reason.certainty.value)} · {reason.source}") for reason in explanation.reasons
        )
        self.steps.show_lines((f"{step.who.value} {step.words}.", "") for step in explanation.steps)
        self.meanwhile.setText(explanation.meanwhile)
        self._propose(explanation.letters)
        if first and first != self.reasons.first:
            announce(self, self.reasons.first)

    @property
    def chosen(self) -> Letter | None:
        """The letter that would be printed."""
        return self._letters[self.letter.currentIndex()] if self._letters else None

    def _propose(self, letters: tuple[Letter, ...]) -> None:
        before = self.chosen
        self._letters = ()
        self.letter.clear()
        self.letter.addItems([LETTER_WORDS[letter] for letter in letters])
        self._letters = letters
        if before in letters:
            self.letter.setCurrentIndex(letters.index(before))
        for piece in (self.letter, self.copy):
            piece.setVisible(bool(letters))
        self.paper.setVisible(bool(letters) and self._desk.papers is not None)
        self.no_letter.setVisible(not letters)
        self._offer()

    def _offer(self) -> None:
        papers, file, case, letter = self._desk.papers, self._file, self._case, self.chosen
        if papers is None or file is None or letter is None:
            self.paper.offer(None)
            return
        person = file.card.person
        self.paper.offer(lambda ppi: papers.missing_letter(person, letter, case, ppi), person)

    def _copy(self) -> None:
        if self._file is None or (letter := self.chosen) is None:
            return
        card = self._file.card
        QGuiApplication.clipboard().setText(written(letter, self._case, card.holder, self._desk.today()).text())
        self._desk.note(Event.EXPORTED, card.person, CODE)
        self.told.emit(COPIED)

    def _build(self) -> None:
        self.add(label(PROMISE, "muted"))
        self.add(self.near)
        self.add(self.reasons)
        self.add(label(self.tr("Que faire"), "group"))
        self.add(self.steps)
        self.add(label(self.tr("Une lettre à signer par la personne"), "group"))
        self.letter.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.letter.setAccessibleName(self.tr("Choisir la lettre"))
        for piece in (self.no_letter, self.letter, self.paper, self.copy):
            self.add(piece)
        self.add(label(self.tr("En attendant"), "group"))
        self.add(self._meanwhile())
        self.letter.currentIndexChanged.connect(lambda _: self._offer())
        self.paper.told.connect(self.told)
        self.paper.troubled.connect(self.troubled)

    def _meanwhile(self) -> QHBoxLayout:
        mark = QLabel()
        mark.setPixmap(mark_pixmap(Standing.DECLARED, self._desk.theme, 16, self.devicePixelRatioF()))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.meanwhile, 1)
        return row


class _Lines(QWidget):
    """Sentences one under the other, each with a small one below when there is more to say."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[str, str], ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)

    @property
    def first(self) -> str:
        return self._shown[0][0] if self._shown else ""

    def show_lines(self, lines: Iterable[tuple[str, str]]) -> None:
        given = tuple(lines)
        if given == self._shown:
            return
        self._shown = given
        while (item := self._column.takeAt(0)) is not None:
            if (piece := item.widget()) is not None:
                piece.hide()
                piece.deleteLater()
        for sentence, small in given:
            for piece in _pieces(sentence, small):
                self._column.addWidget(piece)
            self._column.addSpacing(6)


def _pieces(sentence: str, small: str) -> Iterator[QWidget]:
    yield label(sentence)
    if small:
        yield label(small, "small")
