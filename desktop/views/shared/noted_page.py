"""The last step of the shared view: what was written and decided together, to be read and not to be typed in."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.models.reading import noted
from desktop.models.shareable import Shareable
from desktop.views.desk import Desk
from desktop.views.file_tab import FileTab
from desktop.views.page import scrolling
from desktop.views.shared.chapters import Chapters


class NotedPage(FileTab):
    """Drawn from a ``Shareable``: it could not show a working note if it were given one."""

    title, code = "Synthèse", "synthese"

    def __init__(self, desk: Desk) -> None:
        """Nothing until there is a person."""
        super().__init__(desk)
        self._wanted = ""  # id of what to go to as soon as it is read
        self._sought = ""  # id of what was gone to, until the page is read again
        self.chapters = Chapters(desk.theme)
        inside = QWidget()
        inside.setProperty("page", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 20, 28, 24)
        column.addWidget(self.chapters)
        column.addStretch(1)
        self._area = scrolling(inside)
        self._area.verticalScrollBar().rangeChanged.connect(self._bring)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)

    def load(self) -> None:
        """Read the file and what both may read of what was written."""
        self._sought = ""
        self.read("shareable", lambda store, person: store.shareable(person), self._show)

    def forget(self) -> None:
        """Nothing of what was read stays."""
        self._wanted = self._sought = ""
        self.chapters.show_chapters(())

    def show_line(self, identifier: str) -> None:
        """Go to the line of the writing of that id, now or as soon as it is read."""
        found = self.chapters.go_to(identifier)
        self._wanted = "" if found else identifier
        self._sought = identifier if found else ""
        self._bring()

    def _bring(self) -> None:
        """Scroll until the line that was looked for is in sight, wherever the cards around it come to stand."""
        place, inside = self.chapters.place_of(self._sought), self._area.widget()
        if place.isValid() and inside is not None:
            middle = self.chapters.mapTo(inside, place.center())
            self._area.ensureVisible(0, middle.y(), 0, place.height())

    def _show(self, shared: Shareable | None) -> None:
        if shared is not None:
            self.chapters.show_chapters(noted(shared, self.desk.today()))
            if self._wanted:
                self.show_line(self._wanted)
