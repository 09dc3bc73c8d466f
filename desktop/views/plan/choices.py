"""Small choices on a few lines, one of which is taken: where an action stands, who does it, how the page is cut."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.views.flow import Flow
from desktop.views.pieces import chip_button

T = TypeVar("T")


class Choices(QWidget, Generic[T]):
    """Chips that go on to the next line rather than be cut; Tab stops on each."""

    chosen = Signal(object)  # the value

    def __init__(self, name: str, choices: Iterable[tuple[T, str]]) -> None:
        """``name`` begins what a screen reader says of each choice (value, words)."""
        super().__init__()
        self.chips = {value: chip_button(words) for value, words in choices}
        line = Flow(6)
        self.setLayout(line)
        for value, chip in self.chips.items():
            chip.setAccessibleName(f"{name} : {chip.text()}")
            chip.clicked.connect(lambda _=False, value=value: self._choose(value))
            line.addWidget(chip)

    @property
    def value(self) -> T:
        """The choice that is taken; the first one when none is."""
        return next((value for value, chip in self.chips.items() if chip.isChecked()), next(iter(self.chips)))

    def check(self, value: T) -> None:
        """Take that choice, without saying so."""
        for one, chip in self.chips.items():
            chip.setChecked(one == value)

    def _choose(self, value: T) -> None:
        self.check(value)
        self.chosen.emit(value)
