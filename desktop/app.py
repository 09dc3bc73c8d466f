"""The application: one for a home, in French, from its first window to an orderly end."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.config import Config
from desktop.errors import EscaleError, StoreLocked
from desktop.front import Front
from desktop.views.french import speak_french
from desktop.views.leaving import agrees_to_leave


def run(config: Config) -> int:
    """Open Escale's window and stay until it is closed; 1 after saying why it cannot."""
    application = make_application()
    try:
        with only_one(config):
            front = Front(config, lambda theme: theme.apply(application), open_browser, agrees_to_leave)
            front.begin()
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


@contextmanager
def only_one(config: Config) -> Iterator[None]:
    """Hold this home's lock file; StoreLocked when another Escale holds it. The system frees it if we die."""
    config.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(config.home / "verrou", timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise StoreLocked(
            "Escale est déjà ouvert sur cet ordinateur.", "Revenez à sa fenêtre : deux copies se gêneraient."
        ) from error
    try:
        yield
    finally:
        lock.release()


def open_browser(url: str) -> bool:
    """Show an address in the system's browser."""
    return QDesktopServices.openUrl(QUrl(url))


def check(config: Config) -> int:
    """Go through the door, sign in, receive every file, and leave: the demonstration, proved without anybody."""
    from desktop.rehearsal import rehearse

    application = make_application()
    with only_one(config):
        return rehearse(config, lambda theme: theme.apply(application))
