"""Where the map is: the whole, then each branch down to the place shown; those above are buttons that go there."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.models.occupation import Node
from desktop.views.flow import Flow
from desktop.views.pieces import label, link_button

LONGEST: Final = 34  # letters of a name; the whole of it is on the tool tip, and read aloud


class Trail(QWidget):
    """Hidden at the whole: there is nowhere to go up to."""

    chosen = Signal(int)  # how many nodes of the trail are kept

    def __init__(self) -> None:
        """At the whole."""
        super().__init__()
        self._flow = Flow(4)
        self._pieces: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_nodes(self, nodes: tuple[Node, ...]) -> None:
        """The way to a place, its own name last and not a button."""
        for piece in self._pieces:
            self._flow.removeWidget(piece)
            piece.deleteLater()
        self._pieces = []
        for size, words in enumerate([self.tr("Toutes"), *(node.label for node in nodes[:-1])]):
            button = link_button(short(words), partial(self.chosen.emit, size))
            button.setToolTip(words)
            button.setAccessibleName(self.tr("Remonter à {place}").format(place=words))
            self._put(button)
            self._put(QLabel("›"))
        here = label(short(nodes[-1].label) if nodes else "", "strong")
        here.setWordWrap(False)
        here.setToolTip(nodes[-1].label if nodes else "")
        self._put(here)
        self.setVisible(bool(nodes))

    def _put(self, piece: QWidget) -> None:
        self._flow.addWidget(piece)
        self._pieces.append(piece)


def short(words: str) -> str:
    """The words, cut when they are long."""
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip(' ,;')}…"
