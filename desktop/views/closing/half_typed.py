"""What is half typed in forms that write nothing before they are asked: sealed, and found again in the same file."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.background import nothing_to_write
from desktop.models.changes import Changes
from desktop.views.closing.day_form import DayForm
from desktop.views.desk import Desk

if TYPE_CHECKING:
    from desktop.models.store import Store

PAUSE: Final = 800  # milliseconds without a change before it is kept
Typed = Mapping[str, str]  # by the name of its form, what is kept of it; "" for nothing


class HalfTyped(QObject):
    """The words of some forms about one person at a time; what the disk refuses waits in memory until it is written."""

    found = Signal(str)  # the form of that name was filled with what had been kept

    def __init__(self, desk: Desk, forms: Mapping[str, DayForm], parent: QObject) -> None:
        """About nobody yet."""
        super().__init__(parent)
        self._desk, self._forms = desk, forms
        self._person = ""
        self._stored: dict[str, str] = {}  # by draft, as far as is known
        self._waiting: dict[str, str] = {}  # by draft, not yet known to be on the disk
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.keep)
        for form in forms.values():
            form.edited.connect(self._pause.start)

    def read(self, store: Store, person: str) -> Typed:
        """On the store's thread: what was kept about that person."""
        return {name: store.drafts.get(_draft(name, person)) for name in self._forms}

    def show_person(self, person: str, typed: Typed) -> None:
        """From now on about that person, whose words are filled in when they come; the same one changes nothing."""
        if person == self._person:
            return
        self._person = person
        for name, form in self._forms.items():
            draft = _draft(name, person)
            self._stored[draft] = typed.get(name, "")
            if words := self._waiting.get(draft, self._stored[draft]):
                form.fill(msgspec.json.decode(words, type=dict[str, str]))
                self.found.emit(name)

    def leave(self) -> None:
        """Before the forms are emptied for somebody else."""
        self.keep()
        self._person = ""
        self._stored.clear()

    def drop(self) -> None:
        """The person's file is gone, and with it what was kept."""
        for name in self._forms:
            self._waiting.pop(_draft(name, self._person), None)
        self._person = ""

    def keep(self) -> Future[Changes]:
        """Write now what is not; forget what was written for good, or given up."""
        self._pause.stop()
        for name, form in self._forms.items() if self._person else ():
            draft, words = _draft(name, self._person), _written(form.typed)
            if words != self._waiting.get(draft, self._stored.get(draft, "")):
                self._waiting[draft] = words
        if not (waiting := dict(self._waiting)):
            return nothing_to_write()

        def work(store: Store) -> Changes:
            for draft, words in waiting.items():
                if words and store.passports.card(draft.partition("|")[2]):
                    store.drafts.put(draft, words)
                else:
                    store.drafts.drop(draft)
            return Changes()

        return self._desk.background.write(work, self, lambda _: self._settle(waiting))

    def _settle(self, written: Mapping[str, str]) -> None:
        for draft, words in written.items():
            if self._waiting.get(draft) == words:
                del self._waiting[draft]
            if draft in self._stored:
                self._stored[draft] = words


def _draft(name: str, person: str) -> str:
    return f"{name}|{person}"


def _written(typed: Mapping[str, str]) -> str:
    return msgspec.json.encode(typed).decode() if typed else ""
