"""When to lock: nobody at work for some minutes, open for twelve hours, a machine that slept, a session that closed.

Keys and clicks are seen where Qt brings them first, at each window, so that the rest of Qt's events cost nothing.
Timers go on while any dialog is open: nothing that is shown holds a lock back.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Final, cast

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QWindow

from desktop.models.lock import Reason

TICK: Final = 1_000  # milliseconds
WARNING: Final = 30.0  # seconds
GAP: Final = 60.0  # seconds between two ticks: the machine slept
LIMIT: Final = 12 * 3600.0  # seconds
DEEDS: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
        QEvent.Type.Drop,
    }
)
Clock = Callable[[], float]


class Locking(QObject):
    """Watches from the unlock on; ``due`` says that it is time, ``warned`` that it will be in so many seconds."""

    warned = Signal(int, object)  # seconds left and the Reason there will be, at each second of the warning
    calmed = Signal()  # somebody is there after all
    due = Signal(object)  # Reason

    def __init__(self, parent: QObject, minutes: int, clock: Clock | None = None) -> None:
        """``minutes`` without activity; ``clock`` gives seconds that go on while the machine sleeps."""
        super().__init__(parent)
        self._idle = minutes * 60.0
        self._clock = clock or waking_time
        self._began = self._last = self._ticked = self._clock()
        self._warned = False  # of a lock that somebody can put off
        self._pointer = QCursor.pos()
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self.tick)
        _application().focusWindowChanged.connect(self._watch_windows)
        self._watch_windows()
        self._timer.start()

    def set_minutes(self, minutes: int) -> None:
        """Another limit, from now on."""
        self._idle = minutes * 60.0
        self.stay()

    def stay(self) -> None:
        """Somebody is there: count again from now."""
        self._last = self._clock()
        if self._warned:
            self._warned = False
            self.calmed.emit()

    def close(self) -> None:
        """Watch no more."""
        self._timer.stop()
        _application().focusWindowChanged.disconnect(self._watch_windows)
        for window in QGuiApplication.topLevelWindows():
            window.removeEventFilter(self)

    def tick(self) -> None:
        """Once a second: is it time?"""
        now = self._clock()
        slept, self._ticked = now - self._ticked > GAP, now
        self._watch_windows()
        self._watch_pointer()
        if slept:
            self.due.emit(Reason.SLEEP)
        else:
            self._count(self._idle - (now - self._last), LIMIT - (now - self._began))

    def _count(self, idle: float, limit: float) -> None:
        """By the seconds left of each: nothing puts off the end of twelve hours."""
        left, reason = min((limit, Reason.LIMIT), (idle, Reason.IDLE), key=lambda one: one[0])
        if left <= 0:
            self.due.emit(reason)
        elif left <= WARNING:
            self._warned = self._warned or reason is Reason.IDLE
            self.warned.emit(round(left), reason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in DEEDS:
            self.stay()
        return super().eventFilter(watched, event)

    def _watch_windows(self, _focused: QWindow | None = None) -> None:
        """Every window there is, dialogs and menus too; a filter installed twice acts once."""
        for window in QGuiApplication.topLevelWindows():
            window.installEventFilter(self)

    def _watch_pointer(self) -> None:
        """A pointer that moved over one of our windows is somebody reading; not once the warning asks for more."""
        if (place := QCursor.pos()) != self._pointer:
            self._pointer = place
            if not self._warned and QGuiApplication.focusWindow():
                self.stay()


def _application() -> QGuiApplication:
    return cast(QGuiApplication, QGuiApplication.instance())


def waking_time() -> float:
    """Seconds since some instant, those of the machine's sleep included."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    elif sys.platform == "darwin":  # noqa: RET505 (a type checker reads one branch a system)
        return time.clock_gettime(time.CLOCK_MONOTONIC_RAW)  # goes on asleep, unlike Python's monotonic() there
    else:
        return time.monotonic()
