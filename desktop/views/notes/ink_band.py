"""Which ink a note is written in: a mark, its name, who reads it, and the gesture that changes it, never silent."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.models.inks import INKS, OFFERED, other
from desktop.models.note import Kind
from desktop.views.announce import announce
from desktop.views.flow import Flow
from desktop.views.notes.turning import Turning
from desktop.views.pieces import label, link_button, secondary_button
from desktop.views.theme import Theme

WIDE: Final = 420  # a length of the look under which the gesture stands below the name


class InkMark(QWidget):
    """A closed lock for what the counsellor alone reads, two people side by side for what both read."""

    def __init__(self, theme: Theme) -> None:
        """As tall as a line."""
        super().__init__()
        self._theme = theme
        self._kind = Kind.NOTE
        self.setFixedSize(theme.px(22), theme.px(22))

    def show_ink(self, kind: Kind) -> None:
        """Draw the mark of that ink."""
        self._kind = kind
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        colours = self._theme.colours
        colour = self._theme.colour(colours.ink if self._kind is Kind.WORKING else colours.accent)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / 22, self.height() / 22)
        painter.setPen(QPen(colour, 2))
        if self._kind is Kind.WORKING:
            shackle = QPainterPath()
            shackle.moveTo(7, 10)
            shackle.lineTo(7, 7)
            shackle.arcTo(QRectF(7, 3, 8, 8), 180, -180)
            shackle.lineTo(15, 10)
            painter.drawPath(shackle)
            painter.setBrush(colour)
            painter.drawRoundedRect(QRectF(5, 10, 12, 8), 2, 2)
        else:
            for left in (1.5, 11.5):
                painter.drawEllipse(QRectF(left + 2, 4, 5, 5))
                painter.drawArc(QRectF(left, 12, 9, 12), 0, 180 * 16)
        painter.end()


class InkBand(QFrame):
    """Asks before an ink changes: one sentence, yes or no."""

    turned = Signal()  # the counsellor said yes: ``kind`` is another one

    def __init__(self, theme: Theme) -> None:
        """A text for both."""
        super().__init__()
        self.kind = Kind.NOTE
        self._fixed = False
        self.mark = InkMark(theme)
        self.name, self.readers, self._question = label("", "strong"), label("", "small"), label("")
        self.turn = link_button("", self.ask)
        self.yes = secondary_button("", self._turn)
        self.no = secondary_button(self.tr("Ne rien changer"), self._give_up)
        self._asked = QWidget()
        self._build(theme)
        self.show_ink(Kind.NOTE, fixed=False)

    def show_ink(self, kind: Kind, *, fixed: bool) -> None:
        """Say that ink; ``fixed`` when it may not change any more: nothing is asked then."""
        if fixed or kind is not self.kind:
            self._asked.hide()
        self.kind, self._fixed = kind, fixed
        ink, turned = INKS[kind], other(kind)
        self.mark.show_ink(kind)
        self.name.setText(ink.name)
        self.readers.setText(OFFERED if fixed else ink.readers)
        self.setAccessibleName(f"{ink.name}. {self.readers.text()}")
        self.turn.setText(turned.turn)
        self.turn.setVisible(not fixed and self._asked.isHidden())
        self._question.setText(turned.question)
        self.yes.setText(turned.yes)

    def close_question(self) -> None:
        """Another note is shown: what was asked was not about it."""
        self._asked.hide()
        self.turn.setVisible(not self._fixed)

    def ask(self) -> None:
        """Ask whether the note really is to take the other ink."""
        self._asked.show()
        self.turn.hide()
        self.no.setFocus()
        announce(self, self._question.text())

    def _turn(self) -> None:
        ink = other(self.kind)
        self._asked.hide()
        self.show_ink(ink.kind, fixed=False)
        self.turn.setFocus()
        announce(self, ink.done)
        self.turned.emit()

    def _give_up(self) -> None:
        self._asked.hide()
        self.turn.show()
        self.turn.setFocus()

    def _build(self, theme: Theme) -> None:
        self.name.setWordWrap(False)
        named = QHBoxLayout()
        named.setSpacing(8)
        named.addWidget(self.mark)
        named.addWidget(self.name)
        named.addStretch(1)
        head = Turning(theme.px(WIDE))
        head.add(named)
        head.add(self.turn)
        answers = Flow()
        answers.addWidget(self.yes)
        answers.addWidget(self.no)
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(0, 4, 0, 4)
        asked.addWidget(self._question)
        asked.addLayout(answers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(head)
        column.addWidget(self.readers)
        column.addWidget(self._asked)
        self._asked.hide()
