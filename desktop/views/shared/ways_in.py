"""In the header of a file: the way into the shared view, and onto the second screen when there is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QScreen, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.views.pieces import secondary_button
from desktop.views.shortcuts import said_keys

KEY = "F9"
T = TypeVar("T")


class WaysIn(QWidget):
    """Two buttons; the second is only there while a second screen is."""

    room_asked = Signal()
    screen_asked = Signal()

    def __init__(self, page: QWidget) -> None:
        """F9 acts while ``page``, or anything in it, has the focus."""
        super().__init__()
        self.room = secondary_button(self.tr("Vue partagée"), self.room_asked.emit)
        self.room.setToolTip(f"{said_keys(KEY)} : {self.tr('lire le dossier avec la personne, et rien d’autre')}")
        self.screen_button = secondary_button(self.tr("Montrer sur l’autre écran"), self.screen_asked.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.screen_button)
        row.addWidget(self.room)
        shortcut = QShortcut(QKeySequence(KEY), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.room.click)
        self.offer_screens(QGuiApplication.screens())
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self._count)
            application.screenRemoved.connect(self._count)

    def offer_screens(self, screens: Sequence[object]) -> None:
        """Offer the second screen when there is more than one."""
        self.screen_button.setVisible(len(screens) > 1)

    def _count(self, _screen: QScreen) -> None:
        self.offer_screens(QGuiApplication.screens())


def other_screen(screens: Sequence[T], own: T) -> T | None:
    """The first screen that is not the counsellor's; None when there is none."""
    return next((screen for screen in screens if screen != own), None)
