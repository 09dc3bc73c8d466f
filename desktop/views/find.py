"""Finding anything: type a few letters, go down, press Enter."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QLineEdit, QVBoxLayout, QWidget

from desktop.models.text import folded
from desktop.views.desk import Desk
from desktop.views.find_rows import EACH, Answers, askers, grouped, kept_here, public
from desktop.views.pieces import label
from desktop.views.rows import Row, RowsView

LONGEST: Final = 200
KEYS: Final = "↑ ↓ pour parcourir, Entrée pour ouvrir, Échap pour fermer."


class FindPalette(QDialog):
    """A field and its answers by kind; newer keystrokes make older answers pointless. A skill leads to occupations."""

    person_chosen = Signal(str)
    note_chosen = Signal(str, str)  # person, item
    occupation_chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        """Over ``parent``; ``open`` starts afresh."""
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._desk = desk
        self._under = parent
        self._answers: Answers = {}
        self._walked = False  # whether the counsellor has chosen a row since the last letter
        self._running: Future[Answers] | None = None
        self.setWindowTitle(self.tr("Trouver"))
        self.field = QLineEdit()
        self.field.setProperty("bare", True)
        self.field.setMaxLength(LONGEST)
        self.field.setPlaceholderText(self.tr("Une personne, une note, un métier, une compétence…"))
        self.field.setAccessibleName(self.tr("Trouver"))
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.results = RowsView(desk.theme, self.tr("Réponses"), scrolls=True)
        self.results.chosen.connect(self._choose)
        self.hint = label(self.tr(KEYS), "small")
        self._place()

    def open(self) -> None:
        """Show it empty, over the top of its parent, with the cursor in the field."""
        self.field.clear()
        self._show({})
        px, parent = self._desk.theme.px, self._under
        self.resize(min(px(640), parent.width() - 32), min(px(480), parent.height() - 32))
        corner = parent.mapToGlobal(parent.rect().topLeft())
        self.move(corner.x() + (parent.width() - self.width()) // 2, corner.y() + min(px(72), parent.height() // 8))
        super().open()
        self.field.setFocus()

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
        self._walked = False
        if self._running:
            self._running.cancel()
        if not folded(text):
            self._show({})
            return
        desk, day = self._desk, self._desk.today()
        desk.background.read(self, "find", lambda store: kept_here(store, text, day), self._fresh(text))
        self._running = desk.background.run(self, lambda: public(desk.reference(), text), self._fresh(text))

    def _fresh(self, text: str) -> Callable[[Answers], None]:
        def show(found: Answers) -> None:
            if text == self.field.text():
                self._show({**self._answers, **found})

        return show

    def _show(self, answers: Answers) -> None:
        self._answers = answers
        rows = grouped(answers)
        self.results.show_rows(rows)
        self.results.setVisible(bool(rows))
        nothing = bool(folded(self.field.text())) and not rows and bool(answers)
        self.hint.setText(self.tr("Rien ne répond à ces mots.") if nothing else self.tr(KEYS))
        if rows and not self._walked:
            self.results.setCurrentIndex(QModelIndex())
            self.results.step(1)

    def _choose(self, row: Row) -> None:
        kind, _, key = row.key.partition(" ")
        if kind == "skill":
            self._show_askers(key, row.title)
            return
        self.accept()
        if kind == "note":
            person, _, item = key.rpartition(" ")
            self.note_chosen.emit(person, item)
        else:
            {"person": self.person_chosen, "occupation": self.occupation_chosen}[kind].emit(key)

    def _show_askers(self, code: str, skill: str) -> None:
        text, desk = self.field.text(), self._desk

        def work() -> Answers:
            return {f"Métiers qui demandent : {skill}": askers(desk.reference().occupations_asking((code,), 3 * EACH))}

        def show(found: Answers) -> None:
            if text == self.field.text():
                self._show(found)
                self.field.selectAll()

        desk.background.run(self, work, show)
