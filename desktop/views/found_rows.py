"""Answers of a search: rows in which the words that were found are bold, and said aloud."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from desktop.models.accents import Extract
from desktop.views.pieces import held_together
from desktop.views.rows import Row, RowsDelegate


@dataclass(frozen=True, slots=True)
class FoundRow(Row):
    """A row whose sentence is a part of a text; ``marks`` are the words found in it: (first letter, length)."""

    marks: tuple[tuple[int, int], ...] = ()

    @property
    def spoken(self) -> str:
        """What a screen reader says: the row, then which words were found in it."""
        found = Extract(self.said, self.marks).found
        words = f"Trouvé : {', '.join(found)}" if found else ""
        return ". ".join(part.rstrip(".") for part in (self.title, self.said, self.around, words) if part)


class FoundDelegate(RowsDelegate):
    """Draws the sentence of a found row with its words in bold; the other rows as usual."""

    def _write(self, painter: QPainter, place: QRect, text: str, row: Row) -> None:
        if layout := _laid_out(text, painter.font(), place.width(), row):
            layout.draw(painter, QPointF(place.topLeft()))
        else:
            super()._write(painter, place, text, row)

    def _measured(self, text: str, font: QFont, width: int, row: Row) -> QRect:
        layout = _laid_out(text, font, width, row)
        if layout is None:
            return super()._measured(text, font, width, row)
        return QRect(0, 0, width, round(layout.boundingRect().height()))


def _laid_out(text: str, font: QFont, width: int, row: Row) -> QTextLayout | None:
    """The sentence in lines of that width; None for what bears no mark."""
    if not isinstance(row, FoundRow) or text != held_together(row.said) or not row.marks:
        return None
    layout = QTextLayout(text, font)
    layout.setTextOption(QTextOption())
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.Bold)
    layout.setFormats([_range(at, length, bold) for at, length in _utf16(text, row.marks)])
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout


def _range(at: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = at, length, look
    return found


def _utf16(text: str, marks: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """Qt counts letters beyond the first plane twice."""

    def units(some: str) -> int:
        return len(some.encode("utf-16-le", "surrogatepass")) // 2

    return [(units(text[:at]), units(text[at : at + length])) for at, length in marks]
