"""The window: the rail, the page, the way to find anything, and one line about exchanges."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from desktop.errors import EscaleError
from desktop.models.status import Status, line
from desktop.views.desk import Desk
from desktop.views.doubt_banner import DoubtBanner
from desktop.views.pages import Pages, roomy
from desktop.views.rail import PLACES, Rail
from desktop.views.shared.curtain import Curtain
from desktop.views.shortcuts import ShortcutsWindow
from desktop.views.trouble import TroubleBar
from desktop.views.window_buttons import FindButton, StatusLine, find_width

Page = tuple[str, QWidget]


class MainWindow(QMainWindow):
    """Holds the pages it is given; the first one is shown. Its title never names anybody."""

    place_changed = Signal(str)
    find_asked = Signal()
    new_file_asked = Signal()
    sync_asked = Signal()
    lock_asked = Signal()
    curtain_fell = Signal()

    def __init__(self, desk: Desk, pages: tuple[Page, ...]) -> None:
        """``pages`` are (name, widget); the names of the rail are in ``rail.PLACES``, others go without an entry."""
        super().__init__()
        self._desk = desk
        self._pages = dict(pages)
        self.may_close: Callable[[], bool] = lambda: True  # asked before the window goes away
        self.setWindowTitle("Escale")
        self.rail = Rail(desk.theme)
        self.find_button = FindButton(self.find_asked.emit)
        self.doubt_banner, self.trouble_bar = DoubtBanner(), TroubleBar()
        self.stack = Pages()
        self.status_line = StatusLine(lambda: self.show_page("sync"))
        self._place()
        for page in self._pages.values():
            self.stack.addWidget(page)
        self.find_button.raise_()
        self.stack.currentChanged.connect(self.find_button.raise_)
        self.rail.place_asked.connect(self.show_page)
        self.rail.lock_asked.connect(self.lock_asked)
        self._bind_keys()
        self.curtain = Curtain(self)
        self.curtain.fell.connect(self.curtain_fell)
        if pages:
            self.show_page(pages[0][0])

    @property
    def page(self) -> str:
        """The name of the page that is shown, "" when there is none."""
        shown = self.stack.currentWidget()
        return next((name for name, widget in self._pages.items() if widget is shown), "")

    def show_page(self, name: str) -> None:
        """Go to the page of that name; nothing happens when there is none."""
        if widget := self._pages.get(name):
            self.rail.mark(name)
            self.stack.setCurrentWidget(widget)
            if self.rail.isAncestorOf(self.focusWidget() or self):
                self.rail.enter()
            self.place_changed.emit(name)

    def show_status(self, status: Status) -> None:
        """Say where exchanges stand in the line at the bottom."""
        self.status_line.tell(line(status, self._desk.today()))

    def show_trouble(self, trouble: EscaleError) -> None:
        """Say an expected failure above the page."""
        self.trouble_bar.show_trouble(trouble)

    def show_shortcuts(self) -> None:
        """List what the keyboard does."""
        window = ShortcutsWindow(self)
        window.finished.connect(window.deleteLater)
        window.open()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay when something would be lost and the person did not agree."""
        event.setAccepted(self.may_close())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.stack and event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._place_find()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        base, body = QWidget(), QWidget()
        base.setProperty("page", True)
        row = QHBoxLayout(base)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(body, 1)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        margins = QVBoxLayout()
        margins.setContentsMargins(28, 0, 28, 0)
        margins.addWidget(self.doubt_banner)
        margins.addWidget(self.trouble_bar)
        self.find_button.setParent(self.stack)  # it goes with the page when the page scrolls
        column.addLayout(margins)
        column.addWidget(roomy(self.stack), 1)
        column.addWidget(self.status_line)
        self.stack.installEventFilter(self)
        self.setCentralWidget(base)

    def _place_find(self) -> None:
        room, px = self.stack.width(), self._desk.theme.px
        width = find_width(self._desk.theme, room)
        self.find_button.setGeometry(room - width - 28, px(17), width, px(38))

    def _bind_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            f"Ctrl+{number}": partial(self._go, name) for number, name in enumerate(PLACES, 1)
        }
        keys |= {"Ctrl+K": self.find_asked.emit, "Ctrl+N": self.new_file_asked.emit, "Ctrl+L": self.lock_asked.emit}
        keys |= {"F1": self.show_shortcuts, "F5": self.sync_asked.emit, "Ctrl+R": self.sync_asked.emit}
        for sequence, act in keys.items():
            QShortcut(QKeySequence(sequence), self, act)

    def _go(self, name: str) -> None:
        self.show_page(name)
        self.rail.enter()
