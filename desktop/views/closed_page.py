"""A calm page in place of what may not be shown for now: why, what to do, and one button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.views.announce import announce
from desktop.views.kept_marks import KeptMark, kept_pixmap
from desktop.views.pieces import Card, label, primary_button


class ClosedPage(QWidget):
    """Hidden by whoever puts it somewhere until there is something to say."""

    def __init__(self, title: str, synchronise: Callable[[], object], mark: KeptMark = KeptMark.CLOSED) -> None:
        """``synchronise`` is what the button does."""
        super().__init__()
        self.sentence, self.advice = label(""), label("", "muted")
        self.button = primary_button(self.tr("Synchroniser"), synchronise)
        self._mark, self._shape = mark, QLabel()
        card, head = Card(), QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._shape)
        head.addWidget(label(title, "heading"), 1)
        card.add(head)
        for piece in (self.sentence, self.advice, self.button):
            card.add(piece)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 24)
        column.addWidget(card)
        column.addStretch(1)
        self._title = title

    def say(self, sentence: str, advice: str) -> None:
        """Say why, here and aloud."""
        size = round(self.fontMetrics().height() * 1.2)
        self._shape.setPixmap(kept_pixmap(self._mark, self.palette().text().color(), size, self.devicePixelRatioF()))
        self.sentence.setText(sentence)
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        announce(self, f"{self._title}. {sentence}")
