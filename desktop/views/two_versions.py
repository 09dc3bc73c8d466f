"""Something written in two places: both said in words, and nothing decided without the counsellor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal

from desktop.models.note import Delivery, Item
from desktop.models.status import said_instant
from desktop.views.desk import Desk
from desktop.views.page import SideBySide
from desktop.views.pieces import Card, label, secondary_button


class TwoVersions(Card):
    """Hidden unless the item shown is in conflict; takes its place until a version is chosen."""

    resolved = Signal(str, object)  # item id, the content that stays

    def __init__(self, desk: Desk, why: str, said: Callable[[Item], str]) -> None:
        """``why`` says what happened; ``said`` puts a version into words."""
        super().__init__(self.tr("Deux versions"))
        self._desk = desk
        self._said = said
        self._item: Item | None = None
        self._mine_said, self.mine = label("", "group"), label("")
        self._theirs_said, self.theirs = label("", "group"), label("")
        self.keep_mine = secondary_button(self.tr("Garder la mienne"), self._keep_mine)
        self.keep_theirs = secondary_button(self.tr("Garder l’autre"), self._keep_theirs)
        for piece in (label(why, "muted"), self._mine_said, self.mine, self._theirs_said, self.theirs):
            self.add(piece)
        self.add(SideBySide(self.keep_mine, self.keep_theirs))
        self.hide()

    def show_item(self, item: Item | None) -> bool:
        """Show both versions of an item in conflict; whether there was one."""
        self._item = item if item and item.delivery is Delivery.CONFLICT and item.theirs else None
        self.setVisible(self._item is not None)
        if self._item is None or self._item.theirs is None:
            return False
        today, theirs = self._desk.today(), self._item.theirs
        author = f"{theirs.author}, " if theirs.author else ""
        self._mine_said.setText(f"Votre version · {said_instant(self._item.written, today)}")
        self._theirs_said.setText(f"L’autre version · {author}{said_instant(theirs.written, today)}")
        self.mine.setText(self._said(self._item))
        self.theirs.setText(self._said(replace(self._item, content=theirs.content)))
        return True

    def _keep_mine(self) -> None:
        if self._item:
            self.resolved.emit(self._item.id, dict(self._item.content))

    def _keep_theirs(self) -> None:
        if self._item and self._item.theirs:
            self.resolved.emit(self._item.id, dict(self._item.theirs.content))
