"""One person's file: who, how long, and the tabs; it closes itself when the sharing ends."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import date
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QTabBar, QVBoxLayout, QWidget

from desktop.models.changes import Changes
from desktop.models.closing import MOST_READ, closed_days, said_closed
from desktop.models.file import Card, Kept
from desktop.models.journal import Event
from desktop.models.note import Kind
from desktop.models.occupation import Edition
from desktop.models.sharing import headline
from desktop.views.closed_page import ClosedPage
from desktop.views.desk import Desk
from desktop.views.file.synthesis_page import SynthesisPage
from desktop.views.file_tab import FileTab
from desktop.views.kept_marks import KeptMark
from desktop.views.pages import Pages
from desktop.views.pieces import EmptyState, label, link_button, secondary_button
from desktop.views.shared.ways_in import WaysIn
from desktop.views.window_buttons import FindRoom

if TYPE_CHECKING:
    from desktop.models.store import Store

NEW: Final = "Ctrl+Shift+N"  # a new note, or what a tab begins by itself
ENDED: Final = "Le partage a pris fin : ce dossier a été effacé de ce poste."
ERASED: Final = "Ce dossier a été effacé de ce poste."
AWAITED: Final = "Dossier à recevoir de nouveau"
AWAITED_WHY: Final = (
    "Le passeport de cette personne n’est plus lisible sur cet ordinateur. Le partage, lui, dure toujours."
)
AWAITED_ADVICE: Final = "Un échange avec le serveur le rapporte. Vos notes sont gardées et reviendront avec lui."


@runtime_checkable
class Writes(Protocol):
    """A tab in which something may be half written."""

    def flush(self) -> Future[Changes]:
        """Keep now what is being written."""

    def drop(self) -> None:
        """Forget what is being written: its person's file is gone."""


class FilePage(QWidget):
    """The open file; ``open`` gives it a person."""

    closed = Signal()
    sync_asked = Signal()
    note_asked = Signal()  # a new note, from a tab that begins nothing of its own
    told = Signal(str)  # a sentence for the page that comes next

    def __init__(self, desk: Desk, tabs: tuple[FileTab, ...]) -> None:
        """``tabs`` are shown in that order, under their own titles."""
        super().__init__()
        self.setProperty("page", True)
        self.person = ""
        self.tabs = tabs
        self._desk = desk
        self._card: Card | None = None
        self._marked = False
        self._viewed = ("", "")  # the person and the tab that the access journal knows are being looked at
        self._edition = self._closed = ""
        self.name = label("", "title")
        self.about = QLabel(wordWrap=True)
        self.bar = QTabBar()
        self._stack = Pages()
        self._awaited = ClosedPage(AWAITED, self.sync_asked.emit, KeptMark.AWAITED)
        self._begin = QShortcut(QKeySequence(NEW), self)
        self._gone = EmptyState(ENDED, secondary_button(self.tr("Revenir aux dossiers"), self.close_file))
        self.together = WaysIn(self)
        self._build()
        self._shortcuts()

    def open(self, person: str, tab: str = "") -> None:
        """Show that person's file, at the tab of that title (the first one unless told)."""
        if person != self.person:
            self.flush()
            self.person, self._card, self._marked, self._closed = person, None, False, ""
            self.name.setText("")
            self.about.setText("")
            self._gone.hide()
            self._await(False)
            for one in self.tabs:
                one.show_person(person)
        self.show_tab(tab or self.tabs[0].title)
        self.bar.setFocus()
        self._load()

    def show_tab(self, title: str) -> None:
        """Bring a tab forward; an unknown title changes nothing."""
        for number, tab in enumerate(self.tabs):
            if tab.title == title:
                self.bar.setCurrentIndex(number)

    def absorb(self, changes: Changes) -> None:
        """Called after every write: follow the person's file, and leave when it is gone."""
        if not self.person:
            return
        if self.person in changes.gone:
            self._leave()
            return
        for tab in self.tabs:
            tab.absorb(changes)
        if changes.everything or self.person in changes.files:
            self._load()
        elif self.person in changes.items:
            self._load_closing()

    def flush(self) -> tuple[Future[Changes], ...]:
        """Keep now whatever is half written in any tab; the writes that were asked for."""
        return tuple(tab.flush() for tab in self.tabs if isinstance(tab, Writes))

    def close_file(self) -> None:
        """Keep what is half written and go back to the list."""
        self.flush()
        self.closed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._mark()
        self._note()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._viewed = ("", "")

    def _load(self) -> None:
        person = self.person

        def arrived(card: Card | None) -> None:
            if person == self.person:
                self._show(card)

        self._desk.background.read(self, "card", lambda store: store.passports.card(person), arrived)
        self._load_closing()
        self._desk.background.run(self, lambda: self._desk.reference().edition(), self._show_edition)

    def _load_closing(self) -> None:
        person = self.person

        def work(store: Store) -> date | None:
            return closed_days(store.items.of_kind(Kind.CLOSING, MOST_READ, person)).get(person)

        def arrived(day: date | None) -> None:
            if person == self.person:
                self._closed = said_closed(day) if day else ""
                self._say()

        self._desk.background.read(self, "closing", work, arrived)

    def _show(self, card: Card | None) -> None:
        if card is None:
            self._leave()
            return
        first, self._card = self._card is None, card
        awaited = card.kept is Kept.AWAITED
        self._await(awaited)
        self.name.setText(AWAITED if awaited else card.holder.name)
        self._say()
        if first:
            for tab in self.tabs:
                if isinstance(tab, SynthesisPage):
                    tab.welcome(card)
        self._mark()
        self._note()

    def _show_edition(self, edition: Edition) -> None:
        extract = " (extrait)" if edition.extract else ""
        self._edition = f"ROME 4.0 version {edition.version}{extract}"
        self._say()

    def _say(self) -> None:
        if self._card:
            self.about.setText(" · ".join(part for part in (self._closed, headline(self._card), self._edition) if part))

    def _mark(self) -> None:
        """Remember that it was opened, once somebody really looks at it."""
        if self._card and not self._marked and self.isVisible():
            self._marked = True
            person = self.person
            self._desk.background.write(lambda store: store.passports.open(person), self)

    def _note(self) -> None:
        """Write in the access journal that a tab is looked at, once a showing."""
        tab = self.tabs[self.bar.currentIndex()]
        viewed = (self.person, tab.code)
        if self._card and self._card.kept is not Kept.AWAITED and self.isVisible() and viewed != self._viewed:
            self._viewed = viewed
            self._desk.note(Event.VIEWED, *viewed)

    def _await(self, awaited: bool) -> None:
        """Show the tabs, or that the file must be received again."""
        if awaited and self._awaited.isHidden():
            self._awaited.say(AWAITED_WHY, AWAITED_ADVICE)
        self._awaited.setVisible(awaited)
        self.together.setHidden(awaited)
        for piece in (self._stack, self.bar):
            piece.setHidden(awaited)

    def _leave(self) -> None:
        """The file is gone. What was being written is handed over, unless a person has just erased the file."""
        erased = bool(self._card and self._card.kept is Kept.HAND)
        sentence = ERASED if erased else ENDED
        if not erased:
            self.flush()
        self.person, self._card = "", None
        for tab in self.tabs:
            tab.person = ""
            if isinstance(tab, Writes):
                tab.drop()
            tab.let_go()
        self._gone.sentence.setText(sentence)
        self._await(False)
        self._stack.hide()
        self.together.hide()
        self._gone.show()
        self.about.setText("")
        self.name.setText("")
        self.told.emit(sentence)
        if self.isVisible():
            self.closed.emit()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        line = QFrame()
        line.setProperty("rule", True)
        column.addWidget(line)
        column.addWidget(self._stack, 1)
        column.addWidget(self._awaited, 1)
        column.addWidget(self._gone, 1)
        self._awaited.hide()
        self._gone.setContentsMargins(28, 20, 28, 24)
        self._gone.hide()

    def _head(self) -> QWidget:
        head = QWidget()
        back = link_button(self.tr("‹ Dossiers"), self.close_file)
        back.setAccessibleName(self.tr("Revenir à la liste des dossiers"))
        self.about.setProperty("look", "muted")
        words, below = QVBoxLayout(), QHBoxLayout()
        words.setContentsMargins(8, 0, 0, 0)
        words.setSpacing(2)
        above = QHBoxLayout()
        above.addWidget(self.name, 1)
        above.addWidget(FindRoom(self._desk.theme))
        words.addLayout(above)
        below.addWidget(self.about, 1)
        below.addWidget(self.together, 0, Qt.AlignmentFlag.AlignBottom)
        words.addLayout(below)
        words.addSpacing(6)
        words.addWidget(self._tab_bar())
        column = QVBoxLayout(head)
        column.setContentsMargins(20, 10, 28, 0)
        column.setSpacing(2)
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(words)
        return head

    def _tab_bar(self) -> QTabBar:
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(True)
        self.bar.setAccessibleName(self.tr("Parties du dossier"))
        taken: set[str] = set()
        for tab in self.tabs:
            self.bar.addTab(_with_letter(tab.title, taken))
            self._stack.addWidget(tab)
            tab.sync_asked.connect(self.sync_asked)
            if isinstance(tab, SynthesisPage):
                tab.asked.connect(self.show_tab)
        self.bar.currentChanged.connect(self._stack.setCurrentIndex)
        self.bar.currentChanged.connect(lambda _: self._note())
        return self.bar

    def _shortcuts(self) -> None:
        self._begin.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._begin.activated.connect(self.note_asked)
        self.bar.currentChanged.connect(lambda at: self._begin.setEnabled(not self.tabs[at].begins))
        self._begin.setEnabled(not self.tabs[self.bar.currentIndex()].begins)
        for keys, step in ((QKeySequence("Ctrl+PgDown"), 1), (QKeySequence("Ctrl+PgUp"), -1)):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self._step(step))

    def _step(self, step: int) -> None:
        self.bar.setCurrentIndex((self.bar.currentIndex() + step) % self.bar.count())


def _with_letter(title: str, taken: set[str]) -> str:
    """The title with ``&`` before the first letter that no other tab answers to."""
    for place, letter in enumerate(title.lower()):
        if letter.isascii() and letter.isalpha() and letter not in taken:
            taken.add(letter)
            return f"{title[:place]}&{title[place:]}"
    return title
