"""What a tab of a file is: it shows one person, knows what concerns it, and waits until it is looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.errors import EscaleError, ReadLocked
from desktop.models.changes import Changes
from desktop.models.journal import Event
from desktop.views.closed_page import ClosedPage
from desktop.views.desk import Desk
from desktop.views.dialog import close_over

if TYPE_CHECKING:
    from desktop.models.store import Store

T = TypeVar("T")


class FileTab(QWidget):
    """Base of the tabs: a stale hidden tab loads again when it is shown."""

    title, code = "", ""  # what is read on the tab, and what the access journal says was looked at
    begins = False  # whether Ctrl+Shift+N begins something of the tab's own, rather than a note
    sync_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        """An empty tab; ``show_person`` gives it somebody."""
        super().__init__()
        self.desk = desk
        self.person = ""
        self.closed: ClosedPage | None = None  # in place of what is read, while reading is closed
        self._stale = True

    def show_person(self, person: str) -> None:
        """From now on this tab is about that person (an id)."""
        if person != self.person:
            self.let_go()
        self.person = person
        self.refresh()

    def let_go(self) -> None:
        """Somebody else is shown from now on, or nobody: no window stays over the tab, nor anything that was read."""
        close_over(self)
        self.forget()

    def forget(self) -> None:
        """Called before somebody else is shown: nothing of the former person may be acted upon any more."""

    def absorb(self, changes: Changes) -> None:
        """Called after every write: load again what is ours."""
        if self.person and changes.touches(self.person):
            self.refresh()

    def refresh(self) -> None:
        """Load now if somebody looks, else when somebody does."""
        self._stale = not self.isVisible()
        if not self._stale and self.person:
            self.load()

    def showEvent(self, event: QShowEvent) -> None:
        """Load what became stale while hidden."""
        super().showEvent(event)
        if self._stale and self.person:
            self._stale = False
            self.load()

    def read(self, key: str, work: Callable[[Store, str], T], then: Callable[[T], None]) -> None:
        """Ask the store about the person shown (an id); ``then`` never hears about somebody who is shown no more.

        A file that may not be read for now is said in a page of its own, not as a trouble.
        """
        person = self.person

        def arrived(answer: T) -> None:
            if person == self.person:
                self._open_reading()
                then(answer)

        def failed(trouble: EscaleError) -> None:
            if not isinstance(trouble, ReadLocked):
                self.desk.background.troubled.emit(trouble)
            elif person == self.person:
                self._close_reading(trouble)

        self.desk.background.read(self, key, lambda store: work(store, person), arrived, failed)

    def _close_reading(self, trouble: ReadLocked) -> None:
        """Show why instead of what is read; nothing read before stays on the screen or under the keyboard."""
        self.let_go()
        if self.closed is None:
            self.closed = ClosedPage(self.tr("Fermé en lecture"), self.sync_asked.emit)
            layout = self.layout()
            if layout is not None:
                layout.addWidget(self.closed)
        self.closed.say(trouble.sentence, trouble.advice)
        self._show_pieces(reading=False)

    def _open_reading(self) -> None:
        if self.closed and not self.closed.isHidden():
            self._show_pieces(reading=True)

    def _show_pieces(self, reading: bool) -> None:
        layout = self.layout()
        pieces = (layout.itemAt(at) for at in range(layout.count())) if layout else ()
        for piece in (item.widget() for item in pieces if item is not None):
            if piece is not None:
                piece.setVisible((piece is not self.closed) is reading)

    def note_saved(self) -> None:
        """Write in the access journal that a drawing of this tab left as a file."""
        self.desk.note(Event.EXPORTED, self.person, self.code)

    def load(self) -> None:
        """Ask for what is shown; the answers fill the page. Each tab says its own."""
        raise NotImplementedError
