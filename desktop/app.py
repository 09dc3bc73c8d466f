"""The application: one for a home, in French, from its first window to an orderly end, or to a lock."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.config import Config
from desktop.errors import EscaleError
from desktop.front import Front, Ways
from desktop.one import only_one
from desktop.views.french import speak_french
from desktop.views.leaving import agrees_to_leave

if TYPE_CHECKING:
    from desktop.models.lock import Locked
    from desktop.relaunch import Relaunch


def run(config: Config, relaunch: Relaunch, locked: Locked | None = None) -> int:
    """Open Escale's window and stay until it is closed; 1 after saying why it cannot.

    ``relaunch`` ends the process at each lock; ``locked`` is the lock that ended the one before this one.
    """
    application = make_application()
    try:
        with only_one(config.home, again=locked is not None):
            ways = Ways(lambda theme: theme.apply(application), open_browser, agrees_to_leave, relaunch)
            front = Front(config, ways)
            front.begin(locked)
            code = application.exec()
            front.close()
            return code
    except EscaleError as trouble:
        print(trouble, file=sys.stderr)
        QMessageBox.information(None, "Escale", str(trouble))
        return 1


def make_application() -> QApplication:
    """The application object, in French."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Escale")
    application.setDesktopFileName("fr.escale.Escale")
    speak_french(application)
    return application


def open_browser(url: str) -> bool:
    """Show an address in the system's browser."""
    return QDesktopServices.openUrl(QUrl(url))


def check(config: Config) -> int:
    """Go through the door, sign in, receive every file, and leave: the demonstration, proved without anybody."""
    from desktop.rehearsal import rehearse

    application = make_application()
    with only_one(config.home):
        return rehearse(config, lambda theme: theme.apply(application))
