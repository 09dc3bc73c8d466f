"""The writes of one editor: in order, each told when the disk has it, or handed back when the store refuses."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.background import nothing_to_write
from desktop.errors import EscaleError
from desktop.models.note import Kind, Unsaved
from desktop.views.desk import Desk


class Writing(QObject):
    """Says ``written`` and ``failed`` of each write, then ``free`` once none is under way."""

    written = Signal(str, bool)  # item id, whether it stays a draft
    failed = Signal(object, object)  # Unsaved, EscaleError
    free = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        """Nothing is under way."""
        super().__init__(parent)
        self._background = desk.background
        self.under_way = 0
        self.last = nothing_to_write()

    def write(self, words: Unsaved) -> None:
        """Queue these words, to be sent unless they are a draft or a working note."""
        self.under_way += 1
        self.last = self._background.write(
            lambda store: store.items.record(words.person, words.kind, words.content, item=words.id, draft=words.draft),
            self,
            lambda _changes: self._end(words, None),
            lambda trouble: self._end(words, trouble),
        )

    def discard(self, item: str) -> None:
        """Erase a note that never left."""
        self.last = self._background.write(lambda store: store.items.discard(item), self)

    def _end(self, words: Unsaved, trouble: EscaleError | None) -> None:
        self.under_way -= 1
        if trouble:
            if not self.under_way:
                self.last = nothing_to_write()  # whoever hears of it keeps the words, and writes them again
            self.failed.emit(words, trouble)
        else:
            self.written.emit(words.id, words.draft and words.kind is not Kind.WORKING)
        if not self.under_way:
            self.free.emit()
