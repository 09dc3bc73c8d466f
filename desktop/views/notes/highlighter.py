"""The marks of a note, shown: headings larger, bold words heavier, marks quiet; the text itself stays as typed."""

from __future__ import annotations

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument, QTextFormat

from desktop.models.markdown import BOLD, Sort, bold_places, shape
from desktop.views.theme import Theme


class Highlighter(QSyntaxHighlighter):
    """One line at a time: the length of a note costs nothing to a key."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        """Shows the marks of that document from now on."""
        super().__init__(document)
        muted = theme.colour(theme.colours.muted)
        self._quiet, self._bold, self._done = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        self._quiet.setForeground(muted)
        self._bold.setFontWeight(QFont.Weight.DemiBold)
        self._done.setForeground(muted)
        self._done.setFontStrikeOut(True)
        self._headings = tuple(_heading(theme, size) for size in (18, 16))

    def highlightBlock(self, text: str) -> None:
        """Called by Qt for a line that changed."""
        found = shape(text)
        if found.sort is Sort.HEADING:
            self.setFormat(0, units(text), self._headings[found.level - 1])
        elif found.checked:
            self.setFormat(found.mark, units(text) - found.mark, self._done)
        for start, end in bold_places(text) if BOLD in text and not found.checked else ():
            first, last = units(text[:start]), units(text[:end])
            if found.sort is not Sort.HEADING:
                self.setFormat(first, last - first, self._bold)
            self._hush(first, len(BOLD))
            self._hush(last - len(BOLD), len(BOLD))
        self._hush(0, found.mark)

    def _hush(self, at: int, length: int) -> None:
        for place in range(at, at + length):
            quiet = QTextCharFormat(self.format(place))
            quiet.merge(self._quiet)
            self.setFormat(place, 1, quiet)


def _heading(theme: Theme, size: int) -> QTextCharFormat:
    heading = QTextCharFormat()
    heading.setFontWeight(QFont.Weight.DemiBold)
    heading.setProperty(QTextFormat.Property.FontPixelSize, theme.px(size))
    return heading


def units(text: str) -> int:
    """How many places Qt counts in it: two for a letter beyond the first plane, an emoji say."""
    return len(text) if text.isascii() or max(text) <= "\uffff" else len(text.encode("utf-16-le", "surrogatepass")) // 2
