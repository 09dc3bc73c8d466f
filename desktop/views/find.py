"""Finding anything that is kept here, or a command: type a few letters, go down, press Enter."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QLineEdit, QVBoxLayout, QWidget

from desktop.models.text import folded
from desktop.views.desk import Desk
from desktop.views.find_rows import COMMANDS, EACH, Answers, Kept, askers, commands, grouped, kept_here, public
from desktop.views.found_rows import FoundDelegate
from desktop.views.pieces import label
from desktop.views.rows import Row, RowsView

LONGEST: Final = 200
KEYS: Final = "↑ ↓ pour parcourir, Entrée pour ouvrir, Échap pour fermer."


class FindPalette(QDialog):
    """A field and its answers by kind; newer keystrokes make older answers pointless. A skill leads to occupations."""

    person_chosen = Signal(str)
    note_chosen = Signal(str, str)  # person, item
    action_chosen = Signal(str, str)  # person, item
    diagnostic_chosen = Signal(str)  # person
    fact_chosen = Signal(str, str)  # person, fact
    held_chosen = Signal(str)  # person: one of their skills
    command_chosen = Signal(str)  # a key of find_rows.DONE
    occupation_chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        """Over ``parent``; ``open`` starts afresh."""
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._desk = desk
        self._under = parent
        self._answers: Answers = {}
        self._walked = False  # whether the counsellor has chosen a row since the last letter
        self._running: Future[Answers] | None = None
        self._only = self._missed = ""  # the one kind that is asked for; what the answers may miss
        self.setWindowTitle(self.tr("Trouver"))
        self.field = QLineEdit()
        self.field.setProperty("bare", True)
        self.field.setMaxLength(LONGEST)
        self.field.setPlaceholderText(self.tr("Une personne, une note, une action, un emploi, un métier…"))
        self.field.setAccessibleName(self.tr("Trouver"))
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.results = RowsView(desk.theme, self.tr("Réponses"), scrolls=True)
        self.results.setItemDelegate(FoundDelegate(desk.theme, self.results, marks_current=True))
        self.results.chosen.connect(self._choose)
        self.hint = label(self.tr(KEYS), "small")
        self._place()

    def open(self) -> None:
        """Show it empty, over the top of its parent, with the cursor in the field."""
        self.field.clear()
        self._clear()
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
        self._walked, self._only = False, ""
        if self._running:
            self._running.cancel()
        if not folded(text):
            self._clear()
            return
        desk = self._desk
        self._look(text)
        self._running = desk.background.run(self, lambda: public(desk.reference(), text), self._fresh(text))

    def _look(self, text: str) -> None:
        """Ask what is kept here, of one kind or of all."""
        day, only = self._desk.today(), self._only

        def show(kept: Kept) -> None:
            if (text, only) == (self.field.text(), self._only):
                self._missed = kept.missed
                self._show(kept.answers if only else {**self._answers, **kept.answers, COMMANDS: commands(text)})

        self._desk.background.read(self, "find", lambda store: kept_here(store, text, day, only), show)

    def _fresh(self, text: str) -> Callable[[Answers], None]:
        def show(found: Answers) -> None:
            if text == self.field.text() and not self._only:
                self._show({**self._answers, **found})

        return show

    def _clear(self) -> None:
        self._missed = ""
        self._show({})

    def _show(self, answers: Answers) -> None:
        self._answers = answers
        rows = grouped(answers)
        self.results.show_rows(rows)
        self.results.setVisible(bool(rows))
        nothing = bool(folded(self.field.text())) and not rows and bool(answers)
        words = self.tr("Rien ne répond à ces mots.") if nothing else self.tr(KEYS)
        self.hint.setText(f"{self._missed} {words}".strip())
        if rows and not self._walked:
            self.results.setCurrentIndex(QModelIndex())
            self.results.step(1)

    def _choose(self, row: Row) -> None:
        kind, _, key = row.key.partition(" ")
        if kind == "skill":
            self._show_askers(key, row.title)
        elif kind == "more":
            self._only, self._walked = key, False
            self._look(self.field.text())
        else:
            self.accept()
            self._tell(kind, key)

    def _tell(self, kind: str, key: str) -> None:
        """Say what was chosen; the key of what belongs to somebody begins with their id."""
        person, _, thing = key.partition(" ")
        told: dict[str, Callable[[], None]] = {
            "person": lambda: self.person_chosen.emit(key),
            "occupation": lambda: self.occupation_chosen.emit(key),
            "command": lambda: self.command_chosen.emit(key),
            "plan": lambda: self.action_chosen.emit(person, thing),
            "diagnostic": lambda: self.diagnostic_chosen.emit(person),
            "fact": lambda: self.fact_chosen.emit(person, thing),
            "held": lambda: self.held_chosen.emit(person),
        }
        told.get(kind, lambda: self.note_chosen.emit(person, thing))()

    def _show_askers(self, code: str, skill: str) -> None:
        text, desk = self.field.text(), self._desk

        def work() -> Answers:
            return {f"Métiers qui demandent : {skill}": askers(desk.reference().occupations_asking((code,), 3 * EACH))}

        def show(found: Answers) -> None:
            if text == self.field.text():
                self._show(found)
                self.field.selectAll()

        desk.background.run(self, work, show)
