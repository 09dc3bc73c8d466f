"""Under the name that is typed: the official ones that may be meant, from the repertories on this computer."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.models.missing_title import Title, related, titles
from desktop.views.desk import Desk
from desktop.views.packs import Packs
from desktop.views.pieces import label, link_button

MOST: Final = 3
SHORTEST: Final = 3  # letters from which names are proposed


class Titles(QWidget):
    """Hidden until something is found; emits the name chosen. Without the repertories it stays hidden."""

    chosen = Signal(object)  # Title

    def __init__(self, desk: Desk) -> None:
        """Nothing is looked for yet."""
        super().__init__()
        self._desk = desk
        self._sought = ""
        self.found: tuple[Title, ...] = ()
        self.buttons = [link_button("", partial(self._choose, place)) for place in range(MOST)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(label(self.tr("Est-ce l’un de ces noms officiels ?"), "small"))
        for button in self.buttons:
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def look_for(self, text: str) -> None:
        """Propose what that text may name; "" proposes nothing."""
        packs, self._sought = self._desk.packs, text
        if packs is None or len(text.strip()) < SHORTEST:
            self._show(text, ())
            return
        self._desk.background.read(
            self,
            "titles",
            lambda _: read_titles(packs, text),
            lambda found: self._show(text, found),
            lambda _: self._show(text, ()),
        )

    def _show(self, text: str, found: tuple[Title, ...]) -> None:
        if text != self._sought:
            return  # something else is looked for by now
        self.found = found
        for button, title in zip(self.buttons, found, strict=False):
            self._say(button, title.words)
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(found))
        self.setVisible(bool(found))

    def _say(self, button: QPushButton, words: str) -> None:
        px, around = self._desk.theme.px, self.parentWidget()
        room = max(px(240), (around.width() if around else 0) - px(70))
        button.setText(button.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, room))
        button.setAccessibleName(words)
        button.setToolTip(words)

    def _choose(self, place: int) -> None:
        title = self.found[place]
        self.look_for("")
        self.chosen.emit(title)


def read_titles(packs: Packs, text: str) -> tuple[Title, ...]:
    """The few certifications that a text may name, with their former and later names."""
    certifications = packs.certifications()
    found = certifications.search(text, MOST)
    return titles(found, certifications.some(related(found)))
