"""What an engagement, a mandate, a licence or a badge may show: questions, a yes or a no each, to be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.models.correction import Answer, Shown
from desktop.models.passport import Fact
from desktop.models.suggestion import Suggestion, alignments, unanswered
from desktop.models.text import counted
from desktop.views.pieces import label, link_button, secondary_button

ASK = "Qu’est-ce que cela montre ?"
WHY = "Ce sont des questions à poser. Seul un « oui » dit ensemble compte dans les compétences."
Answers = Mapping[tuple[str, str], Shown]


class ShownAsk(QWidget):
    """Emits the answers a human gives; a few rows, so each is made of widgets."""

    answered = Signal(object, object)  # Suggestion, Answer

    def __init__(self) -> None:
        """Says nothing until it is given a fact."""
        super().__init__()
        self._fact: Fact | None = None
        self._found: tuple[Suggestion, ...] = ()
        self._answers: Answers = {}
        self.named = label("", "")
        self.heading, self.why = label(ASK, "group"), label(WHY, "small")
        self.refused = link_button("", self._open)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self._opened = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for piece in (self.named, self.heading):
            column.addWidget(piece)
        column.addLayout(self._rows)
        column.addWidget(self.refused, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.why)

    def show_fact(self, fact: Fact | None, answers: Answers) -> None:
        """The answers already given about a fact; what may be asked comes with ``show_suggestions``."""
        if fact is None or self._fact is None or fact.id != self._fact.id:
            self._found, self._opened = (), False
        self._fact, self._answers = fact, answers
        self._show()

    def show_suggestions(self, fact: Fact, found: tuple[Suggestion, ...]) -> None:
        """What may be asked about that fact; ignored when another one is shown by now."""
        if self._fact is not None and fact.id == self._fact.id:
            self._found = found
            self._show()

    def _show(self) -> None:
        """Ask anew; the keyboard stays where it was, on what took the place of the question just answered."""
        at = self._focused()
        self._show_rows()
        row = self._row(min(at, self._rows.count() - 1)) if at >= 0 else None
        if row and (button := row.findChild(QPushButton)):
            button.setFocus()

    def _show_rows(self) -> None:
        self._clear()
        fact = self._fact
        mine = [one for one in self._answers.values() if fact and one.fact == fact.id]
        yes, no = ([one for one in mine if one.answer is answer] for answer in (Answer.ACCEPTED, Answer.REFUSED))
        asked = unanswered(self._found, fact, self._answers) if fact else ()
        named = alignments(fact) if fact else ()
        self.named.setText("\n".join(["Le badge nomme :", *(f"« {one.label} » ({one.framework})" for one in named)]))
        for one in yes:
            self._add(
                one.label, self.tr("Oui, reconnu ensemble."), (_as_asked(one), self.tr("Revenir"), Answer.NOTHING)
            )
        for may in asked:
            self._add(f"{may.label} ?", may.reason, (may, self.tr("Oui"), Answer.ACCEPTED),
                      (may, self.tr("Non"), Answer.REFUSED))  # fmt: skip
        if self._opened:
            for one in no:
                self._add(one.label, self.tr("Non."), (_as_asked(one), self.tr("Revenir"), Answer.NOTHING))
        self.refused.setText(counted(len(no), "réponse « non »", "réponses « non »"))
        self.refused.setVisible(bool(no) and not self._opened)
        self.named.setVisible(bool(named))
        for piece in (self.heading, self.why):
            piece.setVisible(bool(yes or asked or no))
        self.setVisible(bool(yes or asked or no or named))

    def _add(self, words: str, reason: str, *choices: tuple[Suggestion, str, Answer]) -> None:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(words, "strong"))
        column.addWidget(label(reason, "small"))
        line = QHBoxLayout()
        line.setSpacing(8)
        for one, word, answer in choices:
            make = link_button if answer is Answer.NOTHING else secondary_button
            button = make(word, partial(self.answered.emit, one, answer))
            button.setAccessibleName(f"{word} : {one.label}")
            line.addWidget(button)
        line.addStretch(1)
        column.addLayout(line)
        self._rows.addWidget(row)
        row.show()  # at once: it may be given the keyboard

    def _focused(self) -> int:
        """The place of the row that has the keyboard, -1 if none has."""
        focused = self.window().focusWidget()
        rows = [self._row(at) for at in range(self._rows.count())]
        return next((at for at, row in enumerate(rows) if row and focused and row.isAncestorOf(focused)), -1)

    def _row(self, at: int) -> QWidget | None:
        item = self._rows.itemAt(at)
        return item.widget() if item else None

    def _open(self) -> None:
        self._opened = True
        self._show()

    def _clear(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


def _as_asked(one: Shown) -> Suggestion:
    return Suggestion(one.code, one.label, "")
