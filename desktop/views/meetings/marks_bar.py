"""What became of one meeting, in one gesture: a button an outcome, never the one that is already said."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.models.agenda import said_hour
from desktop.models.meeting import Meeting, Status
from desktop.views.flow import Flow
from desktop.views.pieces import secondary_button

WORDS: Final[Mapping[Status, str]] = {
    Status.HELD: "A eu lieu",
    Status.ABSENT: "Absence",
    Status.CANCELLED: "Annulé",
    Status.MOVED: "Reporté",
    Status.PLANNED: "Toujours prévu",
}
FOR_A_CALENDAR: Final = "Pour un agenda (ICS)…"


class MarksBar(QWidget):
    """Says ``marked`` with the meeting and its new status; the page writes it, and can undo it."""

    marked = Signal(object, object)  # Meeting, Status

    def __init__(self) -> None:
        """About no meeting yet."""
        super().__init__()
        self.buttons = {status: secondary_button(word, partial(self._mark, status)) for status, word in WORDS.items()}
        line = Flow()
        for button in self.buttons.values():
            line.addWidget(button)
        self.setLayout(line)
        self._meeting: Meeting | None = None
        self.offer(None)

    def offer(self, meeting: Meeting | None, who: str = "") -> None:
        """From now on the buttons are about that meeting; ``who`` is read after the word by a screen reader."""
        self._meeting = meeting
        about = ", ".join(part for part in (said_hour(meeting.start), who) if part) if meeting else ""
        for status, button in self.buttons.items():
            button.setVisible(meeting is not None and status is not meeting.status)
            button.setAccessibleName(f"{WORDS[status]} : {about}" if about else WORDS[status])

    def _mark(self, status: Status) -> None:
        if self._meeting is not None:
            self.marked.emit(self._meeting, status)


def said_mark(meeting: Meeting, status: Status, who: str = "") -> str:
    """What the undo bar tells: ``Rendez-vous de 9 h 00, Nadia B. : a eu lieu.``"""
    about = f"Rendez-vous de {said_hour(meeting.start)}{f', {who}' if who else ''}"
    return f"{about} : {WORDS[status][:1].lower()}{WORDS[status][1:]}."
