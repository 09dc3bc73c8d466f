"""Where pages stand, one shown at a time: when letters are larger than the window can hold, it scrolls."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget


class Pages(QStackedWidget):
    """Needs the room of the page that is shown, not that of the largest."""

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint().expandedTo(shown.minimumSize()) if shown else QSize()

    def heightForWidth(self, width: int) -> int:  # noqa: ARG002 - pages fold by themselves
        return self.minimumSizeHint().height()


def roomy(pages: Pages) -> QScrollArea:
    """``pages`` in a place of any size: none of it is out of reach on a small screen, nor makes the window larger."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(pages)
    pages.currentChanged.connect(lambda _: pages.updateGeometry())
    return area
