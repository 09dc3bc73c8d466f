"""The two lists of a CV: what may be chosen, with a box to tick; what was chosen, in an order that can be changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop.models.cv import Ref
from desktop.models.cv_lines import CvLine
from desktop.models.passport import Section
from desktop.views.marked_rows import MarkedDelegate, MarkedRow
from desktop.views.marks import ORIGIN_WORDS, WORDS
from desktop.views.passport.parcours_table import SECTIONS
from desktop.views.rows import ROW_ROLE, Index, RowsView
from desktop.views.theme import Theme
from desktop.views.tick import BOX, paint_tick

ASKED: Final = "demandée par le métier visé"


@dataclass(frozen=True, slots=True)
class TickRow(MarkedRow):
    """A row with a box."""

    ticked: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says: whether it is chosen comes last."""
        said = super(TickRow, self).spoken  # a class with slots is made twice: bare super() knows the first
        return said if self.heading else f"{said}. {'Choisi' if self.ticked else 'Pas choisi'}"


class TickDelegate(MarkedDelegate):
    """A box before the words."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        row: TickRow = index.data(ROW_ROLE)
        if not row.heading:
            place, side = QRect(option.rect), self._theme.px(BOX)
            box = QRectF(place.left() + self._theme.px(8), place.center().y() - side / 2, side, side)
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_tick(painter, box, self._theme, ticked=row.ticked)
            painter.restore()

    def _left(self, row: MarkedRow) -> int:
        return super()._left(row) if row.heading else self._theme.px(BOX + 18)


class LineDelegate(MarkedDelegate):
    """The current line is seen, for buttons beneath the list move it."""

    def _tints(self, row: MarkedRow) -> bool:
        return not row.heading


class TickRows(RowsView):
    """A click, Space or Enter ticks."""

    def __init__(self, theme: Theme, name: str) -> None:
        """``name`` is what a screen reader says of the list."""
        super().__init__(theme, name)
        self.setItemDelegate(TickDelegate(theme, self))


class LineRows(RowsView):
    """Alt and an arrow move the current line, Delete takes it off."""

    move_asked = Signal(int)  # -1 up, 1 down
    removal_asked = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        """``name`` is what a screen reader says of the list."""
        super().__init__(theme, name)
        self.setItemDelegate(LineDelegate(theme, self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_asked.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)


def tick_rows(lines: Iterable[CvLine], chosen: Collection[Ref]) -> Iterator[TickRow]:
    """What may be chosen, section by section."""
    last: Section | None = None
    for line in lines:
        if line.ref.section is not last:
            last = line.ref.section
            yield TickRow("", SECTIONS[last], heading=True)
        tag = ASKED if line.asked else ""
        yield TickRow(
            str(line.ref), line.title, around=_around(line, tag), standing=line.standing, word=_word(line),
            ticked=line.ref in chosen,
        )  # fmt: skip


def line_rows(groups: Iterable[tuple[Section, tuple[CvLine, ...]]]) -> Iterator[MarkedRow]:
    """What was chosen, in the order of the CV."""
    for section, lines in groups:
        yield MarkedRow("", SECTIONS[section], heading=True)
        for line in lines:
            yield MarkedRow(
                str(line.ref), line.title, around=_around(line), standing=line.standing, word=_word(line)
            )  # fmt: skip


def _around(line: CvLine, tag: str = "") -> str:
    proof = line.proof if line.ref.section is Section.SKILLS else ""
    return " · ".join(part for part in (line.detail, proof, tag) if part)


def _word(line: CvLine) -> str:
    return ORIGIN_WORDS[line.origin] if line.origin else WORDS[line.standing]
