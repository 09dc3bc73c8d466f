"""What a tab of a file is: it shows one person, knows what concerns it, and waits until it is looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.models.changes import Changes
from desktop.views.desk import Desk

if TYPE_CHECKING:
    from desktop.models.store import Store

T = TypeVar("T")


class FileTab(QWidget):
    """Base of the tabs: a stale hidden tab loads again when it is shown."""

    title = ""

    def __init__(self, desk: Desk) -> None:
        """An empty tab; ``show_person`` gives it somebody."""
        super().__init__()
        self.desk = desk
        self.person = ""
        self._stale = True

    def show_person(self, person: str) -> None:
        """From now on this tab is about that person (an id)."""
        if person != self.person:
            self.forget()
        self.person = person
        self.refresh()

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
        """Ask the store about the person shown (an id); ``then`` never hears about somebody who is shown no more."""
        person = self.person

        def arrived(answer: T) -> None:
            if person == self.person:
                then(answer)

        self.desk.background.read(self, key, lambda store: work(store, person), arrived)

    def load(self) -> None:
        """Ask for what is shown; the answers fill the page. Each tab says its own."""
        raise NotImplementedError
