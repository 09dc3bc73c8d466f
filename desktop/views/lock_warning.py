"""The half minute before Escale locks itself: a quiet bar over whatever is open; the keyboard stays where it was."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.models.lock import Reason
from desktop.views.announce import announce
from desktop.views.pieces import label, primary_button
from desktop.views.theme import Theme

FIRST = "Sans activité, Escale va se verrouiller."
EFFECT = "Ce que vous écrivez sera gardé. Une touche ou un clic suffit pour rester."
NO_STAY = "Le coffre est ouvert depuis douze heures. Ce que vous écrivez sera gardé : rouvrez-le ensuite."
AGAIN = 10  # seconds left when it is said aloud once more


class LockWarning(QFrame):
    """Counts down; ``stay_asked`` when its button is pressed. Neutral: it names nobody and shows nothing."""

    stay_asked = Signal()

    def __init__(self, theme: Theme, over: QWidget, reason: Reason = Reason.IDLE) -> None:
        """``over`` is the window it belongs to: the dialog in front when there is one, or nothing could be pressed.

        A lock for another ``reason`` than inactivity comes whatever is pressed: there is no button then.
        """
        flags = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint
        super().__init__(over, flags)
        self.setProperty("notice", True)
        self.setWindowTitle("Escale")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._theme = theme
        self.reason = reason
        idle = reason is Reason.IDLE
        self._first = FIRST if idle else ""
        self.sentence, self.effect = label("", "strong"), label(EFFECT if idle else NO_STAY)
        self.stay_button = primary_button(self.tr("Rester"), self.stay_asked.emit)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.sentence)
        words.addWidget(self.effect)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 14, 16, 14)
        row.setSpacing(20)
        row.addLayout(words, 1)
        row.addWidget(self.stay_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.stay_button.setVisible(idle)

    def count(self, seconds: int) -> None:
        """So many seconds are left: shown each time, said aloud at first and near the end."""
        self.sentence.setText(remaining(seconds))
        if self.isHidden():
            self._place()
            self.show()
            self.raise_()
            announce(self, f"{self._first} {remaining(seconds)} {self.effect.text()}".strip(), at_once=True)
        elif seconds == AGAIN:
            announce(self, remaining(seconds), at_once=True)

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        over = parent.window()
        width = min(self._theme.px(640), max(self._theme.px(320), over.width() - 48))
        self.setFixedWidth(width)
        self.setFixedHeight(max(self.sizeHint().height(), self.heightForWidth(width)))
        foot = QPoint((over.width() - width) // 2, over.height() - self.height() - 24)
        self.move(over.mapToGlobal(foot))


def remaining(seconds: int) -> str:
    """``Escale se verrouille dans 24 secondes.``"""
    return f"Escale se verrouille dans {seconds} seconde{'s' if seconds > 1 else ''}."


def window_in_front(otherwise: QWidget) -> QWidget:
    """The window that can be used now: the dialog that holds the others, if any."""
    return QApplication.activeModalWidget() or otherwise
