"""The page that stands before everything else: a narrow panel in the middle, what goes on, and what went wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from desktop.errors import EscaleError
from desktop.views.announce import announce
from desktop.views.pieces import Card, label
from desktop.views.theme import Theme


class Gate(QWidget):
    """Base of these pages; ``card`` is theirs to fill, ``finish`` puts what goes on and what went wrong below."""

    painted = Signal()  # once, as soon as it can be seen

    def __init__(self, theme: Theme, promise: str) -> None:
        """``promise`` is the sentence under the name."""
        super().__init__()
        self.setProperty("page", True)
        self.setWindowTitle("Escale")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._seen: QTimer | None = None
        self.card = Card()
        self.card.column.setContentsMargins(28, 24, 28, 24)
        self.card.column.setSpacing(14)
        brand = QLabel("Escale")
        brand.setProperty("look", "welcome")
        self.card.add(brand)
        self.card.add(label(promise, "muted"))
        self.doing = label("", "muted")
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Travail en cours"))
        self.trouble, self.advice = label("", "alarm"), label("")
        for piece in (self.doing, self.progress, self.trouble, self.advice):
            piece.hide()
        self._place()

    def finish(self) -> None:
        """Put what goes on and what went wrong at the end of the panel."""
        for piece in (self.progress, self.doing, self.trouble, self.advice):
            self.card.add(piece)

    def show_busy(self, sentence: str) -> None:
        """Say what is being done and hold the fields; "" gives them back."""
        self.doing.setText(sentence)
        self.doing.setVisible(bool(sentence))
        self.progress.setVisible(bool(sentence))
        self.hold(bool(sentence))
        if sentence:
            self._say("", "")
            announce(self, sentence)

    def show_trouble(self, trouble: EscaleError) -> None:
        """Say what went wrong, here and aloud; the fields are given back."""
        self.show_busy("")
        self._say(trouble.sentence, trouble.advice)
        announce(self, str(trouble), at_once=True)

    def hold(self, held: bool) -> None:
        """Disable, or enable again, whatever can be used. Each page says its own."""
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._seen is None:
            self._seen = QTimer(self, singleShot=True)
            self._seen.timeout.connect(self.painted)
            self._seen.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.card.setFixedWidth(min(self._theme.px(520), max(1, event.size().width() - 24)))

    def _say(self, sentence: str, advice: str) -> None:
        self.trouble.setText(sentence)
        self.advice.setText(advice)
        self.trouble.setVisible(bool(sentence))
        self.advice.setVisible(bool(advice))

    def _place(self) -> None:
        middle = QWidget()
        middle.setProperty("page", True)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.card)
        row.addStretch(1)
        inner = QVBoxLayout(middle)
        inner.setContentsMargins(12, 24, 12, 24)
        inner.addStretch(2)
        inner.addLayout(row)
        inner.addStretch(3)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(middle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
