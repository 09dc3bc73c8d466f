"""The notes of one person: the list at the left, the note being read or written at the right."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace
from typing import Final
from uuid import uuid4

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.models.changes import Changes
from desktop.models.clock import now
from desktop.models.header_proposal import proposed_header
from desktop.models.interview import Header
from desktop.models.note import Delivery, Item, Kind, Unsaved
from desktop.models.notebook import notes
from desktop.views.desk import Desk
from desktop.views.file_tab import FileTab
from desktop.views.lost_words import LostNotice, LostWords
from desktop.views.notes.conflict_view import ConflictView
from desktop.views.notes.hint_strip import HintStrip
from desktop.views.notes.note_editor import NoteEditor
from desktop.views.notes.notes_list import NotesList
from desktop.views.notes.reported_link import ReportedLink
from desktop.views.notice import Notice
from desktop.views.pieces import Card

UNDO: Final = 8000  # milliseconds during which an erased note can come back
NEW: Final = "Ctrl+Shift+N"


class NotesPage(FileTab):
    """Written here, sent when the network allows, unless private."""

    title, code = "Notes", "notes"
    begins = True

    def __init__(self, desk: Desk) -> None:
        """An empty list and an empty note."""
        super().__init__(desk)
        self._items: tuple[Item, ...] = ()  # everything written about the person
        self._notes: tuple[Item, ...] = ()
        self._fresh = True  # the first answer about a person chooses what is shown
        self._late = False  # something was written while somebody typed
        self._wanted = ""
        self.lost = LostWords(desk, self)
        self.lost_notice = LostNotice(self.lost, lambda: self.person, self._take_up)
        self.list = NotesList(desk.theme)
        self.rows = self.list.rows
        self.editor = NoteEditor(desk, self.erase)
        self.hints, self.reported = HintStrip(desk, self.editor), ReportedLink(desk, self.editor)
        self.conflict = ConflictView(desk)
        self.notice = Notice()
        self._stack = QStackedWidget()
        self._forget = QTimer(self, singleShot=True, interval=UNDO)
        self._forget.timeout.connect(self.notice.hide)
        self._build()

    def show_person(self, person: str) -> None:
        """As every tab; what is typed before the notes are read is this person's already."""
        another = person != self.person
        super().show_person(person)
        if another:
            self.editor.edit(person, None)

    def forget(self) -> None:
        """What was being written about somebody else is kept first."""
        self.editor.keep()
        self.drop()

    def show_note(self, item: str) -> None:
        """Bring that note to the right, now or as soon as it is read."""
        self._wanted = item
        self._choose_wanted()

    def flush(self) -> Future[Changes]:
        """Keep now what is being written; fails while words of any note could not be kept."""
        return self.lost.after(self.editor.keep())

    def drop(self) -> None:
        """Forget everything about the person."""
        self._items, self._notes, self._fresh, self._wanted = (), (), True, ""
        self.editor.drop()
        self.notice.hide()
        self.lost_notice.hide()
        self._list_notes()
        self._stack.setCurrentWidget(self.editor)

    def new_note(self, kind: Kind = Kind.NOTE) -> None:
        """Keep what is being written and start an empty note in that ink."""
        self.editor.begin(self.person, kind, self._proposed())
        self.list.mark("")
        self._stack.setCurrentWidget(self.editor)
        self.editor.field.setFocus()

    def erase(self) -> None:
        """Erase the note shown, which never left; for a few seconds it can come back."""
        item = self._find(self.editor.id)
        delivery = self._delivery(item) if item else Delivery.DRAFT
        self.editor.keep()
        if item is None:
            return
        lost = replace(item, kind=self.editor.kind, content=self.editor.content, delivery=delivery)
        self.editor.drop()
        self.new_note()
        self.desk.background.write(lambda store: store.items.discard(lost.id), self, lambda _: self._erased(lost))

    def refresh(self) -> None:
        """As every tab; while somebody types, the list waits for a pause."""
        if self.editor.typing and self.isVisible():
            self._late = True
        else:
            super().refresh()

    def _catch_up(self) -> None:
        if self._late and not self.editor.typing:
            self._late = False
            self.refresh()

    def load(self) -> None:
        """Read what was written about the person."""
        self.read("notes", lambda store, person: store.items.of(person), self._arrived)

    def _proposed(self) -> Header:
        return proposed_header(self._items, self.desk.today(), now())

    def _arrived(self, items: tuple[Item, ...]) -> None:
        found = notes(items)
        self._items, self._notes = items, found
        if self._fresh:
            self._fresh = False
            draft = next((item for item in found if item.delivery is Delivery.DRAFT), None)
            if not self.editor.id:
                self._edit(draft)
                self.editor.propose(self._proposed())
            self.lost_notice.offer()
        self._list_notes()
        self._choose_wanted()
        if item := self._find(self.editor.id):
            self._follow(item)

    def _follow(self, item: Item) -> None:
        if item.delivery is Delivery.CONFLICT:
            self.editor.follow(item)
            self._show(item)
        else:
            self.editor.follow(item)
            self._stack.setCurrentWidget(self.editor)
            self.list.mark(item.id)

    def _show(self, item: Item) -> None:
        """A note chosen in the list."""
        if item.id != self.editor.id:
            self._edit(item)
        if item.delivery is Delivery.CONFLICT:
            self.conflict.show_item(item)
        self._stack.setCurrentWidget(self.conflict if item.delivery is Delivery.CONFLICT else self.editor)
        self.list.mark(item.id)

    def _edit(self, item: Item | None) -> None:
        """Show a note, with its last words even when they could not be written."""
        words = self.lost.take(item.id) if item and item.delivery is not Delivery.CONFLICT else None
        if words:
            self.editor.take_up(words, item)
            self.lost_notice.offer()
        else:
            self.editor.edit(self.person, item)

    def _take_up(self, words: Unsaved) -> None:
        if not self._fresh and self.lost.take(words.id):  # else it is offered again once the notes are read
            item = self._find(words.id)
            if item and item.delivery is Delivery.CONFLICT:  # the two other texts wait for a choice: this is a third
                item, words = None, replace(words, id=str(uuid4()))
            self.editor.take_up(words, item)
            self.list.mark("")
            self._stack.setCurrentWidget(self.editor)
            self.editor.field.setFocus()

    def _choose_wanted(self) -> None:
        if item := self._find(self._wanted):
            self._wanted = ""
            self._show(item)

    def _chosen(self, identifier: str) -> None:
        if item := self._find(identifier):
            self._show(item)
            if item.delivery is not Delivery.CONFLICT:
                self.editor.field.setFocus()

    def _erased(self, item: Item) -> None:
        if item.person != self.person:
            return
        self.notice.tell(self.tr("Note effacée."), (self.tr("Annuler"), lambda: self._restore(item)))
        self._forget.start()

    def _delivery(self, item: Item) -> Delivery:
        """What the note is, its ink just changed and the words just typed included."""
        if self.editor.kind is Kind.WORKING:
            return Delivery.PRIVATE
        queued = item.delivery in (Delivery.WAITING, Delivery.LOCAL)
        return item.delivery if queued and not self.editor.pending else Delivery.DRAFT

    def _restore(self, item: Item) -> None:
        draft = item.delivery is Delivery.DRAFT
        self._wanted = item.id
        self.desk.background.write(
            lambda store: store.items.record(item.person, item.kind, item.content, item=item.id, draft=draft),
            self,
            lambda _: self.refresh(),
        )

    def _resolve(self, identifier: str, text: str) -> None:
        item = self._find(identifier)
        content = {**(item.content if item else {}), "text": text}
        self.desk.background.write(
            lambda store: store.items.resolve(identifier, content), self, lambda _: self.refresh()
        )

    def _find(self, identifier: str) -> Item | None:
        return next((item for item in self._notes if item.id == identifier), None)

    def _list_notes(self) -> None:
        self.list.show_notes(self._notes, self.desk.today())

    def _build(self) -> None:
        shortcut = QShortcut(QKeySequence(NEW), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.new_note)
        writing = Card()
        writing.add(self._stack, 1)
        self.editor.add_strip(self.hints)
        self.editor.add_strip(self.reported)
        self._stack.addWidget(self.editor)
        self._stack.addWidget(self.conflict)
        row = QSplitter(Qt.Orientation.Horizontal)
        row.setHandleWidth(18)
        row.setChildrenCollapsible(False)
        left = QWidget()
        side = QVBoxLayout(left)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.list)
        side.setAlignment(self.list, Qt.AlignmentFlag(0))
        row.addWidget(left)
        row.addWidget(writing)
        row.setStretchFactor(0, 4)
        row.setStretchFactor(1, 7)
        self.list.chosen.connect(self._chosen)
        self.list.begun.connect(self.new_note)
        self.editor.lost.connect(self.lost.lose)
        self.editor.text_changed.connect(lambda _: self._catch_up())
        self.editor.written.connect(self.lost.forget)
        self.conflict.resolved.connect(self._resolve)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 24)
        column.setSpacing(12)
        column.addWidget(self.lost_notice)
        column.addWidget(self.notice)
        inner = QHBoxLayout()
        inner.addWidget(row)
        column.addLayout(inner, 1)
