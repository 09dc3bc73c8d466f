"""Chapters of plain lines, one card each: what the shared view and the second screen show of what was written."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.models.reading import Chapter, Told
from desktop.views.marked_rows import MarkedDelegate, MarkedRow
from desktop.views.marks import ORIGIN_WORDS, origin_standing
from desktop.views.rows import RowsCard
from desktop.views.theme import Theme

WIDEST = 780  # of a column that reads well


class Chapters(QWidget):
    """As many cards as there are chapters; a card that stays keeps its place and its focus."""

    def __init__(self, theme: Theme) -> None:
        """Nothing is said yet."""
        super().__init__()
        self._theme = theme
        self.setMaximumWidth(theme.px(WIDEST))
        self.cards: tuple[RowsCard, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(14))

    def show_chapters(self, chapters: Iterable[Chapter]) -> None:
        """Say this instead of what was said before."""
        known = {card.title.text(): card for card in self.cards}
        told = tuple(chapters)
        self.cards = tuple(known.pop(one.heading) if one.heading in known else self._card(one.heading) for one in told)
        for gone in known.values():
            gone.hide()
            gone.deleteLater()
        for place, (card, one) in enumerate(zip(self.cards, told, strict=True)):
            self._column.insertWidget(place, card)
            card.rows.show_rows(_row(line.key or str(number), line) for number, line in enumerate(one.lines))

    def place_of(self, key: str) -> QRect:
        """Where the line of that key stands here; nowhere when there is none."""
        for card in self.cards:
            for at, row in enumerate(card.rows.model_of_rows.rows):
                if row.key == key:
                    place = card.rows.visualRect(card.rows.model_of_rows.index(at))
                    return QRect(card.rows.viewport().mapTo(self, place.topLeft()), place.size())
        return QRect()

    def go_to(self, key: str) -> bool:
        """Bring the line of that key under the keyboard; whether there is one."""
        for card in self.cards:
            keys = [row.key for row in card.rows.model_of_rows.rows]
            if key in keys:
                card.rows.setCurrentIndex(card.rows.model_of_rows.index(keys.index(key)))
                card.rows.setFocus()
                return True
        return False

    def _card(self, heading: str) -> RowsCard:
        card = RowsCard(self._theme, heading)
        card.rows.setItemDelegate(MarkedDelegate(self._theme, card.rows))
        return card


def _row(key: str, line: Told) -> MarkedRow:
    standing, word = (origin_standing(line.origin), ORIGIN_WORDS[line.origin]) if line.origin else (None, "")
    return MarkedRow(key, line.title, line.text, line.detail, standing=standing, word=word)
