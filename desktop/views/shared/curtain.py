"""A blank sheet over a whole window: down at once on one key, up at any other; what is behind cannot be read aloud."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from desktop.views.pieces import label

KEY: Final = "F12"
WORDS: Final = "Un instant…"
HINT: Final = "Une touche ou un clic pour revenir."
ALONE: Final = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)


class Curtain(QWidget):
    """Hidden until ``fall``; the window behind is hidden meanwhile, and its focus given back afterwards."""

    fell = Signal()  # keep what is half written

    def __init__(self, window: QMainWindow) -> None:
        """Over ``window``, which it follows; F12 brings it down."""
        super().__init__(window)
        self._window = window
        self._focused: QWidget | None = None
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{self.tr(WORDS)} {self.tr(HINT)}")
        words, hint = label(self.tr(WORDS), "title"), label(self.tr(HINT), "muted")
        column = QVBoxLayout(self)
        column.addStretch(1)
        for piece in (words, hint):
            piece.setWordWrap(False)
            column.addWidget(piece, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        QShortcut(QKeySequence(KEY), window, self.fall)
        window.installEventFilter(self)
        self.hide()

    def fall(self) -> None:
        """Nothing of the window can be seen, reached or read aloud any more."""
        self._focused = self._window.focusWidget()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self._show_behind(False)
        self.setFocus()
        self.fell.emit()

    def lift(self) -> None:
        """Everything is again as it was."""
        self.hide()
        self._show_behind(True)
        if self._focused is not None:
            self._focused.setFocus()
        self._focused = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Every key lifts the curtain: none reaches a shortcut of the window meanwhile."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in ALONE:
            self.lift()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.lift()
        event.accept()

    def _show_behind(self, shown: bool) -> None:
        behind = self._window.centralWidget()
        if behind is not None:
            behind.setVisible(shown)
