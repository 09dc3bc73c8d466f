"""The notes of one person: the list at the left, the note being read or written at the right."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace
from typing import Final
from uuid import uuid4

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.models.changes import Changes
from desktop.models.note import Delivery, Item, Kind, Unsaved
from desktop.models.notebook import first_line, notes, said_state
from desktop.models.status import said_instant
from desktop.models.text import counted
from desktop.views.desk import Desk
from desktop.views.file_tab import FileTab
from desktop.views.notes.conflict_view import ConflictView
from desktop.views.notes.lost_words import LostWords
from desktop.views.notes.note_editor import NoteEditor
from desktop.views.notice import Notice
from desktop.views.pieces import Card, label, secondary_button
from desktop.views.rows import Row, RowsView
from desktop.views.shortcuts import said_keys

UNDO: Final = 8000  # milliseconds during which an erased note can come back
NEW: Final = "Ctrl+Shift+N"
KEPT_IN_MEMORY: Final = (
    "Un texte sur cette personne n’a pas pu être enregistré. Il reste en mémoire jusqu’au verrouillage d’Escale."
)


class NotesPage(FileTab):
    """Written here, sent when the network allows, unless private."""

    title, code = "Notes", "notes"

    def __init__(self, desk: Desk) -> None:
        """An empty list and an empty note."""
        super().__init__(desk)
        self._notes: tuple[Item, ...] = ()
        self._fresh = True  # the first answer about a person chooses what is shown
        self._late = False  # something was written while somebody typed
        self._wanted = ""
        self._lost = LostWords(desk, self)
        self.rows = RowsView(desk.theme, self.tr("Notes"), scrolls=True)
        self.editor = NoteEditor(desk, self.erase)
        self.conflict = ConflictView(desk)
        self.notice = Notice()
        self._none = label(self.tr("Aucune note encore. Écrivez la première à droite."), "muted")
        self._list = Card(self.tr("Notes"))
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
        kept = self.editor.keep()
        if trouble := self._lost.trouble:
            kept = Future()
            kept.set_exception(trouble)
        return kept

    def drop(self) -> None:
        """Forget everything about the person."""
        self._notes, self._fresh, self._wanted = (), True, ""
        self.editor.drop()
        self.notice.hide()
        self._list_notes()
        self._stack.setCurrentWidget(self.editor)

    def new_note(self) -> None:
        """Keep what is being written and start an empty note."""
        self.editor.edit(self.person, None)
        self.rows.setCurrentIndex(QModelIndex())
        self._stack.setCurrentWidget(self.editor)
        self.editor.field.setFocus()

    def erase(self) -> None:
        """Erase the note shown, which never left; for a few seconds it can come back."""
        item = self._find(self.editor.id)
        delivery = self._delivery(item) if item else Delivery.DRAFT
        self.editor.keep()
        if item is None:
            return
        kind = Kind.WORKING if delivery is Delivery.PRIVATE else Kind.NOTE
        lost = replace(item, kind=kind, content={**item.content, "text": self.editor.text}, delivery=delivery)
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
        self.read("notes", lambda store, person: notes(store.items.of(person)), self._arrived)

    def _arrived(self, found: tuple[Item, ...]) -> None:
        self._notes = found
        if self._fresh:
            self._fresh = False
            draft = next((item for item in found if item.delivery is Delivery.DRAFT), None)
            if not self.editor.id:
                self._edit(draft)
            self._offer()
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
            self._mark(item.id)

    def _show(self, item: Item) -> None:
        """A note chosen in the list."""
        if item.id != self.editor.id:
            self._edit(item)
        if item.delivery is Delivery.CONFLICT:
            self.conflict.show_item(item)
        self._stack.setCurrentWidget(self.conflict if item.delivery is Delivery.CONFLICT else self.editor)
        self._mark(item.id)

    def _edit(self, item: Item | None) -> None:
        """Show a note, with its last words even when they could not be written."""
        words = self._lost.take(item.id) if item and item.delivery is not Delivery.CONFLICT else None
        if words:
            self.editor.take_up(words, item)
        else:
            self.editor.edit(self.person, item)

    def _offer(self) -> None:
        """Offer words of this person that are in memory alone."""
        if words := self._lost.of(self.person):
            self._forget.stop()
            self.notice.tell(self.tr(KEPT_IN_MEMORY), (self.tr("Reprendre le texte"), lambda: self._take_up(words)))

    def _take_up(self, words: Unsaved) -> None:
        if self._lost.take(words.id):
            item = self._find(words.id)
            if item and item.delivery is Delivery.CONFLICT:  # the two other texts wait for a choice: this is a third
                item, words = None, replace(words, id=str(uuid4()))
            self.editor.take_up(words, item)
            self.rows.setCurrentIndex(QModelIndex())
            self._stack.setCurrentWidget(self.editor)
            self.editor.field.setFocus()
        self._offer()

    def _choose_wanted(self) -> None:
        if item := self._find(self._wanted):
            self._wanted = ""
            self._show(item)

    def _chosen(self, row: Row) -> None:
        if item := self._find(row.key):
            self._show(item)
            if item.delivery is not Delivery.CONFLICT:
                self.editor.field.setFocus()

    def _erased(self, item: Item) -> None:
        if item.person != self.person:
            return
        self.notice.tell(self.tr("Note effacée."), (self.tr("Annuler"), lambda: self._restore(item)))
        self._forget.start()

    def _delivery(self, item: Item) -> Delivery:
        """What the note is, the box that was just ticked and the words just typed included."""
        if self.editor.private.isChecked():
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
        today = self.desk.today()
        self.rows.show_rows(
            Row(item.id, first_line(item), around=f"{said_instant(item.written, today)} · {said_state(item)}")
            for item in self._notes
        )
        self.rows.setVisible(bool(self._notes))
        self._none.setVisible(not self._notes)
        self._list.set_title(counted(len(self._notes), "note") if self._notes else self.tr("Notes"))

    def _mark(self, identifier: str) -> None:
        for row, item in enumerate(self._notes):
            if item.id == identifier:
                self.rows.setCurrentIndex(self.rows.model_of_rows.index(row))

    def _build(self) -> None:
        new = secondary_button(self.tr("Nouvelle note"), self.new_note)
        new.setToolTip(said_keys(NEW))
        shortcut = QShortcut(QKeySequence(NEW), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.new_note)
        self._list.add_link(new)
        self._list.add(self._none)
        self._list.add(self.rows, 1)
        self._list.column.addStretch(0)
        writing = Card()
        writing.add(self._stack, 1)
        self._stack.addWidget(self.editor)
        self._stack.addWidget(self.conflict)
        row = QSplitter(Qt.Orientation.Horizontal)
        row.setHandleWidth(18)
        row.setChildrenCollapsible(False)
        left = QWidget()
        side = QVBoxLayout(left)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self._list)
        side.setAlignment(self._list, Qt.AlignmentFlag(0))
        row.addWidget(left)
        row.addWidget(writing)
        row.setStretchFactor(0, 4)
        row.setStretchFactor(1, 7)
        self.rows.chosen.connect(self._chosen)
        self.editor.lost.connect(self._lost.lose)
        self.editor.text_changed.connect(lambda _: self._catch_up())
        self.editor.written.connect(self._lost.forget)
        self._lost.found.connect(self._offer)
        self.conflict.resolved.connect(self._resolve)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 24)
        column.setSpacing(12)
        column.addWidget(self.notice)
        inner = QHBoxLayout()
        inner.addWidget(row)
        column.addLayout(inner, 1)
