"""The shared view over an open office: built once the furniture is taken down, for one person, and taken down in turn.

As ``furniture`` does for the office, it builds the window and connects it; every page is given a desk on which there is
only that person, and what is told of exchanges, backups or troubles elsewhere reaches nobody here.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from concurrent.futures import Future
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal

from desktop.errors import EscaleError
from desktop.furniture import failures
from desktop.models.changes import Changes
from desktop.models.journal import Event
from desktop.models.store.room import Room
from desktop.office import Office
from desktop.views.desk import Desk
from desktop.views.dialog import close_over
from desktop.views.gap.gap_page import GapPage
from desktop.views.passport.parcours_page import ParcoursPage
from desktop.views.plan.plan_page import PlanPage
from desktop.views.shared.leave_dialog import LeaveDialog
from desktop.views.shared.noted_page import NotedPage
from desktop.views.shared.room_window import RoomWindow
from desktop.views.skills.skills_page import SkillsPage
from desktop.views.theme import Theme

LARGER: Final = 1.3  # the letters, beside those of the office
STEP: Final = "step|"  # the draft that keeps the step read last with somebody; it goes with their file


class SharedRoom(QObject):
    """One window, five steps, one person."""

    left = Signal()  # they go back to the office
    lock_asked = Signal()

    def __init__(self, office: Office, theme: Theme, person: str) -> None:
        """Everything is built; what concerns nobody but ``person`` (an id) is read once it is shown."""
        super().__init__()
        self.office, self.person = office, person
        self._background = office.background.narrowed(lambda store: Room(store, person), person)
        desk = Desk(self._background, office.library, theme, office.today, packs=office.library, together=True)
        self.desk = desk
        self.parcours, self.skills, self.gap = ParcoursPage(desk), SkillsPage(desk), GapPage(desk)
        self.plan, self.noted = PlanPage(desk), NotedPage(desk)
        self.window = RoomWindow(desk, (self.parcours, self.skills, self.gap, self.plan, self.noted), person)
        self.dialog: LeaveDialog | None = None
        self.window.finder.found.connect(self._show_found)
        self.window.leave_asked.connect(self._leave)
        self.window.lock_asked.connect(self.lock_asked)
        self.window.sync_asked.connect(office.exchanges.synchronise)
        desk.note(Event.READ_TOGETHER, person)
        office.background.read(self, "step", lambda store: store.drafts.get(f"{STEP}{person}"), self._go_on)

    def flush(self) -> tuple[EscaleError, ...]:
        """Keep what is half written, and wait until it is on the disk; what could not be kept, and why."""
        return failures(self.window.flush())

    def end(self) -> tuple[Future[Changes], ...]:
        """Remember the step, and in the journal that they stopped reading together."""
        name, step = f"{STEP}{self.person}", self.window.shown.code
        if not self.window.person or self.office.doubt is not None:
            return ()
        self.desk.note(Event.READ_TOGETHER_ENDED, self.person)
        return (self.office.background.write(lambda store: store.drafts.put(name, step)),)

    def close(self) -> None:
        """Take the window away; hidden rather than closed, for the last window closed would end the program."""
        close_over(self.window)
        self.window.hide()
        self.window.deleteLater()
        self._background.deleteLater()
        self.deleteLater()

    def _go_on(self, step: str) -> None:
        """Where they stopped last time, unless they have already gone somewhere."""
        if self.window.bar.currentIndex() == 0:
            self.window.show_step(step)

    def _show_found(self, kind: str, thing: str) -> None:
        """Go to the step that shows what was found, and to its line."""
        leads: dict[str, tuple[str, Callable[[str], None]]] = {
            "note": (self.noted.code, self.noted.show_line),
            "meeting": (self.noted.code, self.noted.show_line),
            "diagnostic": (self.noted.code, self.noted.show_line),
            "plan": (self.plan.code, self.plan.show_action),
            "fact": (self.parcours.code, self.parcours.explain),
            "held": (self.skills.code, self.skills.show_skill),
        }
        code, show = leads[kind]
        self.window.show_step(code)
        show(thing)

    def _leave(self) -> None:
        if not self.office.config.passphrase_to_leave:
            self.left.emit()
        elif self.dialog is None:
            self.dialog = LeaveDialog(self.window, self._try)
            self.dialog.finished.connect(lambda _: self._stay())
            self.dialog.open()

    def _stay(self) -> None:
        self.dialog = None

    def _try(self, passphrase: str) -> None:
        vault, dialog = self.office.opened.vault, self.dialog
        if dialog is not None:
            self.office.background.run(
                dialog, lambda: vault.verify(passphrase), lambda _: self.left.emit(), dialog.show_trouble
            )


def sweep() -> None:
    """Destroy at once what was told to go, and what only referred to it: nothing of it is left in memory.

    For the event loop alone: never from a slot of something that goes, and once nobody holds it in a variable.
    """
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
