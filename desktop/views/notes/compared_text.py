"""Two texts compared word by word: what came is underlined, what went is struck through; or told as a list."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.models.skill import Standing
from desktop.models.version_words import listed_changes, said_changes
from desktop.models.wordwise import Change, Compared, compared
from desktop.views.pieces import label, link_button
from desktop.views.quiet_text import QuietRich, QuietText
from desktop.views.theme import Theme

LISTED, WRITTEN = "Lire les changements en liste", "Voir les changements dans le texte"


class ComparedText(QWidget):
    """One sentence, then the text with its changes; a link turns it into a list that a screen reader reads."""

    def __init__(self, theme: Theme) -> None:
        """Compares nothing yet."""
        super().__init__()
        self._formats = formats(theme)
        self.said = label("", "strong")
        self.key = label(self.tr("Souligné : ajouté depuis. Barré : retiré depuis."), "small")
        self.text, self.list = QuietRich(), QuietText()
        self.turn = link_button(self.tr(LISTED), self._turn)
        self._build(theme)

    def show_texts(self, old: str, new: str) -> None:
        """Compare these two."""
        self.show_pieces(compared(old, new))

    def show_pieces(self, pieces: Compared) -> None:
        """Show what ``compared`` found."""
        self.said.setText(said_changes(pieces))
        self.list.setPlainText("\n".join(listed_changes(pieces)))
        self.text.clear()
        cursor = self.text.textCursor()
        for change, words in pieces:
            cursor.insertText(words, self._formats[change])
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        first = next((text for change, text in pieces if change is Change.SAME), "")
        if pieces and pieces[0] == (Change.SAME, first):  # go to the first change
            cursor.setPosition(min(len(first), self.text.document().characterCount() - 1))
            self.text.setTextCursor(cursor)
            self.text.ensureCursorVisible()

    def _turn(self) -> None:
        listed = self.list.isHidden()
        self.list.setVisible(listed)
        self.text.setVisible(not listed)
        self.key.setVisible(not listed)
        self.turn.setText(self.tr(WRITTEN if listed else LISTED))
        (self.list if listed else self.text).setFocus()

    def _build(self, theme: Theme) -> None:
        self.text.setAccessibleName(self.tr("Le texte et ses changements"))
        self.list.setAccessibleName(self.tr("Les changements, en liste"))
        for field in (self.text, self.list):
            field.setReadOnly(True)
            field.setTabChangesFocus(True)
            field.setMinimumHeight(theme.px(110))
        self.text.setUndoRedoEnabled(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for piece in (self.said, self.key):
            column.addWidget(piece)
        column.addWidget(self.text, 1)
        column.addWidget(self.list, 1)
        column.addWidget(self.turn, 0, Qt.AlignmentFlag.AlignLeft)
        self.list.hide()


def formats(theme: Theme) -> Mapping[Change, QTextCharFormat]:
    """How each nature of words is written: by shape first, by colour second."""
    same, added, removed = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
    added.setFontUnderline(True)
    added.setFontWeight(QFont.Weight.DemiBold)
    added.setForeground(theme.colour(theme.colours.of(Standing.PROVEN)))
    removed.setFontStrikeOut(True)
    removed.setForeground(theme.colour(theme.colours.of(Standing.TO_ACQUIRE)))
    return {Change.SAME: same, Change.ADDED: added, Change.REMOVED: removed}
