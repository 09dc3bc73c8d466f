"""Something that was changed here and elsewhere: the other version in one sentence, and the two ways to settle it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.models.note import Delivery, Item
from desktop.views.flow import Flow
from desktop.views.pieces import label, secondary_button


class OtherVersion(QWidget):
    """Says ``settled`` with the item's id and the content that is kept; hidden while there is no conflict."""

    settled = Signal(str, object)  # id, Mapping[str, str]

    def __init__(self) -> None:
        """About nothing yet."""
        super().__init__()
        self._item: Item | None = None
        self.words = label("", "alarm")
        self.ours = secondary_button(self.tr("Garder ce qui est ici"), lambda: self._keep(theirs=False))
        self.theirs = secondary_button(self.tr("Prendre l’autre version"), lambda: self._keep(theirs=True))
        line = Flow()
        line.addWidget(self.ours)
        line.addWidget(self.theirs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addLayout(line)
        self.hide()

    def show_item(self, item: Item | None) -> None:
        """From now on about that item; nothing is asked unless it is in conflict."""
        self._item = item if item and item.delivery is Delivery.CONFLICT else None
        if self._item and self._item.theirs:
            author = self._item.theirs.author
            self.words.setText(f"Changé ailleurs{f' par {author}' if author else ''}{self._said(self._item)}")
        self.setVisible(self._item is not None)

    def _said(self, item: Item) -> str:
        """The other version of an item in conflict, from the mark that follows « Changé ailleurs » on."""
        raise NotImplementedError

    def _keep(self, *, theirs: bool) -> None:
        if self._item and self._item.theirs:
            self.settled.emit(self._item.id, dict(self._item.theirs.content if theirs else self._item.content))
