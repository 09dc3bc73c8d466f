"""Garbage is collected on the UI thread only, from its event loop.

A cycle collected on a worker would destroy its QObjects there; one collected while Qt destroys another object waits for
ever on a lock that this very thread holds (seen in a test, with Qt 6.11).
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer


class Collector(QObject):
    """Young generations every few seconds; a full collection every so many of them."""

    def __init__(self, parent: QObject, every: int = 5_000, full: int = 24) -> None:
        """``every`` in milliseconds; ``full``: one collection in so many goes through everything."""
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._full = full
        self._turns = 0
        self._timer = QTimer(self, interval=every)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def _collect(self) -> None:
        self._turns += 1
        gc.collect(2 if self._turns % self._full == 0 else 1)

    def close(self) -> None:
        """Stop. Collection stays off: the process is about to end, and QObjects are still to be destroyed in it."""
        self._timer.stop()
