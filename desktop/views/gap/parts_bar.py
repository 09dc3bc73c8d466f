"""The line above the tab Avenir: its parts as choices, and the field that finds an occupation."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QWidget

from desktop.views.page import SideBySide
from desktop.views.pieces import chip_button


class PartsBar(QWidget):
    """One choice a part; the field stands at the right, below when there is no room."""

    chosen = Signal(str)  # title

    def __init__(self, titles: Iterable[str], field: QWidget) -> None:
        """The first part is the one shown."""
        super().__init__()
        self._field = field
        self._group = QButtonGroup(self)
        self.chips = {title: chip_button(title) for title in titles}
        for title, chip in self.chips.items():
            self._group.addButton(chip)
            chip.clicked.connect(lambda _=False, title=title: self.chosen.emit(title))
        self.check(next(iter(self.chips)))
        self._choices = SideBySide(*self.chips.values())
        self._choices.setVisible(len(self.chips) > 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._choices, 3)
        self._row.addWidget(field, 2)
        self._row.setAlignment(Qt.AlignmentFlag.AlignTop)

    def check(self, title: str) -> None:
        """Mark the part of that title as the one shown."""
        self.chips[title].setChecked(True)

    def minimumSizeHint(self) -> QSize:
        """The field may go below the choices."""
        widest = max(self._choices.minimumSizeHint().width(), self._field.minimumSizeHint().width())
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side while every choice stands on one line."""
        super().resizeEvent(event)
        needed = sum(chip.sizeHint().width() + 8 for chip in self.chips.values()) + self._field.sizeHint().width()
        way = QBoxLayout.Direction.LeftToRight if needed <= event.size().width() else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != way:
            self._row.setDirection(way)
