"""Windows: the messages that a window receives when the session is locked or left, and when the machine sleeps."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Mapping
from ctypes import wintypes
from typing import Final

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject
from PySide6.QtGui import QWindow

from desktop.models.lock import Reason

POWER: Final = 0x0218  # WM_POWERBROADCAST
SESSION: Final = 0x02B1  # WM_WTSSESSION_CHANGE
MEANINGS: Final[Mapping[tuple[int, int], Reason]] = {
    (POWER, 0x4): Reason.SLEEP,  # PBT_APMSUSPEND
    (POWER, 0x12): Reason.SLEEP,  # PBT_APMRESUMEAUTOMATIC: it slept without saying so
    (SESSION, 0x7): Reason.SESSION,  # WTS_SESSION_LOCK
    (SESSION, 0x2): Reason.SWITCHED,  # WTS_CONSOLE_DISCONNECT
    (SESSION, 0x4): Reason.SWITCHED,  # WTS_REMOTE_DISCONNECT
    (SESSION, 0x6): Reason.SESSION,  # WTS_SESSION_LOGOFF
}
Tell = Callable[[Reason], None]


class Messages(QAbstractNativeEventFilter):
    """Reads the messages of Windows as they pass; keeps none from Qt."""

    def __init__(self, tell: Tell) -> None:
        """``tell`` hears each reason, on the UI thread."""
        super().__init__()
        self._tell = tell

    def nativeEventFilter(self, _kind: QByteArray | bytes | bytearray | memoryview, message: int) -> tuple[bool, int]:
        read = wintypes.MSG.from_address(int(message))
        if reason := MEANINGS.get((read.message, read.wParam)):
            self._tell(reason)
        return False, 0


class WindowsSession(QObject):
    """Asks for the messages, in a window of its own that is never shown, and listens to them."""

    def __init__(self, parent: QObject, tell: Tell) -> None:
        """``tell`` hears each reason, on the UI thread."""
        super().__init__(parent)
        self._window = QWindow()
        self._window.create()
        self._messages = Messages(tell)
        self._ask("WTSRegisterSessionNotification", 0)
        if (application := QCoreApplication.instance()) is not None:
            application.installNativeEventFilter(self._messages)

    def close(self) -> None:
        """Listen no more."""
        if (application := QCoreApplication.instance()) is not None:
            application.removeNativeEventFilter(self._messages)
        self._ask("WTSUnRegisterSessionNotification")
        self._window.destroy()
        self.deleteLater()

    def _ask(self, function: str, *options: int) -> None:
        if sys.platform == "win32":
            getattr(ctypes.WinDLL("wtsapi32"), function)(wintypes.HWND(self._window.winId()), *options)
