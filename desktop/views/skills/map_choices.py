"""What the map can be asked for: what is new since a day, and only what is of use in many occupations."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.models.skilltree import Span
from desktop.views.flow import Flow
from desktop.views.pieces import chip_button


class MapChoices(QWidget):
    """Chips: at most one span, and the filter."""

    changed = Signal()

    def __init__(self) -> None:
        """Nothing compared, nothing filtered."""
        super().__init__()
        self.span: Span | None = None
        self.spans: dict[Span, QPushButton] = {
            span: chip_button(self.tr("Depuis {span}").format(span=span.words), partial(self._compare, span))
            for span in Span
        }
        self.across = chip_button(self.tr("Utiles dans beaucoup de métiers"), self.changed.emit)
        for span, chip in self.spans.items():
            chip.setToolTip(self.tr("Montrer ce qui est nouveau depuis {span}").format(span=span.words))
        self.across.setToolTip(self.tr("Ne montrer que les compétences utiles dans beaucoup de métiers"))
        flow = Flow()
        for chip in (*self.spans.values(), self.across):
            flow.addWidget(chip)
        self.setLayout(flow)

    def clear(self) -> None:
        """Back to nothing compared and nothing filtered, without a word."""
        self.span = None
        for chip in (*self.spans.values(), self.across):
            chip.setChecked(False)

    def _compare(self, span: Span) -> None:
        self.span = span if self.spans[span].isChecked() else None
        for other, chip in self.spans.items():
            chip.setChecked(other is self.span)
        self.changed.emit()
