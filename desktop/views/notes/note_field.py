"""The field in which a note is typed: plain text, with gestures for the few marks it may hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QShortcut, QTextBlock, QTextCursor

from desktop.models.line_marks import box_place, check_mark, heading_mark, item_mark, next_mark, without_bold
from desktop.models.markdown import BOLD, shape
from desktop.views.notes.highlighter import Highlighter
from desktop.views.quiet_text import QuietText
from desktop.views.theme import Theme

BREAKS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
MOST_LINES: Final = 2000  # a gesture on more lines than that does nothing


class NoteField(QuietText):
    """Enter goes on with a list and ends it; a click ticks a box; Tab leaves the field; Ctrl+Z undoes everything."""

    def __init__(self, theme: Theme) -> None:
        """Empty."""
        super().__init__()
        self.setTabChangesFocus(True)
        self.marks = Highlighter(self.document(), theme)
        for keys, gesture in self.gestures().items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(gesture)

    def gestures(self) -> dict[str, Callable[[], None]]:
        """What the keys do, besides typing."""
        return {
            "Ctrl+Shift+T": lambda: self._mark_lines(heading_mark),
            "Ctrl+Shift+L": lambda: self._mark_lines(item_mark),
            "Ctrl+B": self.embolden,
            "Ctrl+Shift+X": lambda: self._mark_lines(check_mark),
        }

    def insert(self, text: str, at_end: bool = False) -> None:
        """Type this text for somebody, where the cursor stands or at the end; one Ctrl+Z takes it out."""
        cursor = self.textCursor()
        if at_end:
            cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def replace_all(self, text: str) -> None:
        """Put this text in place of the whole; one Ctrl+Z brings the former back."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def embolden(self) -> None:
        """Make the selected words, or the word under the cursor, bold; or like the others again."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        words = cursor.selectedText()
        if "\u2029" in words or self.isReadOnly():  # how Qt writes the end of a line
            return
        if not words.strip():
            self._open_bold()
            return
        plain = self._bold_around(cursor)
        cursor.insertText(f"{BOLD}{words}{BOLD}" if plain is None else plain)
        self.setTextCursor(cursor)

    def sizeHint(self) -> QSize:
        """No taller than it must be: it takes what room is left."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in BREAKS and held == Qt.KeyboardModifier.ShiftModifier:
            self.textCursor().insertBlock()
        elif event.key() not in BREAKS or held or not self._go_on():
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            block = self._box_at(event.position().toPoint())
            if block is not None and not self.isReadOnly():
                self._mark(block, check_mark)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self._box_at(event.position().toPoint()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)

    def _go_on(self) -> bool:
        """Begin the next line like this one; whether that was done."""
        cursor = self.textCursor()
        line, at = cursor.block().text(), cursor.positionInBlock()
        mark = next_mark(line)
        if mark is None or at < shape(line).mark or cursor.hasSelection():
            return False
        if mark:
            cursor.insertText(f"\n{mark}")
        else:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def _bold_around(self, cursor: QTextCursor) -> str | None:
        """Widen the cursor to the marks around its words; the words without them, None when they are not bold."""
        inside = without_bold(cursor.selectedText())
        if inside is not None:
            return inside
        line, first = cursor.block().text(), cursor.selectionStart() - cursor.block().position()
        last = cursor.selectionEnd() - cursor.block().position()
        if not line.isascii() and max(line) > "\uffff":  # places would be counted otherwise
            return None
        inside = without_bold(line[max(0, first - len(BOLD)) : last + len(BOLD)])
        if inside is not None:
            start = cursor.selectionStart() - len(BOLD)
            end = cursor.selectionEnd() + len(BOLD)
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return inside

    def _open_bold(self) -> None:
        cursor = self.textCursor()
        cursor.insertText(BOLD + BOLD)
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.MoveAnchor, len(BOLD))
        self.setTextCursor(cursor)

    def _mark_lines(self, mark: Callable[[str], str]) -> None:
        """Every line of the selection, in one gesture."""
        cursor, document = self.textCursor(), self.document()
        block, last = document.findBlock(cursor.selectionStart()), document.findBlock(cursor.selectionEnd())
        if self.isReadOnly() or last.blockNumber() - block.blockNumber() >= MOST_LINES:
            return
        cursor.beginEditBlock()
        while block.isValid() and block.blockNumber() <= last.blockNumber():
            self._mark(block, mark)
            block = block.next()
        cursor.endEditBlock()

    def _mark(self, block: QTextBlock, mark: Callable[[str], str]) -> None:
        line = block.text()
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + shape(line).mark, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(mark(line))

    def _box_at(self, point: QPoint) -> QTextBlock | None:
        cursor = self.cursorForPosition(point)
        place = box_place(cursor.block().text())
        if place is None or not place[0] <= cursor.positionInBlock() <= place[1]:
            return None
        start, end = QTextCursor(cursor.block()), QTextCursor(cursor.block())
        start.setPosition(cursor.block().position() + place[0])
        end.setPosition(cursor.block().position() + place[1])
        box = self.cursorRect(start).united(self.cursorRect(end))
        return cursor.block() if box.contains(point) else None
