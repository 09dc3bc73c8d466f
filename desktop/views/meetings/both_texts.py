"""A meeting that was changed here and elsewhere: both are said, and the counsellor keeps one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.models.agenda import STATUS_WORDS, said_meeting
from desktop.models.meeting import REMOVED, Meeting, meeting_of
from desktop.models.note import Delivery, Item
from desktop.views.flow import Flow
from desktop.views.pieces import label, secondary_button


class BothTexts(QWidget):
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

    def offer(self, meeting: Meeting | None, day: date) -> None:
        """From now on about that meeting; nothing is asked unless it is in conflict."""
        self._item = meeting.item if meeting and in_conflict(meeting) else None
        if self._item and self._item.theirs:
            said = _said(self._item, self._item.theirs.content, day)
            author = self._item.theirs.author
            self.words.setText(f"Changé ailleurs{f' par {author}' if author else ''} : {said}.")
        self.setVisible(self._item is not None)

    def _keep(self, *, theirs: bool) -> None:
        if self._item and self._item.theirs:
            self.settled.emit(self._item.id, dict(self._item.theirs.content if theirs else self._item.content))


def in_conflict(meeting: Meeting) -> bool:
    """Whether it must be settled before anything else is written over it."""
    return meeting.item is not None and meeting.item.delivery is Delivery.CONFLICT


def _said(item: Item, content: Mapping[str, str], day: date) -> str:
    if content.get("state") == REMOVED:
        return "retiré"
    other = meeting_of(replace(item, content=content))
    if other is None:
        return "un jour et une heure qui ne peuvent pas être lus ici"
    more = " · ".join(part for part in (STATUS_WORDS[other.status], other.place, other.theme) if part)
    return f"{said_meeting(other, day)} · {more}"
