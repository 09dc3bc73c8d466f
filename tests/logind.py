"""A stand-in for logind on a private bus: answers Get ("Active": no) and Inhibit, and sends the signals it is told to.

Each line read is one order: ``sleep``, ``lock``, ``left`` or ``screen``; each is echoed once sent. It says ``ready``
first, ``inhibited`` when it is asked to hold the machine back, and ``released`` when it is not any more.
"""

from __future__ import annotations

import os
import sys
import threading

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusUnixFileDescriptor,
    QDBusVariant,
    QDBusVirtualObject,
)

NAME = "org.freedesktop.login1"
SESSION = "/org/freedesktop/login1/session/_31"


def tell(word: str) -> None:
    """One word a line, at once."""
    os.write(1, f"{word}\n".encode())


class Logind(QDBusVirtualObject):
    """The two methods that Escale calls."""

    ordered = Signal(str)

    def __init__(self, bus: QDBusConnection) -> None:
        """Answers on that bus."""
        super().__init__()
        self._bus = bus
        self.ordered.connect(self._obey)

    def introspect(self, _path: str) -> str:
        """Nothing to say."""
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        if message.member() == "Get":
            connection.send(_reply(message, QDBusVariant(False)))
        elif message.member() == "Inhibit":
            reading, writing = os.pipe()
            connection.send(_reply(message, QDBusUnixFileDescriptor(writing)))
            os.close(writing)
            threading.Thread(target=self._wait, args=(reading,), daemon=True).start()
            tell("inhibited")
        return True

    def _wait(self, reading: int) -> None:
        """The inhibitor is given back when nobody holds its other end."""
        os.read(reading, 1)
        tell("released")

    def _obey(self, order: str) -> None:
        path, interface, name, arguments = {
            "sleep": ("/org/freedesktop/login1", f"{NAME}.Manager", "PrepareForSleep", [True]),
            "lock": (SESSION, f"{NAME}.Session", "Lock", []),
            "left": (SESSION, "org.freedesktop.DBus.Properties", "PropertiesChanged",
                     [f"{NAME}.Session", {"Active": False}, []]),
            "screen": ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", [True]),
        }[order]  # fmt: skip
        signal = QDBusMessage.createSignal(path, interface, name)
        signal.setArguments(arguments)
        self._bus.send(signal)
        tell(order)


def _reply(message: QDBusMessage, value: object) -> QDBusMessage:
    reply = message.createReply()
    reply.setArguments([value])
    return reply


def main() -> int:
    """Serve until the orders end."""
    application = QCoreApplication([])
    bus = QDBusConnection.sessionBus()
    logind = Logind(bus)
    bus.registerVirtualObject("/org/freedesktop/login1", logind, QDBusConnection.VirtualObjectRegisterOption.SubPath)
    if not bus.registerService(NAME):
        return 1
    tell("ready")

    def listen() -> None:
        for line in sys.stdin:
            logind.ordered.emit(line.strip())
        application.quit()

    threading.Thread(target=listen, daemon=True).start()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
