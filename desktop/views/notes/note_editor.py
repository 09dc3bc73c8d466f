"""Where a note is written: kept at every pause and at every moment of typing, so that nothing typed is ever lost.

Writes that typing asks for never pile up: while one is under way, the next begins when it is confirmed. What leaves the
field for good (another note, the lock, the window closed) is queued at once all the same.
"""

from __future__ import annotations

from concurrent.futures import Future
from typing import Final
from uuid import uuid4

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import EscaleError
from desktop.models.changes import Changes
from desktop.models.clock import now
from desktop.models.note import Delivery, Item, Kind, Unsaved
from desktop.models.notebook import confirmed, offered, said_clock
from desktop.views.announce import announce
from desktop.views.desk import Desk
from desktop.views.notes.length import Length
from desktop.views.notes.marks_row import MarksRow
from desktop.views.notes.note_field import NoteField
from desktop.views.notes.pace import Pace
from desktop.views.pieces import Action, label, link_button, primary_button

REMINDER: Final = (
    "N’écrivez que ce qui est utile, en pensant que la personne peut le lire. Pas de santé, pas de jugement."
)
TOO_LONG: Final = (
    "Cette note est trop longue pour être enregistrée (de {over} caractères environ) : partagez-la en plusieurs notes."
)


class NoteEditor(QWidget):
    """One note at a time; its id is minted with its first letter."""

    written = Signal(str)  # item id
    text_changed = Signal(str)  # the whole text, at each pause and when another note is shown
    lost = Signal(object, object)  # Unsaved, EscaleError: words refused by the store that are not in the field any more

    def __init__(self, desk: Desk, erase: Action) -> None:
        """``erase`` is what « Effacer » does."""
        super().__init__()
        self._desk = desk
        self._person = ""
        self._item: Item | None = None  # as the store last said
        self.id = ""
        self._offered = False  # the gateway may have read this note: it cannot become private any more
        self._dirty = False
        self._putting = False  # a text is shown, nobody types it
        self._writing = 0
        self._owed = False  # a write was due while another one was under way
        self._last = _done()
        self._pace, self._length = Pace(self), Length(self._content)
        self.field = NoteField(desk.theme)
        self.strips = QVBoxLayout()
        self.private = QCheckBox(self.tr("Note de travail privée : jamais envoyée"))
        self.state = label("", "small")
        self.save_button = primary_button(self.tr("Enregistrer la note"), self.save)
        self.erase_button = link_button(self.tr("Effacer"), erase)
        self._build()

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.field.toPlainText()

    @property
    def pending(self) -> bool:
        """Whether the store has not confirmed yet what stands in the field."""
        return self._dirty or self._writing > 0

    @property
    def typing(self) -> bool:
        """Whether the last key was a moment ago."""
        return self._pace.typing

    def add_strip(self, widget: QWidget) -> None:
        """Put a strip of words between the field and what is said of the note; it may hide itself."""
        self.strips.addWidget(widget)

    def edit(self, person: str, item: Item | None) -> None:
        """Keep what was being written, then show that note, or an empty one."""
        self.keep()
        self._pace.stop()
        self._person, self._item, self.id, self._offered = person, item, item.id if item else "", False
        self._put(item.text if item else "", bool(item and item.kind is Kind.WORKING))
        self._say(item)

    def take_up(self, words: Unsaved, item: Item | None) -> None:
        """Show words that could not be written, of a new note or of ``item``; they are written again."""
        self.edit(words.person, item)
        self.id = words.id
        self._put(words.text, words.private)
        self._typed()

    def follow(self, item: Item) -> None:
        """What the store now says of the note that is shown; what is being typed is never replaced."""
        self._item = item
        self._offered = self._offered or offered(item)
        if self.pending:
            return
        if item.text != self.text:
            self._put(item.text, item.kind is Kind.WORKING)
        self._say(item)

    def keep(self) -> Future[Changes]:
        """Write what is pending as a draft, now; the last write that was asked for."""
        self._pace.kept()
        self._owed = False
        if self._dirty and self._person:
            self._dirty = False
            if self.text.strip() or (self._item and self._item.version):
                self._write(draft=True)
            elif self._item or self._writing:
                self._discard()
        return self._last

    def save(self) -> None:
        """Queue the note to be sent (or keep it here, when it is private)."""
        if not self.text.strip():
            self.state.setText(self.tr("Écrivez d’abord quelques mots."))
            return
        self._pace.stop()
        self._dirty = self._owed = False
        self._offered = self._offered or not self.private.isChecked()
        self.private.setEnabled(not self._offered)
        self._write(draft=False)

    def drop(self) -> None:
        """Forget what is shown and what is pending."""
        self._pace.stop()
        self._dirty, self._item, self.id, self._person, self._offered = False, None, "", "", False
        self._put("", private=False)
        self._say(None)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.keep()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() is QEvent.Type.FocusOut:
            self.keep()
        return super().eventFilter(watched, event)

    def _changed(self, _place: int, removed: int, added: int) -> None:
        """Letters came or went; a change of colours alone is no typing, nor is showing another note."""
        if (removed or added) and not self._putting:
            self._typed(added)

    def _inked(self) -> None:
        if not self._putting:
            self._typed()

    def _typed(self, added: int = 0) -> None:
        self.id = self.id or str(uuid4())
        self._dirty = True
        self._measure(added)
        self.save_button.setEnabled(True)
        self._pace.typed()

    def _keep_typing(self) -> None:
        """A write is due: now, or when the one under way is confirmed."""
        if self._writing:
            self._owed = self._dirty
        else:
            self.keep()

    def _pay(self) -> None:
        if self._owed and not self._writing:
            self.keep()

    def _measure(self, added: int) -> None:
        """Say at once that a note is too long to be kept: later may be too late."""
        over, before = self._length.over(added), self.state.text()
        self.state.setText(TOO_LONG.format(over=over) if over else "")
        if over and not before.startswith(TOO_LONG.partition("{")[0]):
            announce(self, self.state.text())

    def _write(self, *, draft: bool) -> None:
        person, item, content, private = self._person, self.id, self._content(), self.private.isChecked()
        words, kind = Unsaved(person, item, self.text, private), Kind.WORKING if private else Kind.NOTE
        self._writing += 1
        self._last = self._desk.background.write(
            lambda store: store.items.record(person, kind, content, item=item, draft=draft),
            self,
            lambda _changes: self._written(item, draft=draft and not private),
            lambda trouble: self._failed(words, trouble),
        )

    def _discard(self) -> None:
        """A draft emptied of its words is no note."""
        item, self._item = self.id, None
        self._last = self._desk.background.write(lambda store: store.items.discard(item), self)
        self._say(None)

    def _content(self) -> dict[str, str]:
        return {**(self._item.content if self._item else {}), "text": self.text}

    def _written(self, item: str, *, draft: bool) -> None:
        self._writing -= 1
        self.written.emit(item)
        if item == self.id and draft and not self._dirty:
            self.state.setText(self.tr("Brouillon enregistré à %s.") % said_clock(now()))
            self.erase_button.setVisible(not (self._item and self._item.version))
        self._pay()

    def _failed(self, words: Unsaved, trouble: EscaleError) -> None:
        """What is still in the field is written again at the next occasion; the rest is handed over, never dropped."""
        self._writing -= 1
        if words.id != self.id:
            self.lost.emit(words, trouble)
            self._pay()
            return
        self._dirty = True
        self._offered = bool(self._item and offered(self._item))
        self.private.setEnabled(not self._offered)
        self.state.setText(str(trouble))
        if not self.isVisible():
            self._desk.background.troubled.emit(trouble)

    def _put(self, text: str, private: bool) -> None:
        """Show a text without taking it for typing."""
        self._putting = True
        self.field.setPlainText(text)
        self.private.setChecked(private)
        self._putting = False
        self._length.reset()
        self.text_changed.emit(text)

    def _rest(self) -> None:
        self.text_changed.emit(self.text)

    def _say(self, item: Item | None) -> None:
        self.state.setText(confirmed(item) if item else "")
        if item:
            self._offered = offered(item) or (self._offered and item.delivery is not Delivery.LOCAL)
        self.private.setEnabled(not self._offered)
        self.erase_button.setVisible(bool(item and not item.version))
        self.save_button.setEnabled(not item or item.delivery in (Delivery.DRAFT, Delivery.REFUSED))

    def _build(self) -> None:
        self.field.setAccessibleName(self.tr("Texte de la note"))
        self.field.setAccessibleDescription(self.tr(REMINDER))
        self.field.setPlaceholderText(self.tr("Ce qui s’est dit, ce qui est décidé…"))
        self.field.document().contentsChange.connect(self._changed)
        self._pace.due.connect(self._keep_typing)
        self._pace.paused.connect(self._rest)
        self.field.installEventFilter(self)
        self.private.toggled.connect(self._inked)
        self.erase_button.setAccessibleName(self.tr("Effacer cette note"))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)
        self.save_button.setToolTip("Ctrl+Entrée")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.save_button)
        row.addWidget(self.erase_button)
        row.addWidget(self.state, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(MarksRow(self.field))
        column.addWidget(self.field, 1)
        self.strips.setContentsMargins(0, 0, 0, 0)
        self.strips.setSpacing(8)
        column.addLayout(self.strips)
        column.addWidget(label(self.tr(REMINDER), "small"))
        column.addWidget(self.private)
        column.addLayout(row)
        self._say(None)


def _done() -> Future[Changes]:
    future: Future[Changes] = Future()
    future.set_result(Changes())
    return future
