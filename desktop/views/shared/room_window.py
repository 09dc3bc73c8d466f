"""The window of the shared view: one person, five steps, nothing else. Its title never names anybody."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QTabBar, QVBoxLayout, QWidget

from desktop.errors import EscaleError
from desktop.models.changes import Changes
from desktop.models.file import Card, Kept
from desktop.views.announce import announce
from desktop.views.desk import Desk
from desktop.views.file.file_page import Writes
from desktop.views.file_tab import FileTab
from desktop.views.pages import Pages, roomy
from desktop.views.pieces import EmptyState, label, link_button, secondary_button
from desktop.views.shared.curtain import Curtain
from desktop.views.shared.room_palette import RoomPalette
from desktop.views.shortcuts import said_keys
from desktop.views.trouble import TroubleBar

FIND: Final = "Ctrl+K"
LEAVE_KEYS: Final = ("F9",)  # and Escape, once nothing on the page wants it
ENDED: Final = "Ce dossier n’est plus sur cet ordinateur : il n’y a plus rien à lire ici."


class RoomWindow(QMainWindow):
    """Steps are tabs: the same pages as in the office, given a desk on which there is only this person."""

    leave_asked = Signal()
    lock_asked = Signal()
    sync_asked = Signal()
    step_changed = Signal(str)  # the code of the step

    def __init__(self, desk: Desk, steps: tuple[FileTab, ...], person: str) -> None:
        """``steps`` are read in that order; nothing is read before it is shown."""
        super().__init__()
        self._desk, self.steps, self.person = desk, steps, person
        self.may_close: Callable[[], bool] = lambda: True  # asked before the window goes away
        self.setWindowTitle("Escale")
        self.name = label("", "title")
        self.leave_button = secondary_button(self.tr("Quitter la vue partagée"), self.leave_asked.emit)
        self.leave_button.setToolTip(self.tr("Échap"))
        self.finder = RoomPalette(desk, person, self)
        self.find_button = secondary_button(self.tr("Trouver"), self.finder.open)
        self.find_button.setToolTip(said_keys(FIND))
        self.back_button = link_button(self.tr("‹ Précédente"), partial(self.step, -1))
        self.on_button = link_button(self.tr("Suivante ›"), partial(self.step, 1))
        self.bar, self._stack = QTabBar(), Pages()
        self.trouble_bar = TroubleBar()
        self.gone = EmptyState(self.tr(ENDED), secondary_button(self.tr("Revenir au bureau"), self.leave_asked.emit))
        self._build()
        self.curtain = Curtain(self)
        self.curtain.fell.connect(self.flush)
        self._bind_keys()
        for step in steps:
            step.show_person(person)
        desk.background.changed.connect(self.absorb)
        desk.background.troubled.connect(self.show_trouble)
        self._load()

    @property
    def shown(self) -> FileTab:
        """The step that is read."""
        return self.steps[self.bar.currentIndex()]

    def show_step(self, code: str) -> None:
        """Go to the step of that code; an unknown one changes nothing."""
        for number, step in enumerate(self.steps):
            if step.code == code:
                self.bar.setCurrentIndex(number)

    def step(self, by: int) -> None:
        """One step on (1) or back (-1); the first and the last are the ends."""
        self.bar.setCurrentIndex(max(0, min(self.bar.currentIndex() + by, self.bar.count() - 1)))

    def flush(self) -> tuple[Future[Changes], ...]:
        """Keep now whatever is half written in any step; the writes that were asked for."""
        return tuple(step.flush() for step in self.steps if isinstance(step, Writes)) if self.person else ()

    def show_trouble(self, trouble: EscaleError) -> None:
        """Say an expected failure above the page."""
        self.trouble_bar.show_trouble(trouble)

    def absorb(self, changes: Changes) -> None:
        """Called after every write about this person: follow, and show nothing more once the file is gone."""
        if not self.person:
            return
        if self.person in changes.gone:
            self._end()
            return
        for step in self.steps:
            step.absorb(changes)
        if changes.everything or self.person in changes.files:
            self._load()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay when something would be lost and nobody agreed."""
        event.setAccepted(self.may_close())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape comes here once no page, list or field had a use for it."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave_asked.emit()
        else:
            super().keyPressEvent(event)

    def _load(self) -> None:
        person = self.person
        self._desk.background.read(self, "card", lambda store: store.passports.card(person), self._show)

    def _show(self, card: Card | None) -> None:
        if card is None:
            self._end()
        elif self.person:
            self.name.setText(card.holder.name if card.kept is not Kept.AWAITED else "")

    def _end(self) -> None:
        """The file is gone: what was being written is handed over, and nothing of what was read stays."""
        self.flush()
        self.person = ""
        for step in self.steps:
            step.let_go()
            step.person = ""
            if isinstance(step, Writes):
                step.drop()
        self.name.setText("")
        self.finder.end()
        for piece in (self._stage, self.bar, self.find_button, self.back_button, self.on_button, self.leave_button):
            piece.hide()
        self.gone.show()
        announce(self, ENDED, at_once=True)

    def _move(self, number: int) -> None:
        self.flush()
        self._stack.setCurrentIndex(number)
        self.bar.setFocus()  # what had the keyboard may be hidden now
        self._say()
        self.step_changed.emit(self.shown.code)

    def _say(self) -> None:
        at, count = self.bar.currentIndex(), self.bar.count()
        for button, other, words in ((self.back_button, at - 1, "précédente"), (self.on_button, at + 1, "suivante")):
            there = 0 <= other < count
            button.setEnabled(there)
            button.setAccessibleName(f"Étape {words}" + (f" : {self.steps[other].title}" if there else ""))
            button.setToolTip(button.accessibleName())

    def _bind_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = dict.fromkeys(LEAVE_KEYS, self.leave_asked.emit)
        keys |= {"Ctrl+L": self.lock_asked.emit, FIND: self.find_button.click}
        for sequence, by in (("Alt+Right", 1), ("Alt+Left", -1), ("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            keys[sequence] = partial(self.step, by)
        for sequence, act in keys.items():
            QShortcut(QKeySequence(sequence), self, act)

    def _build(self) -> None:
        base = QWidget()
        base.setProperty("page", True)
        column = QVBoxLayout(base)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        line = QFrame()
        line.setProperty("rule", True)
        column.addWidget(line)
        margins = QVBoxLayout()
        margins.setContentsMargins(28, 0, 28, 0)
        margins.addWidget(self.trouble_bar)
        column.addLayout(margins)
        self._stage = roomy(self._stack)
        column.addWidget(self._stage, 1)
        column.addWidget(self.gone, 1)
        self.gone.setContentsMargins(28, 20, 28, 24)
        self.gone.hide()
        self.setCentralWidget(base)

    def _head(self) -> QVBoxLayout:
        above, below, head = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        above.setContentsMargins(28, 12, 28, 4)
        above.setSpacing(8)
        above.addWidget(self.name, 1)
        above.addWidget(self.find_button, 0, Qt.AlignmentFlag.AlignTop)
        above.addWidget(self.leave_button, 0, Qt.AlignmentFlag.AlignTop)
        below.setContentsMargins(20, 0, 28, 0)
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(True)
        self.bar.setAccessibleName(self.tr("Étapes"))
        for number, step in enumerate(self.steps, 1):
            self.bar.addTab(f"{number}. {step.title}")
            self._stack.addWidget(step)
            step.sync_asked.connect(self.sync_asked)
        self.bar.currentChanged.connect(self._move)
        below.addWidget(self.bar, 1)
        for piece in (self.back_button, self.on_button):
            below.addWidget(piece, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addLayout(above)
        head.addLayout(below)
        self._say()
        return head
