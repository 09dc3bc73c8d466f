"""The target occupations: at most three, one looked at, more found by typing."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QPushButton, QVBoxLayout, QWidget

from desktop.models.correction import Target
from desktop.models.occupation import Found
from desktop.views.desk import Desk
from desktop.views.occupation_field import OccupationField
from desktop.views.pieces import chip_button, label, link_button

MOST = 3


class TargetsBar(QWidget):
    """Chips to switch, a link to let go; the field that adds one is the page's to place."""

    looked_at = Signal(str)  # code
    added = Signal(object)  # Found
    dropped = Signal(str)  # code

    def __init__(self, desk: Desk) -> None:
        """No target yet."""
        super().__init__()
        self.field = OccupationField(desk, self.tr("Trouver un métier…"))
        self.field.setMaximumWidth(desk.theme.px(360))
        self.field.chosen.connect(self._add)
        self.full = label(self.tr("Trois métiers au plus : retirez-en un pour en choisir un autre."), "small")
        self.drop = link_button(self.tr("Retirer ce métier"), self._drop)
        self._group = QButtonGroup(self)
        self._chips: dict[str, QPushButton] = {}
        self._code = ""
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(8)
        self._row.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignLeft)
        self._row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.full)
        column.addLayout(self._row)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)

    def show_targets(self, targets: tuple[Target, ...], code: str) -> None:
        """A chip a target; ``code`` is the one looked at."""
        self._code = code
        if tuple(self._chips) != tuple(one.code for one in targets):
            self._make(targets)
        if code in self._chips:
            self._chips[code].setChecked(True)
        self.drop.setVisible(bool(targets))
        self.setVisible(bool(targets))
        self.field.setVisible(len(targets) < MOST)
        self.full.setVisible(len(targets) >= MOST)

    def minimumSizeHint(self) -> QSize:
        """Chips stand one below the other rather than push the page wider."""
        widest = max((chip.minimumSizeHint().width() for chip in (*self._chips.values(), self.drop)), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chips in a line while there is room for it."""
        super().resizeEvent(event)
        chips = [*self._chips.values(), self.drop]
        needed = sum(chip.sizeHint().width() + self._row.spacing() for chip in chips)
        way = QBoxLayout.Direction.LeftToRight if needed <= event.size().width() else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(way)

    def _make(self, targets: tuple[Target, ...]) -> None:
        for chip in self._chips.values():
            self._group.removeButton(chip)
            chip.deleteLater()
        self._chips = {one.code: self._chip(one.code, one.label) for one in targets}

    def _chip(self, code: str, words: str) -> QPushButton:
        chip = chip_button(words if len(words) <= 34 else f"{words[:32].rstrip()}…", lambda: self.looked_at.emit(code))
        chip.setAccessibleName(words)
        chip.setToolTip(words)
        self._group.addButton(chip)
        self._row.insertWidget(self._row.count() - 2, chip, 0, Qt.AlignmentFlag.AlignLeft)
        return chip

    def _add(self, one: Found) -> None:
        self.added.emit(one)

    def _drop(self) -> None:
        self.dropped.emit(self._code)
