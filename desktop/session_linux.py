"""Linux: logind says that the machine goes to sleep and that a session is locked or left; desktops say it too.

The machine is asked to wait for us before it sleeps (an inhibitor of the "delay" kind): the lock that it holds is given
back when the process ends, which is what locking does. Nothing here waits for an answer.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Final, cast

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
)

from desktop.models.lock import Reason

LOGIND: Final = "org.freedesktop.login1"
MANAGED: Final = f"{LOGIND}.Manager"
SESSION: Final = f"{LOGIND}.Session"
PROPERTIES: Final = "org.freedesktop.DBus.Properties"
SCREENS: Final = tuple(
    f"org.{desktop}.ScreenSaver" for desktop in ("freedesktop", "gnome", "cinnamon", "mate", "kde", "xfce")
)
Tell = Callable[[Reason], None]


class LinuxSession(QObject):
    """Listens on both buses; a bus that is not there says nothing."""

    def __init__(self, parent: QObject, tell: Tell) -> None:
        """``tell`` hears each reason, on the UI thread."""
        super().__init__(parent)
        self._tell = tell
        self._kept: list[object] = []
        self._system, self._own = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        for name in SCREENS:
            self._own.connect("", "", name, "ActiveChanged", self, _slot("screen(bool)"))
        self._system.connect(LOGIND, "", MANAGED, "PrepareForSleep", self, _slot("sleep(bool)"))
        self._ask("Inhibit", ["sleep", "Escale", "Verrouiller le coffre avant la veille", "delay"], self._hold)
        self._ask("GetSession", [os.environ.get("XDG_SESSION_ID", "auto")], self._follow)

    @Slot(bool)
    def sleep(self, _begins: bool) -> None:
        """The machine goes to sleep, or wakes."""
        self._tell(Reason.SLEEP)

    @Slot(bool)
    def screen(self, locked: bool) -> None:
        """The screen of this session is locked, or given back."""
        if locked:
            self._tell(Reason.SESSION)

    @Slot()
    def lock(self) -> None:
        """logind asks this session to lock itself."""
        self._tell(Reason.SESSION)

    @Slot(QDBusMessage)
    def changed(self, message: QDBusMessage) -> None:
        """A property of the session: it is on the screen no more."""
        changes = message.arguments()[1] if len(message.arguments()) > 1 else None
        if isinstance(changes, dict) and changes.get("Active") is False:
            self._tell(Reason.SWITCHED)

    def close(self) -> None:
        """Listen no more, and let the machine sleep without us."""
        for name in SCREENS:
            self._own.disconnect("", "", name, "ActiveChanged", self, _slot("screen(bool)"))
        self._system.disconnect(LOGIND, "", MANAGED, "PrepareForSleep", self, _slot("sleep(bool)"))
        self._kept.clear()
        self.deleteLater()

    def _ask(self, method: str, arguments: list[object], then: Callable[[object], None]) -> None:
        if not self._system.isConnected():
            return
        call = QDBusMessage.createMethodCall(LOGIND, "/org/freedesktop/login1", MANAGED, method)
        call.setArguments(arguments)
        watcher = QDBusPendingCallWatcher(self._system.asyncCall(call), self)

        def answered(done: QDBusPendingCallWatcher) -> None:
            given = done.reply().arguments() if not done.isError() else []
            if given:
                then(given[0])

        watcher.finished.connect(answered)

    def _hold(self, inhibitor: object) -> None:
        if isinstance(inhibitor, QDBusUnixFileDescriptor):
            self._kept.append(inhibitor)

    def _follow(self, session: object) -> None:
        if isinstance(session, QDBusObjectPath):
            path = session.path()
            self._system.connect(LOGIND, path, SESSION, "Lock", self, _slot("lock()"))
            self._system.connect(LOGIND, path, PROPERTIES, "PropertiesChanged", self, _slot("changed(QDBusMessage)"))


def _slot(signature: str) -> bytes:
    """As ``connect`` wants it: text, although its declared type is bytes."""
    return cast(bytes, SLOT(signature))
