"""The window of the second screen: what the person reads while the office stays in front of the counsellor.

It is given a ``Shareable`` and nothing else: no store, no desk, no item. It is read only; its title names nobody.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.models.reading import told
from desktop.models.shareable import Shareable
from desktop.views.page import scrolling
from desktop.views.pieces import label
from desktop.views.shared.chapters import Chapters
from desktop.views.shared.curtain import KEY as CURTAIN
from desktop.views.theme import Theme

LARGER = 1.3  # as in the shared view


class AudienceWindow(QWidget):
    """Big letters; Escape closes it, the key of the curtain brings it down on both screens."""

    closed = Signal()
    curtain_asked = Signal()

    def __init__(self, theme: Theme, shared: Shareable, today: date) -> None:
        """``theme`` is that of the office: the letters here are larger."""
        _check(shared)
        super().__init__(None, Qt.WindowType.Window)
        large = Theme.named(theme.name, LARGER)
        self.setWindowTitle("Escale")
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(large.stylesheet())
        self.setFont(large.font())
        self.name, self.chapters = label("", "title"), Chapters(large)
        inside = QWidget()
        inside.setProperty("page", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(large.px(40), large.px(28), large.px(40), large.px(28))
        column.setSpacing(large.px(14))
        column.addWidget(self.name)
        column.addWidget(self.chapters)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        QShortcut(QKeySequence(CURTAIN), self, self.curtain_asked.emit)
        self.area = scrolling(inside)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the keys of the window turn the page: no line is marked
        self.area.setAccessibleName(self.tr("Ce que nous lisons ensemble"))
        whole.addWidget(self.area)
        self.area.setFocus()
        self._today = today
        self.show_shared(shared)

    def show_shared(self, shared: Shareable) -> None:
        """Show this instead; TypeError for anything that is not a ``Shareable``."""
        _check(shared)
        self.name.setText(shared.file.card.holder.name)
        self.chapters.show_chapters(told(shared, self._today))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _check(shared: Shareable) -> None:
    """The type says it already; whoever gets round it is stopped here."""
    if not isinstance(shared, Shareable):
        raise TypeError("only what may be shared is shown to the person")
