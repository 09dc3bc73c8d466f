"""Finding anything that is kept here, or a command: type a few letters, go down, press Enter."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.models.text import folded
from desktop.views.desk import Desk
from desktop.views.find_frame import FindFrame
from desktop.views.find_rows import COMMANDS, EACH, Answers, Kept, askers, commands, kept_here, public
from desktop.views.rows import Row


class FindPalette(FindFrame):
    """A field and its answers by kind; newer keystrokes make older answers pointless. A skill leads to occupations."""

    person_chosen = Signal(str)
    note_chosen = Signal(str, str)  # person, item
    action_chosen = Signal(str, str)  # person, item
    diagnostic_chosen = Signal(str)  # person
    meeting_chosen = Signal(str, str)  # person, item
    fact_chosen = Signal(str, str)  # person, fact
    held_chosen = Signal(str)  # person: one of their skills
    command_chosen = Signal(str)  # a key of find_rows.DONE
    occupation_chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        """Over ``parent``; ``open`` starts afresh."""
        super().__init__(desk, parent, self.tr("Une personne, une note, une action, un rendez-vous, un métier…"))
        self._running: Future[Answers] | None = None
        self._only = ""  # the one kind that is asked for

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
            "meeting": lambda: self.meeting_chosen.emit(person, thing),
            "fact": lambda: self.fact_chosen.emit(person, thing),
            "held": lambda: self.held_chosen.emit(person),
        }
        told.get(kind, lambda: self.note_chosen.emit(person, thing))()

    def _show_askers(self, code: str, skill: str) -> None:
        text, desk = self.field.text(), self._desk
        self._only = asked = f"Métiers qui demandent : {skill}"  # what was asked before may still answer

        def work() -> Answers:
            return {asked: askers(desk.reference().occupations_asking((code,), 3 * EACH))}

        def show(found: Answers) -> None:
            if (text, asked) == (self.field.text(), self._only):
                self._show(found)
                self.field.selectAll()

        desk.background.run(self, work, show)
