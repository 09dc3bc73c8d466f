"""The frame of a search: a field, its answers and a hint, over the top of a window; arrows, Enter, Escape."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QLineEdit, QVBoxLayout, QWidget

from desktop.models.changes import Changes
from desktop.models.text import folded
from desktop.views.desk import Desk
from desktop.views.find_rows import Answers, grouped
from desktop.views.found_rows import FoundDelegate
from desktop.views.pieces import label
from desktop.views.rows import Row, RowsView

LONGEST: Final = 200
KEYS: Final = "↑ ↓ pour parcourir, Entrée pour ouvrir, Échap pour fermer."
NOTHING: Final = "Rien ne répond à ces mots."


class FindFrame(QDialog):
    """Base of the searches: each says what is looked for at every letter, and what choosing an answer does."""

    def __init__(self, desk: Desk, parent: QWidget, prompt: str) -> None:
        """Over ``parent``; ``open`` starts afresh. ``prompt`` is read in the empty field."""
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._desk = desk
        self._under = parent
        self._answers: Answers = {}
        self._walked = False  # whether the counsellor has chosen a row since the last letter
        self._missed = ""  # what the answers may miss
        self.setWindowTitle(self.tr("Trouver"))
        self.field = QLineEdit()
        self.field.setProperty("bare", True)
        self.field.setMaxLength(LONGEST)
        self.field.setPlaceholderText(prompt)
        self.field.setAccessibleName(self.tr("Trouver"))
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.results = RowsView(desk.theme, self.tr("Réponses"), scrolls=True)
        self.results.setItemDelegate(FoundDelegate(desk.theme, self.results, marks_current=True))
        self.results.chosen.connect(self._choose)
        self.hint = label(self.tr(KEYS), "small")
        self._place()
        self.finished.connect(lambda _: self.field.clear())  # nothing of anybody stays in a window that nobody sees
        desk.background.changed.connect(self._absorb)

    def open(self) -> None:
        """Show it empty, over the top of its parent, with the cursor in the field."""
        self.field.clear()
        self._clear()
        px, parent = self._desk.theme.px, self._under
        top = min(px(72), parent.height() // 8)
        self.resize(min(px(640), parent.width() - 32), min(px(480), parent.height() - top - 16))
        corner = parent.mapToGlobal(parent.rect().topLeft())
        self.move(corner.x() + (parent.width() - self.width()) // 2, corner.y() + top)
        super().open()
        self.field.setFocus()

    def _absorb(self, changes: Changes) -> None:
        """Look again when a file or working notes are no more, or may be read no more: no answer from them stays."""
        if self.field.text() and (changes.gone or changes.destroyed or changes.everything):
            self._clear()
            self._search(self.field.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            if event.key() in steps:
                self._walked = True
                self.results.step(steps[Qt.Key(event.key())])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.results.choose_current()
                return True
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        frame = QFrame()
        frame.setProperty("sheet", True)
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(16, 12, 16, 12)
        inner.setSpacing(8)
        inner.addWidget(self.field)
        inner.addWidget(self.results, 1)
        inner.addWidget(self.hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)

    def _search(self, text: str) -> None:
        """Look for ``text``, at each letter."""
        raise NotImplementedError

    def _choose(self, row: Row) -> None:
        """Do what an answer stands for."""
        raise NotImplementedError

    def _clear(self) -> None:
        self._missed = ""
        self._show({})

    def _show(self, answers: Answers) -> None:
        self._answers = answers
        rows = grouped(answers)
        self.results.show_rows(rows)
        self.results.setVisible(bool(rows))
        nothing = bool(folded(self.field.text())) and not rows and bool(answers)
        words = self.tr(NOTHING) if nothing else self.tr(KEYS)
        self.hint.setText(f"{self._missed} {words}".strip())
        if rows and not self._walked:
            self.results.setCurrentIndex(QModelIndex())
            self.results.step(1)
