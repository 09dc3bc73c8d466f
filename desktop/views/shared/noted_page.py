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
        self._wanted = ""  # id of the text to go to as soon as it is read
        self.chapters = Chapters(desk.theme)
        inside = QWidget()
        inside.setProperty("page", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 20, 28, 24)
        column.addWidget(self.chapters)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inside))

    def load(self) -> None:
        """Read the file and what both may read of what was written."""
        self.read("shareable", lambda store, person: store.shareable(person), self._show)

    def forget(self) -> None:
        """Nothing of what was read stays."""
        self._wanted = ""
        self.chapters.show_chapters(())

    def show_text(self, identifier: str) -> None:
        """Go to the text of that id, now or as soon as it is read."""
        self._wanted = "" if self.chapters.go_to(identifier) else identifier

    def _show(self, shared: Shareable | None) -> None:
        if shared is not None:
            self.chapters.show_chapters(noted(shared, self.desk.today()))
            if self._wanted:
                self.show_text(self._wanted)
