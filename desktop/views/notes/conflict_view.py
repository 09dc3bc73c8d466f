"""A note written in two places: both texts side by side, and nothing decided without the counsellor."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.models.note import Item
from desktop.models.notebook import both
from desktop.models.status import said_instant
from desktop.views.desk import Desk
from desktop.views.pieces import label, secondary_button


class ConflictView(QWidget):
    """Shows the two texts and asks which one stays."""

    resolved = Signal(str, str)  # item id, the text that stays

    def __init__(self, desk: Desk) -> None:
        """Empty until ``show_item``."""
        super().__init__()
        self._desk = desk
        self._item: Item | None = None
        self.mine, self.theirs = QPlainTextEdit(readOnly=True), QPlainTextEdit(readOnly=True)
        self._mine_said, self._theirs_said = label("", "group"), label("", "group")
        self.keep_mine = secondary_button(self.tr("Garder le mien"), self._keep_mine)
        self.keep_theirs = secondary_button(self.tr("Garder l’autre"), self._keep_theirs)
        self.keep_both = secondary_button(self.tr("Garder les deux"), self._keep_both)
        self._build()

    def show_item(self, item: Item) -> None:
        """A note in conflict."""
        self._item = item
        today = self._desk.today()
        self._mine_said.setText(f"Votre texte · {said_instant(item.written, today)}")
        self.mine.setPlainText(item.text)
        if item.theirs:
            self._theirs_said.setText(
                f"L’autre texte · {item.theirs.author}, {said_instant(item.theirs.written, today)}"
            )
        self.theirs.setPlainText(self._their_text())

    def _their_text(self) -> str:
        return self._item.theirs.content.get("text", "") if self._item and self._item.theirs else ""

    def _keep_mine(self) -> None:
        self._end(self._item.text if self._item else "")

    def _keep_theirs(self) -> None:
        self._end(self._their_text())

    def _keep_both(self) -> None:
        self._end(both(self._item.text if self._item else "", self._their_text()))

    def _end(self, text: str) -> None:
        if self._item:
            self.resolved.emit(self._item.id, text)

    def _build(self) -> None:
        self.mine.setAccessibleName(self.tr("Votre texte"))
        self.theirs.setAccessibleName(self.tr("L’autre texte"))
        for field in (self.mine, self.theirs):
            field.setTabChangesFocus(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Cette note a été modifiée à deux endroits"), "heading"))
        column.addWidget(
            label(self.tr("Lisez les deux textes, puis choisissez. Rien n’est effacé avant votre choix."), "muted")
        )
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, (said, field) in enumerate(((self._mine_said, self.mine), (self._theirs_said, self.theirs))):
            grid.addWidget(said, 0, place)
            grid.addWidget(field, 1, place)
        column.addLayout(grid, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.keep_mine, self.keep_theirs, self.keep_both):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
