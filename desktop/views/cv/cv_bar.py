"""The working CVs of one person: which one is looked at, and the way to begin, copy or take away one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.models.cv import Cv
from desktop.views.page import SideBySide
from desktop.views.pieces import link_button, secondary_button
from desktop.views.plan.fields import ChoiceField


class CvBar(QWidget):
    """The list is there from the second CV on."""

    chosen = Signal(str)  # id
    new_asked = Signal()
    copy_asked = Signal()
    removal_asked = Signal()

    def __init__(self) -> None:
        """No CV yet."""
        super().__init__()
        self.list = ChoiceField(self.tr("Le CV regardé"))
        self.list.setMinimumContentsLength(24)
        self.new = secondary_button(self.tr("Nouveau CV"), self.new_asked.emit)
        self.copy = link_button(self.tr("Copier ce CV"), self.copy_asked.emit)
        self.remove = link_button(self.tr("Retirer ce CV"), self.removal_asked.emit)
        self.list.left.connect(lambda: self.chosen.emit(self.list.currentData() or ""))
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 12, 28, 0)
        row.addWidget(SideBySide(self.list, self.new, self.copy, self.remove))

    def show_cvs(self, every: Sequence[Cv], shown: str) -> None:
        """One choice a CV; ``shown`` is the id of the one looked at."""
        self.list.show_choices(tuple((one.id, one.name) for one in every))
        if shown:
            self.list.show_code(shown)
        self.list.setVisible(len(every) > 1)
        self.setVisible(bool(every))
