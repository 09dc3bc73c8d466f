"""Linux: logind says that the machine goes to sleep and that a session is locked or left; desktops say it too.

The machine is asked to wait for us before it sleeps (an inhibitor of the "delay" kind): the lock that it holds is given
back when the process ends, which is what locking does. Nothing here waits for an answer.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Final, cast

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusVariant

from desktop.models.lock import Reason

LOGIND: Final = "org.freedesktop.login1"
PLACE: Final = "/org/freedesktop/login1"
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
        self._inhibitor: QDBusMessage | None = None
        self._path = session_path(os.environ.get("XDG_SESSION_ID", ""))
        self._system, self._own = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        for name in SCREENS:
            self._own.connect("", "", name, "ActiveChanged", self, _slot("screen(bool)"))
        for path, interface, name, slot in self._listened():
            self._system.connect(LOGIND, path, interface, name, self, _slot(slot))
        self._ask(PLACE, MANAGED, "Inhibit", "sleep", "Escale", "Verrouiller le coffre avant la veille", "delay")

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
        """Something of the session changed: is it still on the screen?"""
        if message.arguments()[:1] == [SESSION]:
            self._ask(message.path(), PROPERTIES, "Get", SESSION, "Active")

    def close(self) -> None:
        """Listen no more, and let the machine sleep without us."""
        for name in SCREENS:
            self._own.disconnect("", "", name, "ActiveChanged", self, _slot("screen(bool)"))
        for path, interface, name, slot in self._listened():
            self._system.disconnect(LOGIND, path, interface, name, self, _slot(slot))
        self._inhibitor = None
        self.deleteLater()

    def _listened(self) -> tuple[tuple[str, str, str, str], ...]:
        return (
            (PLACE, MANAGED, "PrepareForSleep", "sleep(bool)"),
            (self._path, SESSION, "Lock", "lock()"),
            (self._path, PROPERTIES, "PropertiesChanged", "changed(QDBusMessage)"),
        )

    def _ask(self, path: str, interface: str, method: str, *arguments: str) -> None:
        if not self._system.isConnected():
            return
        call = QDBusMessage.createMethodCall(LOGIND, path, interface, method)
        call.setArguments(list(arguments))
        QDBusPendingCallWatcher(self._system.asyncCall(call), self).finished.connect(self._answered)

    def _answered(self, done: QDBusPendingCallWatcher) -> None:
        reply = done.reply()
        given = reply.arguments() if not done.isError() else []
        if given and isinstance(given[0], QDBusVariant):
            if given[0].variant() is False:
                self._tell(Reason.SWITCHED)
        elif given:
            self._inhibitor = reply  # it owns the file that holds the machine back
        done.deleteLater()


def session_path(identifier: str) -> str:
    """Where logind speaks of the session of that id, as systemd escapes it; "" (every session) when it is not known."""
    if not identifier:
        return ""
    kept = [
        sign if sign.isascii() and (sign.isalpha() or (place and sign.isdigit())) else f"_{ord(sign):02x}"
        for place, sign in enumerate(identifier)
    ]
    return f"{PLACE}/session/{''.join(kept)}"


def _slot(signature: str) -> bytes:
    """As ``connect`` wants it: text, although its declared type is bytes."""
    return cast(bytes, SLOT(signature))
