"""While a store is open: who watches for the moment to lock, and the warning before it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from desktop.locking import Locking
from desktop.models.lock import Reason
from desktop.session import watch_session
from desktop.views.lock_warning import LockWarning, window_in_front

if TYPE_CHECKING:
    from desktop.views.shared.room_window import RoomWindow
    from desktop.views.theme import Theme
    from desktop.views.unlock.gate import Gate
    from desktop.views.window import MainWindow

    Window = MainWindow | RoomWindow | Gate

Over = Callable[[], "tuple[Theme, Window] | None"]


class Guard(QObject):
    """Connects the clock, the system and the warning to one ``lock``."""

    def __init__(self, parent: QObject, minutes: int, over: Over, lock: Callable[[Reason], None]) -> None:
        """``over`` gives the theme and the window that a warning is shown over; ``lock`` is called on the UI thread."""
        super().__init__(parent)
        self.locking = Locking(self, minutes)
        self.warning: LockWarning | None = None
        self._over = over
        self._lock = lock
        self._session = watch_session(self, self._hear)
        self.locking.due.connect(self._hear)
        self.locking.warned.connect(self._warn)
        self.locking.calmed.connect(self._calm)

    def close(self) -> None:
        """Watch no more."""
        self.locking.close()
        if self._session:
            self._session.close()
        self._calm()
        self.deleteLater()

    def _hear(self, reason: Reason) -> None:
        self._lock(reason)

    def _warn(self, seconds: int, reason: Reason) -> None:
        if self.warning and not isValid(self.warning):  # its dialog went, and it with it
            self.warning = None
        if self.warning and self.warning.reason is not reason:
            self._calm()
        shown = self._over()
        if self.warning is None and shown:
            theme, window = shown
            self.warning = LockWarning(theme, window_in_front(window), reason)
            self.warning.stay_asked.connect(self.locking.stay)
        if self.warning:
            self.warning.count(seconds)

    def _calm(self) -> None:
        if self.warning and isValid(self.warning):
            self.warning.hide()
            self.warning.deleteLater()
        self.warning = None
