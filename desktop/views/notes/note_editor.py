"""Where a note is written: kept at every pause and at every moment of typing, so that nothing typed is ever lost.

Writes that typing asks for never pile up: while one is under way, the next begins when it is confirmed. What leaves the
field for good (another note, the lock, the window closed) is queued at once all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from typing import Final
from uuid import uuid4

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import EscaleError
from desktop.models.changes import Changes
from desktop.models.clock import now
from desktop.models.interview import Header, header_of
from desktop.models.note import Delivery, Item, Kind, Unsaved
from desktop.models.notebook import confirmed, offered, said_clock
from desktop.models.version import Version
from desktop.views.announce import announce
from desktop.views.desk import Desk
from desktop.views.notes.headings import Headings
from desktop.views.notes.length import Length
from desktop.views.notes.note_sheet import NoteSheet
from desktop.views.notes.pace import Pace
from desktop.views.notes.turning import NARROW, Turning
from desktop.views.notes.versions_link import VersionsLink
from desktop.views.notes.writing import Writing
from desktop.views.pieces import Action, label, link_button, primary_button

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
        self._offered = False  # the gateway may have read this note: it cannot become a working note any more
        self._dirty = False
        self._owed = False  # a write was due while another one was under way
        self._pace, self._length, self._writing = Pace(self), Length(self._content), Writing(desk, self)
        self.sheet = NoteSheet(desk.theme)
        self.band, self.bar, self.field = self.sheet.band, self.sheet.bar, self.sheet.field
        self.marks = self.sheet.marks
        self.state = label("", "small")
        self.save_button = primary_button(self.tr("Enregistrer la note"), self.save)
        self.erase_button = link_button(self.tr("Effacer"), erase)
        self.versions, self._headings = VersionsLink(desk, self), Headings(self.field, self.bar, self.marks)
        self._connect()
        self._build()

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.sheet.text

    @property
    def kind(self) -> Kind:
        """The ink: a text for both, or a working note."""
        return self.sheet.kind

    @property
    def pending(self) -> bool:
        """Whether the store has not confirmed yet what stands in the field."""
        return self._dirty or self._writing.under_way > 0

    @property
    def typing(self) -> bool:
        """Whether the last key was a moment ago."""
        return self._pace.typing

    @property
    def content(self) -> dict[str, str]:
        """What would be written now."""
        return self._content()

    def add_strip(self, widget: QWidget) -> None:
        """Put a strip of words between the field and what is said of the note; it may hide itself."""
        self.sheet.strips.addWidget(widget)

    def edit(self, person: str, item: Item | None) -> None:
        """Keep what was being written, then show that note, or an empty one."""
        self.keep()
        self._pace.stop()
        self._person, self._item, self.id, self._offered = person, item, item.id if item else "", False
        self._fold()
        self._put(item.content if item else {}, item.kind if item else Kind.NOTE)
        self._say(item)

    def begin(self, person: str, kind: Kind, proposed: Header) -> None:
        """Keep what was being written, then show an empty note in that ink, with a header that is only proposed."""
        self.edit(person, None)
        self._put({}, kind)
        self.propose(proposed)
        self._say(None)

    def propose(self, header: Header) -> None:
        """Propose that header for a new note of which nothing was said yet; nothing is written for it."""
        if not self.id and self.bar.header == Header():
            self.bar.show_header(header, proposed=True)

    def take_up(self, words: Unsaved, item: Item | None) -> None:
        """Show words that could not be written, of a new note or of ``item``; they are written again."""
        self.edit(words.person, item)
        self.id = words.id
        self._put(words.content, words.kind)
        self._say_ink()
        self._typed()

    def follow(self, item: Item) -> None:
        """What the store now says of the note that is shown; what is being typed is never replaced."""
        self._item = item
        self._offered = self._offered or offered(item)
        if self.pending:
            return
        if (item.text, item.kind, header_of(item.content)) != (self.text, self.kind, self.bar.header):
            self._put(item.content, item.kind)
        self._say(item)

    def keep(self) -> Future[Changes]:
        """Write what is pending as a draft, now; the last write that was asked for."""
        self._pace.kept()
        self._owed = False
        if self._dirty and self._person:
            self._dirty = False
            if self.text.strip() or (self._item and self._item.version):
                self._writing.write(self._words(draft=True))
            elif self._item or self._writing.under_way:
                self._discard()
        return self._writing.last

    def save(self) -> None:
        """Queue the note to be sent (or keep it here, when it is a working note)."""
        if not self.text.strip():
            self.state.setText(self.tr("Écrivez d’abord quelques mots."))
            return
        self._pace.stop()
        self._dirty = self._owed = False
        self._offered = self._offered or self.kind is Kind.NOTE
        self.id = self.id or str(uuid4())
        self._say_ink()
        self._writing.write(self._words(draft=False))

    def drop(self) -> None:
        """Forget what is shown and what is pending."""
        self._pace.stop()
        self._dirty, self._item, self.id, self._person, self._offered = False, None, "", "", False
        self._fold()
        self._put({}, Kind.NOTE)
        self._say(None)

    def take_version(self, version: Version) -> None:
        """The earlier text is typed in place of the present one; the store keeps what it replaces, as ever."""
        self.bar.show_header(header_of(version.content), proposed=False)
        self.field.replace_all(version.text)
        self._said()
        self.keep()
        self.field.setFocus()
        self.state.setText(self.tr("Version reprise. Ctrl Z revient au texte d’avant."))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.keep()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() is QEvent.Type.FocusOut:
            self.keep()
        elif watched is self.field and event.type() is QEvent.Type.FocusIn:
            self.sheet.follow()
        return super().eventFilter(watched, event)

    def _fold(self) -> None:
        """What was opened over another note closes."""
        self.versions.close()
        self.sheet.fold()

    def _typed(self, added: int = 0) -> None:
        self.id = self.id or str(uuid4())
        self._dirty = True
        self._measure(added)
        self.save_button.setEnabled(True)
        self._pace.typed()
        self.sheet.follow()

    def _said(self) -> None:
        """The header or the ink was changed by the counsellor: with words, it is kept like them."""
        self._say_ink()
        self._length.reset()
        if self.text.strip() or self.id:
            self._typed()

    def _keep_typing(self) -> None:
        """A write is due: now, or when the one under way is confirmed."""
        if self._writing.under_way:
            self._owed = self._dirty
        else:
            self.keep()

    def _pay(self) -> None:
        if self._owed:
            self.keep()

    def _rest(self) -> None:
        self._headings.offer()
        self.text_changed.emit(self.text)

    def _measure(self, added: int) -> None:
        """Say at once that a note is too long to be kept: later may be too late."""
        over, before = self._length.over(added), self.state.text()
        self.state.setText(TOO_LONG.format(over=over) if over else "")
        if over and not before.startswith(TOO_LONG.partition("{")[0]):
            announce(self, self.state.text())

    def _words(self, *, draft: bool) -> Unsaved:
        return Unsaved(self._person, self.id, self.kind, self._content(), draft)

    def _discard(self) -> None:
        """A draft emptied of its words is no note."""
        item, self._item = self.id, None
        self._writing.discard(item)
        self._say(None)

    def _content(self) -> dict[str, str]:
        return self.sheet.content(self._item.content if self._item else {})

    def _confirm(self, item: str, draft: bool) -> None:
        self.written.emit(item)
        if item == self.id and draft and not self._dirty:
            self.state.setText(self.tr("Brouillon enregistré à %s.") % said_clock(now()))
            self.erase_button.setVisible(not (self._item and self._item.version))
            self.versions.button.show()

    def _failed(self, words: Unsaved, trouble: EscaleError) -> None:
        """What is still in the field is written again at the next occasion; the rest is handed over, never dropped."""
        if words.id != self.id:
            self.lost.emit(words, trouble)
            return
        self._dirty = True
        self._offered = bool(self._item and offered(self._item))
        self._say_ink()
        self.state.setText(str(trouble))
        if not self.isVisible():
            self._desk.background.troubled.emit(trouble)

    def _put(self, content: Mapping[str, str], kind: Kind) -> None:
        """Show a note without taking it for typing."""
        self.sheet.put(content, kind)
        self._length.reset()
        self._rest()

    def _say(self, item: Item | None) -> None:
        self.state.setText(confirmed(item) if item else "")
        if item:
            self._offered = offered(item) or (self._offered and item.delivery is not Delivery.LOCAL)
        self._say_ink()
        self.erase_button.setVisible(bool(item and not item.version))
        self.versions.button.setVisible(bool(item))
        self.save_button.setEnabled(not item or item.delivery in (Delivery.DRAFT, Delivery.REFUSED))

    def _say_ink(self) -> None:
        self.sheet.show_ink(fixed=self._offered and self.kind is Kind.NOTE)

    def _connect(self) -> None:
        self.sheet.typed.connect(self._typed)
        self.sheet.said.connect(self._said)
        self.field.installEventFilter(self)
        self._pace.due.connect(self._keep_typing)
        self._pace.paused.connect(self._rest)
        self._writing.written.connect(self._confirm)
        self._writing.failed.connect(self._failed)
        self._writing.free.connect(self._pay)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)

    def _build(self) -> None:
        self.erase_button.setAccessibleName(self.tr("Effacer cette note"))
        self.save_button.setToolTip("Ctrl+Entrée")
        self.marks.add(self.versions.button)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.save_button)
        row.addWidget(self.erase_button)
        row.addStretch(0)
        foot = Turning(self._desk.theme.px(NARROW))
        foot.add(row)
        foot.add(self.state, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.sheet.area, 1)
        column.addWidget(foot)
        self._say(None)
