"""Waiting, without sleeping, until a widget has painted what it was waited for."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QEventLoop, QMessageLogContext, QObject, QTimer, QtMsgType
from PySide6.QtWidgets import QApplication, QWidget

PATIENCE = 60_000  # milliseconds


class Painted(QObject):
    """Ends its loop once ``widget`` was painted while ``ready`` said yes."""

    def __init__(self, widget: QWidget, ready: Callable[[], bool] = lambda: True) -> None:
        """Watches from now on."""
        super().__init__()
        self._ready = ready
        self._loop = QEventLoop()
        self._late = QTimer(self, singleShot=True, interval=PATIENCE)
        self._late.timeout.connect(lambda: self._loop.exit(1))
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self._ready():
            QTimer.singleShot(0, self._loop.quit)  # once this event, and so the painting, is over
        return super().eventFilter(watched, event)

    def wait(self) -> None:
        """Run the events until then; TimeoutError after a minute."""
        self._late.start()
        if self._loop.exec():
            raise TimeoutError("nothing was painted")
        self._late.stop()


def application() -> QApplication:
    """The one QApplication of this process, dressed as Escale."""
    from desktop.views.theme import Theme

    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(["mesures"])
    Theme.named("light").apply(app)
    return app


def quiet(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Let through everything but what the offscreen plugin says of each window."""
    if not message.startswith("This plugin does not support"):
        sys.stderr.write(f"{message}\n")
