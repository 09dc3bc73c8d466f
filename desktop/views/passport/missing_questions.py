"""Plain questions, each answered by yes, no or « je ne sais pas »."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from desktop.models.missing import QUESTION_WORDS
from desktop.models.missing_case import Answer, Question
from desktop.views.pieces import label

ANSWERS: Final[Mapping[Answer, str]] = {Answer.YES: "Oui", Answer.NO: "Non", Answer.UNKNOWN: "Je ne sais pas"}


class QuestionRow(QWidget):
    """One question and its three answers; nobody knows, until told."""

    changed = Signal()

    def __init__(self, question: Question) -> None:
        """``question`` is read before each answer by screen readers."""
        super().__init__()
        words, self._group = QUESTION_WORDS[question], QButtonGroup(self)
        self.buttons = {answer: QRadioButton(said) for answer, said in ANSWERS.items()}
        row = QHBoxLayout()
        row.setSpacing(10)
        for answer, button in self.buttons.items():
            button.setAccessibleName(f"{words} {ANSWERS[answer]}")
            self._group.addButton(button)
            button.toggled.connect(lambda on, one=button: _keep_on_tab(one, on))
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        column.addWidget(label(words))
        column.addLayout(row)
        self.show_answer(Answer.UNKNOWN)
        self._group.buttonToggled.connect(lambda _, on: self.changed.emit() if on else None)

    @property
    def answer(self) -> Answer:
        """The one chosen."""
        return next(answer for answer, button in self.buttons.items() if button.isChecked())

    def show_answer(self, answer: Answer) -> None:
        """Choose that one."""
        self.buttons[answer].setChecked(True)
        for button in self.buttons.values():
            _keep_on_tab(button, button.isChecked())


class Questions(QWidget):
    """Every question that may be asked, in their order; only those of ``ask`` are seen."""

    changed = Signal()

    def __init__(self) -> None:
        """Nothing is known."""
        super().__init__()
        self.rows = {question: QuestionRow(question) for question in Question}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for row in self.rows.values():
            row.changed.connect(self.changed)
            column.addWidget(row)

    @property
    def answers(self) -> Mapping[Question, Answer]:
        """What was answered, to every question."""
        return {question: row.answer for question, row in self.rows.items()}

    def ask(self, asked: Iterable[Question]) -> None:
        """Show these questions alone; what was answered to the others stays."""
        wanted = set(asked)
        for question, row in self.rows.items():
            row.setVisible(question in wanted)

    def show_answers(self, answers: Mapping[Question, Answer]) -> None:
        """Replace every answer."""
        for question, row in self.rows.items():
            row.show_answer(answers.get(question, Answer.UNKNOWN))


def _keep_on_tab(button: QRadioButton, chosen: bool) -> None:
    """Tab goes to the answer chosen, arrows to the others."""
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)
