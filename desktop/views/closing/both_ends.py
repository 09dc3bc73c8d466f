"""A closing or an agreement that was changed here and elsewhere: both are said, and the counsellor keeps one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.models.closing import closing_of, said_closing
from desktop.models.continuity import agreement_of, said_agreement
from desktop.models.note import Delivery, Item
from desktop.views.flow import Flow
from desktop.views.pieces import label, secondary_button


class BothEnds(QWidget):
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

    def offer(self, items: tuple[Item, ...]) -> None:
        """From now on about the first of these that is in conflict; nothing is asked when none is."""
        self._item = next((item for item in items if item.delivery is Delivery.CONFLICT), None)
        if self._item and self._item.theirs:
            author, said = self._item.theirs.author, _said(self._item, self._item.theirs.content)
            self.words.setText(f"Changé ailleurs{f' par {author}' if author else ''}. {said}")
        self.setVisible(self._item is not None)

    def _keep(self, *, theirs: bool) -> None:
        if self._item and self._item.theirs:
            self.settled.emit(self._item.id, dict(self._item.theirs.content if theirs else self._item.content))


def _said(item: Item, content: Mapping[str, str]) -> str:
    other = replace(item, content=content, delivery=Delivery.SENT)
    if closing := closing_of(other):
        return said_closing(closing)
    if agreement := agreement_of(other):
        return said_agreement(agreement)
    return "L’autre version ne peut pas être lue ici."
