"""A blank sheet over a whole window: down at once on one key, up at any other; what is behind cannot be read aloud."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.views.pieces import label

KEY: Final = "F12"
WORDS: Final = "Un instant…"
HINT: Final = "Une touche ou un clic pour revenir."
ALONE: Final = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)


class Curtain(QWidget):
    """Hidden until ``fall``; the window behind, and those over it, are hidden meanwhile, then given back."""

    fell = Signal()  # keep what is half written
    lifted = Signal()

    def __init__(self, window: QMainWindow) -> None:
        """Over ``window``, which it follows; F12 brings it down."""
        super().__init__(window)
        self._window = window
        self._focused: QWidget | None = None
        self._over: list[QDialog] = []
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
        if isinstance(application := QApplication.instance(), QApplication):
            application.focusChanged.connect(self._follow)
        self.hide()

    def fall(self) -> None:
        """Nothing of the window can be seen, reached or read aloud any more."""
        if self.isVisible():
            return
        self._focused = self._window.focusWidget()
        self._over = [one for one in self._window.findChildren(QDialog) if one.isVisible()]
        for one in self._over:
            one.finished.connect(partial(self._ended, one))
            one.hide()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self._show_behind(False)
        self._window.activateWindow()
        self.setFocus()
        self.fell.emit()

    def lift(self) -> None:
        """Everything is again as it was."""
        self.hide()
        self._show_behind(True)
        if self._focused is not None and isValid(self._focused):
            self._focused.setFocus()
        for one in filter(isValid, self._over):
            QDialog.open(one)  # as it was before: a search, or a print dialog, has its own way to begin
            one.activateWindow()
        self._focused, self._over = None, []
        self.lifted.emit()

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

    def _ended(self, dialog: QDialog, _: int) -> None:
        """It closed by itself meanwhile."""
        self._over = [one for one in self._over if one is not dialog]

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """The key is heard too in a window that comes over this one: nothing of the one beneath is, meanwhile."""
        top = now.window() if now is not None else None
        if not isinstance(top, QDialog) or top.findChild(QShortcut, KEY) is not None:
            return
        above = top.parentWidget()
        while above is not None and above is not self._window:
            above = above.parentWidget()
        if above is not None:
            QShortcut(QKeySequence(KEY), top, self.fall).setObjectName(KEY)

    def _show_behind(self, shown: bool) -> None:
        behind = self._window.centralWidget()
        if behind is not None:
            behind.setVisible(shown)
