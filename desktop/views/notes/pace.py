"""When what is typed is kept: at each pause, and never later than a moment after the first key that is not kept."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

PAUSE: Final = 400  # milliseconds without a key that make a pause
LATEST: Final = 500  # milliseconds that typing may go on before it is kept: on a busy machine too, under a second


class Pace(QObject):
    """Two clocks: typing starts the first one again at each key, and never the second."""

    paused = Signal()
    due = Signal()  # keep now, whether somebody still types or not

    def __init__(self, parent: QObject) -> None:
        """Nobody types yet."""
        super().__init__(parent)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._latest = QTimer(self, singleShot=True, interval=LATEST)
        self._pause.timeout.connect(self._rest)
        self._latest.timeout.connect(self.due)

    @property
    def typing(self) -> bool:
        """Whether the last key was a moment ago."""
        return self._pause.isActive()

    def typed(self) -> None:
        """A key; the one after a write starts the second clock."""
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()

    def kept(self) -> None:
        """Everything typed so far is on its way to the store."""
        self._latest.stop()

    def stop(self) -> None:
        """Nobody types any more: another note is shown, or none."""
        self._pause.stop()
        self._latest.stop()

    def _rest(self) -> None:
        self.due.emit()
        self.paused.emit()
