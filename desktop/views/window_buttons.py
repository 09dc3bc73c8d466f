"""The two buttons of the window itself: finding anything, and the line about exchanges."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.views.shortcuts import said_keys
from desktop.views.theme import Theme

GAP: Final = 16  # between a header and the button


def find_width(theme: Theme, room: int) -> int:
    """How wide the button is at the right of a header ``room`` pixels wide, so that titles leave it its place."""
    return max(theme.px(165), min(theme.px(250), room // 4))


class FindButton(QPushButton):
    """« Trouver… », with its keys at the right, like a field that waits."""

    def __init__(self, action: Callable[[], object]) -> None:
        """``action`` opens the palette."""
        super().__init__("Trouver…")
        self.setProperty("find", True)
        self.setAccessibleName(self.tr("Trouver une personne, une note, un métier, une compétence"))
        self.keys = QLabel(said_keys("Ctrl+K"))
        self.keys.setProperty("look", "key")
        self.keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.addStretch(1)
        row.addWidget(self.keys, 0, Qt.AlignmentFlag.AlignVCenter)
        self.clicked.connect(lambda: action())

    def sizeHint(self) -> QSize:
        words = super().sizeHint()
        return QSize(words.width() + self.keys.sizeHint().width() + 20, words.height())


class FindRoom(QWidget):
    """An empty place at the right of a page's header, where the window lays its button over the page."""

    def __init__(self, theme: Theme) -> None:
        """As wide as the button and the gap before it, however wide the page becomes."""
        super().__init__()
        self._theme = theme
        self.setFixedWidth(find_width(theme, 0) + GAP)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if page := self.parentWidget():
            page.installEventFilter(self)
            self._follow(page.width())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parentWidget() and isinstance(event, QResizeEvent):
            self._follow(event.size().width())
        return super().eventFilter(watched, event)

    def _follow(self, width: int) -> None:
        self.setFixedWidth(find_width(self._theme, width) + GAP)


class StatusLine(QPushButton):
    """One line about exchanges, on two when there is no room; it opens their page."""

    def __init__(self, action: Callable[[], object]) -> None:
        """Says nothing yet."""
        super().__init__()
        self.setProperty("line", True)
        self.setAccessibleName(self.tr("Ouvrir la page Synchronisation"))
        self.words = QLabel()
        self.words.setProperty("look", "small")
        self.words.setWordWrap(True)
        self.words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 9, 28, 9)
        row.addWidget(self.words)
        self.clicked.connect(lambda: action())

    def tell(self, words: str) -> None:
        """Say it."""
        self.words.setText(re.sub(r"(?<=\d) | (?=\d)", "\N{NO-BREAK SPACE}", words))
        self.setAccessibleName(f"{words}. {self.tr('Ouvrir la page Synchronisation')}")

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalSizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalMinimumSize() if layout else super().minimumSizeHint()
