"""The parts of the settings: one is looked at, chosen on a bar under the title."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

GENERAL, VAULT, COPIES, ERASURES, JOURNAL = "Général", "Coffre", "Sauvegardes", "Effacements", "Journal"
ACCREDITATION, ACTIVITY = "Habilitation", "Activité"


class Sections(QWidget):
    """The bar and the parts; only the chosen part takes room."""

    shown = Signal(str)  # the title of the part chosen

    def __init__(self, parts: Mapping[str, QWidget]) -> None:
        """``parts`` by title, the first one shown; ``bar`` may be put elsewhere."""
        super().__init__()
        self._parts = tuple(parts.items())
        self.bar = QTabBar(drawBase=False, expanding=False, usesScrollButtons=True)
        self.bar.setAccessibleName(self.tr("Parties des réglages"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for title, part in self._parts:
            self.bar.addTab(title)
            column.addWidget(part)
        self.bar.currentChanged.connect(self._choose)
        self._choose(0)

    @property
    def title(self) -> str:
        """The part that is looked at."""
        return self._parts[self.bar.currentIndex()][0]

    def show_part(self, title: str) -> None:
        """Bring a part forward; an unknown title changes nothing."""
        for number, (known, _) in enumerate(self._parts):
            if known == title:
                self.bar.setCurrentIndex(number)

    def _choose(self, chosen: int) -> None:
        for number, (_, part) in enumerate(self._parts):
            part.setVisible(number == chosen)
        self.shown.emit(self._parts[chosen][0])
