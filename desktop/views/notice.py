"""A quiet sentence at the top of a page, with at most one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from desktop.views.announce import announce
from desktop.views.pieces import label, link_button


class Notice(QFrame):
    """Hidden until ``tell`` gives it words; a second link, when asked for, acts and hides it."""

    def __init__(self) -> None:
        """Says nothing yet."""
        super().__init__()
        self.setProperty("notice", True)
        self.words = label("")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 8, 10, 8)
        self._row.setSpacing(8)
        self._row.addWidget(self.words, 1)
        self._links: tuple[QPushButton, ...] = ()
        self.hide()

    def tell(self, sentence: str, *choices: tuple[str, Callable[[], object]]) -> None:
        """Show a sentence and its choices (words, action); every choice hides the notice first."""
        for link in self._links:
            link.deleteLater()
        self._links = tuple(self._link(*choice) for choice in choices or ((self.tr("Compris"), _nothing),))
        self.words.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()
        announce(self, sentence)

    def _link(self, words: str, action: Callable[[], object]) -> QPushButton:
        def act() -> None:
            self.hide()
            action()

        link = link_button(words, act)
        self._row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        return link


def _nothing() -> None:
    """What "Compris" does besides hiding the notice."""
