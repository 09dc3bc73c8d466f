"""The headings of a moment in a note: they stand where nobody wrote, and are offered below what was written."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from desktop.models.note_templates import missing, template, untouched
from desktop.views.notes.header_bar import HeaderBar
from desktop.views.notes.marks_row import MarksRow
from desktop.views.notes.note_field import NoteField


class Headings(QObject):
    """Between the header, which says the moment, and the field."""

    def __init__(self, field: NoteField, bar: HeaderBar, marks: MarksRow) -> None:
        """``marks`` holds the button by which more are asked for."""
        super().__init__(field)
        self._field, self._bar, self._marks = field, bar, marks
        bar.moment_chosen.connect(self._begin)
        marks.headings_asked.connect(self._add)

    def offer(self) -> None:
        """Offer those that the text does not have, unless they are there of themselves."""
        text = self._field.toPlainText()
        self._marks.headings.setVisible(not untouched(text) and bool(missing(self._bar.header.moment, text)))

    def _begin(self) -> None:
        """Where nobody wrote anything, the headings of the moment stand; one Ctrl+Z takes them out."""
        headings, text = template(self._bar.header.moment), self._field.toPlainText()
        if untouched(text) and text != headings:
            self._field.replace_all(headings)
            self._field.moveCursor(QTextCursor.MoveOperation.Start)
            self._field.moveCursor(QTextCursor.MoveOperation.Down)
        self.offer()

    def _add(self) -> None:
        text = self._field.toPlainText()
        more = missing(self._bar.header.moment, text)
        self._field.insert(f"\n\n{more}\n" if text.strip() else f"{more}\n", at_end=True)
        self._field.setFocus()
        self.offer()
