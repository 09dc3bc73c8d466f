"""The sheet on which a note is written: its ink, its header, its marks, its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.models.interview import header_of, with_header
from desktop.models.note import Kind
from desktop.views.notes.header_bar import HeaderBar
from desktop.views.notes.ink_band import InkBand
from desktop.views.notes.marks_row import MarksRow
from desktop.views.notes.note_field import NoteField
from desktop.views.page import scrolling
from desktop.views.pieces import label
from desktop.views.theme import Theme

REMINDER: Final = (
    "N’écrivez que ce qui est utile, en pensant que la personne peut le lire. Pas de santé, pas de jugement."
)
LEAST: Final = 84  # a length of the look, three lines: with what is over it, the field scrolls when letters are large


class NoteSheet(QFrame):
    """Tells what is typed or said from what is only shown; ``area`` is the sheet in a place where it scrolls."""

    typed = Signal(int)  # letters came (so many) or went
    said = Signal()  # the header or the ink was changed by the counsellor

    def __init__(self, theme: Theme) -> None:
        """An empty note."""
        super().__init__()
        self._putting = False  # a text is shown, nobody types it
        self.band, self.bar, self.field = InkBand(theme), HeaderBar(theme), NoteField(theme)
        self.marks, self.strips = MarksRow(self.field), QVBoxLayout()
        self.field.setMinimumHeight(theme.px(LEAST))
        self._build()
        self.area = scrolling(self)

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.field.toPlainText()

    @property
    def kind(self) -> Kind:
        """The ink: a text for both, or a working note."""
        return self.band.kind

    def content(self, former: Mapping[str, str]) -> dict[str, str]:
        """What would be written now of a note that holds ``former``."""
        return {**with_header(former, self.bar.header), "text": self.text}

    def put(self, content: Mapping[str, str], kind: Kind) -> None:
        """Show a note without taking it for typing."""
        self._putting = True
        self.field.setPlainText(content.get("text", ""))
        self.bar.show_header(header_of(content), proposed=False)
        self.band.show_ink(kind, fixed=False)
        self._putting = False

    def show_ink(self, *, fixed: bool) -> None:
        """Show the ink that the note has; ``fixed`` when it may not change any more."""
        self.band.show_ink(self.kind, fixed=fixed)
        self.setProperty("ink", str(self.kind))
        self.style().unpolish(self)
        self.style().polish(self)

    def fold(self) -> None:
        """Another note is shown: what was opened over this one closes."""
        self.bar.close_form()
        self.band.close_question()

    def follow(self) -> None:
        """Keep in sight the line that is typed."""
        if self.field.hasFocus():
            self.area.ensureWidgetVisible(self.field)

    def _changed(self, _place: int, removed: int, added: int) -> None:
        """A change of colours alone is no typing, nor is showing another note."""
        if (removed or added) and not self._putting:
            self.typed.emit(added)

    def _build(self) -> None:
        self.field.setAccessibleName(self.tr("Texte de la note"))
        self.field.setAccessibleDescription(self.tr(REMINDER))
        self.field.setPlaceholderText(self.tr("Ce qui s’est dit, ce qui est décidé…"))
        self.field.document().contentsChange.connect(self._changed)
        self.band.turned.connect(self.said)
        self.bar.changed.connect(self.said)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(8)
        over: tuple[QWidget, ...] = (self.band, self.bar, self.marks)
        for piece in over:
            column.addWidget(piece)
        column.addWidget(self.field, 1)
        self.strips.setSpacing(8)
        column.addLayout(self.strips)
        column.addWidget(label(self.tr(REMINDER), "small"))
