"""Who opens, follows and closes the window of the second screen."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from desktop.errors import EscaleError, ReadLocked
from desktop.models.changes import Changes
from desktop.models.journal import Event
from desktop.models.shareable import Shareable
from desktop.views.desk import Desk
from desktop.views.shared.audience_window import AudienceWindow
from desktop.views.shared.ways_in import other_screen


class Audience(QObject):
    """One window at most; it goes with the file, with the window of the office, and with the screen it is on."""

    curtain_asked = Signal()  # from the second screen

    def __init__(self, desk: Desk, office: QWidget) -> None:
        """``office`` is the window in front of the counsellor."""
        super().__init__(office)
        self.window: AudienceWindow | None = None
        self._desk, self._office, self._person = desk, office, ""
        desk.background.changed.connect(self._absorb)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenRemoved.connect(self._lost)

    def show_person(self, person: str) -> None:
        """Show the file of that person (an id) on the other screen; nothing happens where there is none."""
        if self.other() is not None:
            self._person = person
            self._read()

    def other(self) -> QScreen | None:
        """A screen that the office is not on."""
        return other_screen(QGuiApplication.screens(), self._office.screen())

    def leave(self, person: str) -> None:
        """The file of that person is looked at no more, unless it is the one that is shown."""
        if person != self._person:
            self.close()

    def close(self) -> None:
        """Take the window away."""
        self._person = ""
        if self.window is not None:
            self.window.hide()
            self.window.deleteLater()
            self.window = None

    def cover(self) -> None:
        """The curtain is down on the office: nothing is read on the other screen either."""
        if self.window is not None:
            self.window.hide()

    def uncover(self) -> None:
        """Shown again, if it still is to be."""
        if self.window is not None:
            self.window.showFullScreen()

    def _read(self) -> None:
        person = self._person

        def arrived(shared: Shareable | None) -> None:
            if person == self._person:
                self._show(shared)

        def failed(trouble: EscaleError) -> None:
            """What may not be read for now stays in nobody's sight; the office says why."""
            if person == self._person:
                self.close()
            if not isinstance(trouble, ReadLocked):
                self._desk.background.troubled.emit(trouble)

        self._desk.background.read(self, "shareable", lambda store: store.shareable(person), arrived, failed)

    def _show(self, shared: Shareable | None) -> None:
        screen = self.other()
        if shared is None or screen is None:
            self.close()
        elif self.window is not None:
            self.window.show_shared(shared)
        else:
            self.window = AudienceWindow(self._desk.theme, shared, self._desk.today())
            self.window.closed.connect(self.close)
            self.window.curtain_asked.connect(self.curtain_asked)
            self.window.setScreen(screen)
            self.window.setGeometry(screen.geometry())
            self.window.showFullScreen()
            self._desk.note(Event.READ_TOGETHER, self._person)

    def _absorb(self, changes: Changes) -> None:
        if self._person in changes.gone:
            self.close()
        elif self._person and changes.touches(self._person):
            self._read()

    def _lost(self, _screen: QScreen) -> None:
        self.close()
