"""A note written in two places: both texts side by side, and nothing decided without the counsellor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from desktop.models.note import Item
from desktop.models.notebook import both
from desktop.models.status import said_instant
from desktop.models.version_words import only_in
from desktop.models.wordwise import Change, compared
from desktop.views.desk import Desk
from desktop.views.notes.compared_text import formats
from desktop.views.notes.highlighter import units
from desktop.views.page import SideBySide
from desktop.views.pieces import label, secondary_button
from desktop.views.quiet_text import QuietText

MOST_TOLD: Final = 20  # differences said aloud of each text
MOST_MARKS: Final = 500  # differences underlined in each text


class ConflictView(QWidget):
    """Shows the two texts and asks which one stays."""

    resolved = Signal(str, str)  # item id, the text that stays

    def __init__(self, desk: Desk) -> None:
        """Empty until ``show_item``."""
        super().__init__()
        self._desk = desk
        self._item: Item | None = None
        self.mine, self.theirs = QuietText(readOnly=True), QuietText(readOnly=True)
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
        pieces = compared(item.text, self._their_text())
        sides = ((self.mine, Change.REMOVED, "Votre texte"), (self.theirs, Change.ADDED, "L’autre texte"))
        for field, change, whose in sides:
            self._underline(field, only_in(pieces, change))
            only = [text for one, text in pieces if one is change and text.strip()]
            told = "; ".join(" ".join(text.split()) for text in only[:MOST_TOLD])
            field.setAccessibleDescription(f"{whose}, seulement ici : {told}" if told else f"{whose}, rien de plus ici")

    def _underline(self, field: QPlainTextEdit, places: Sequence[tuple[int, int]]) -> None:
        """Words that are in one of the texts alone."""
        marks, text, format_of = list[QTextEdit.ExtraSelection](), field.toPlainText(), formats(self._desk.theme)
        for start, end in places[:MOST_MARKS]:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = field.textCursor()
            mark.cursor.setPosition(units(text[:start]))
            mark.cursor.setPosition(units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
            mark.format = format_of[Change.ADDED]
            marks.append(mark)
        field.setExtraSelections(marks)

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
        column.addWidget(label(self.tr("Les mots soulignés ne sont que dans l’un des deux textes."), "small"))
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, (said, field) in enumerate(((self._mine_said, self.mine), (self._theirs_said, self.theirs))):
            grid.addWidget(said, 0, place)
            grid.addWidget(field, 1, place)
        column.addLayout(grid, 1)
        column.addWidget(SideBySide(self.keep_mine, self.keep_theirs, self.keep_both))
