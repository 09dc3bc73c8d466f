"""Small pieces that every page is made of: cards, words in their sizes, buttons, empty states."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QMargins, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from desktop.models.when import MONTHS

COLUMN = 72  # characters of a line that reads well
KEPT: Final = re.compile(  # spaces at which a line never turns: around signs, inside hours and days
    rf"(?<=«) | (?=[:;?!»·])|(?<=\d) (?=h\b)|(?<=\d h) (?=\d)|(?:(?<=\d)|(?<=1er)) (?=(?:{'|'.join(MONTHS)})\b)"
)
Action = Callable[[], object]


class Card(QFrame):
    """A panel with a one-pixel line: a title, links at its right, and whatever ``add`` puts below."""

    def __init__(self, title: str = "", look: str = "heading") -> None:
        """``look`` is ``heading`` (16) or ``chart`` (18); without title and links the head takes no room."""
        super().__init__()
        self.setProperty("card", True)
        self.title = label(title, look)
        self.title.setVisible(bool(title))
        self.head = QHBoxLayout()
        self.head.setSpacing(4)
        self.head.addWidget(self.title, 1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 18, 20, 18)
        self.column.setSpacing(8)
        self.column.addLayout(self.head)

    def set_title(self, title: str) -> None:
        """Change the title; "" hides it."""
        self.title.setText(title)
        self.title.setVisible(bool(title))

    def add(self, piece: QWidget | QLayout, stretch: int = 0) -> None:
        """Put a widget or a layout below the others."""
        if isinstance(piece, QPushButton):
            self.column.addWidget(piece, stretch, Qt.AlignmentFlag.AlignLeft)
        elif isinstance(piece, QWidget):
            self.column.addWidget(piece, stretch)
        else:
            self.column.addLayout(piece, stretch)

    def add_link(self, button: QPushButton) -> None:
        """Put a link at the right of the title."""
        self.head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)


class Words(QLabel):
    """Words that wrap within a readable column, however wide their place is."""

    def __init__(self, text: str, look: str) -> None:
        """``look`` names a size of the stylesheet."""
        super().__init__()
        self.setText(text)
        self.setProperty("look", look)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def setText(self, text: str) -> None:
        """Show these words; a sign never begins a line."""
        self._given = text
        super().setText(held_together(text))

    def text(self) -> str:
        """The words as they were given."""
        return self._given

    def heightForWidth(self, width: int) -> int:
        """The height of the words in that width, or in the readable column when that is narrower."""
        return super().heightForWidth(min(width, self._column() + self.contentsMargins().right()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the lines readable: what is wider than the column stays empty."""
        super().resizeEvent(event)
        spare = max(0, event.size().width() - self._column())
        if spare != self.contentsMargins().right():
            self.setContentsMargins(0, 0, spare, 0)

    def minimumSizeHint(self) -> QSize:
        """Without what stays empty at the right: a window made wide must be able to become narrow again."""
        return super().minimumSizeHint().shrunkBy(QMargins(0, 0, self.contentsMargins().right(), 0))

    def _column(self) -> int:
        return COLUMN * self.fontMetrics().averageCharWidth()


class EmptyState(QWidget):
    """What an empty page says: one sentence, and the next thing to do."""

    def __init__(self, sentence: str, action: QPushButton | None = None) -> None:
        """``action`` is a button made by ``primary_button`` or ``secondary_button``."""
        super().__init__()
        self.sentence = label(sentence, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 16)
        column.setSpacing(16)
        column.addWidget(self.sentence)
        if action:
            column.addWidget(action, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)


def held_together(text: str) -> str:
    """French signs (: ; ? ! « » ·) kept with the word they go with, hours and days whole; as many letters as before."""
    return KEPT.sub("\N{NO-BREAK SPACE}", text)


def label(text: str = "", look: str = "") -> Words:
    """Words in a size of the look: title, chart, heading, group, strong, muted, small, alarm, or "" for body."""
    return Words(text, look)


def rule() -> QFrame:
    """A thin line between two things."""
    line = QFrame()
    line.setProperty("rule", True)
    return line


def secondary_button(text: str, action: Action | None = None) -> QPushButton:
    """An ordinary button."""
    button = QPushButton(text)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setAutoDefault(True)
    if action:
        button.clicked.connect(lambda: action())
    return button


def primary_button(text: str, action: Action | None = None) -> QPushButton:
    """The one action a page is for."""
    return _dressed(secondary_button(text, action), "primary")


def link_button(text: str, action: Action | None = None) -> QPushButton:
    """A word that acts."""
    return _dressed(secondary_button(text, action), "link")


def rail_button(text: str, action: Action | None = None) -> QPushButton:
    """An entry of the left rail; checkable, the group it belongs to decides which one is chosen."""
    button = _dressed(secondary_button(text, action), "rail")
    button.setCheckable(True)
    return button


def chip_button(text: str, action: Action | None = None) -> QPushButton:
    """A small round-ended choice; checkable."""
    button = _dressed(secondary_button(text, action), "chip")
    button.setCheckable(True)
    return button


def _dressed(button: QPushButton, look: str) -> QPushButton:
    button.setProperty(look, True)
    return button
