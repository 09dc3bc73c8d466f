"""The notes of one person as a list, and the two buttons that begin one, each in its ink."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from textwrap import shorten
from typing import Final

from PySide6.QtCore import QModelIndex, Signal

from desktop.models.inks import INKS
from desktop.models.note import Item, Kind
from desktop.models.notebook import first_line, said_moment, said_note
from desktop.models.status import said_instant
from desktop.models.text import counted
from desktop.views.flow import Flow
from desktop.views.pieces import Card, label, secondary_button
from desktop.views.rows import Row, RowsView
from desktop.views.theme import Theme

TITLE: Final = 64  # characters of a note's first words


class NotesList(Card):
    """Says ``begun`` with an ink, ``chosen`` with the id of a note."""

    begun = Signal(object)  # Kind
    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """No note yet."""
        super().__init__(self.tr("Notes"))
        self._ids: tuple[str, ...] = ()
        self.rows = RowsView(theme, self.tr("Notes"), scrolls=True)
        self.buttons = {kind: secondary_button(f"+ {INKS[kind].name}") for kind in (Kind.NOTE, Kind.WORKING)}
        self._none = label(self.tr("Aucune note encore. Écrivez la première à droite."), "muted")
        self._build()

    def show_notes(self, notes: Sequence[Item], today: date) -> None:
        """List these, in this order."""
        self._ids = tuple(note.id for note in notes)
        rows = tuple(_row(note, today) for note in notes)
        if rows == self.rows.model_of_rows.rows:
            return  # laying out hundreds of lines again would be felt by whoever types
        self.rows.show_rows(rows)
        self.rows.setVisible(bool(notes))
        self._none.setVisible(not notes)
        self.set_title(counted(len(notes), "note") if notes else self.tr("Notes"))

    def mark(self, identifier: str) -> None:
        """Tint the line of that note; "" tints none."""
        if identifier in self._ids:
            self.rows.setCurrentIndex(self.rows.model_of_rows.index(self._ids.index(identifier)))
        elif not identifier:
            self.rows.setCurrentIndex(QModelIndex())

    def _build(self) -> None:
        flow = Flow()
        for kind, button in self.buttons.items():
            button.setAccessibleName(f"{self.tr('Nouvelle note')} : {INKS[kind].name.lower()}")
            button.setToolTip(INKS[kind].readers)
            button.clicked.connect(lambda _=False, kind=kind: self.begun.emit(kind))
            flow.addWidget(button)
        self.add(flow)
        self.add(self._none)
        self.add(self.rows, 1)
        self.column.addStretch(0)
        self.rows.chosen.connect(lambda row: self.chosen.emit(row.key))


def _row(note: Item, today: date) -> Row:
    around = f"{said_note(note)} · {said_instant(note.written, today)}"
    line = " ".join(first_line(note).split())[: 2 * TITLE]  # a line may be the whole note: it is not wrapped to its end
    return Row(note.id, shorten(line, TITLE, placeholder="…"), said_moment(note, today), around)
