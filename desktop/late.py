"""What ends the process when keeping takes too long: a thread of its own, that nothing on the screen can hold."""

from __future__ import annotations

from threading import Timer
from typing import Final

from desktop.models.lock import Locked, Reason
from desktop.relaunch import Relaunch

PATIENCE: Final = 0.8  # seconds given to what is half written before the process ends without it


class Late:
    """One deadline, running from the start; ``whole`` turns true once all that was half written is kept."""

    def __init__(self, relaunch: Relaunch, reason: Reason, *, whole: bool = False) -> None:
        """``whole`` at once where nothing is being written."""
        self.whole = whole
        self._relaunch, self._reason = relaunch, reason
        self._timer = self._started()

    @property
    def locked(self) -> Locked:
        """The lock, as it stands now."""
        return Locked(self._reason, self.whole)

    def end(self) -> None:
        """End the process now; one that goes on, for it cannot end here, is not ended twice."""
        self._timer.cancel()
        self._relaunch(self.locked)

    def cancel(self) -> None:
        """Nothing has to end after all, or not yet."""
        self._timer.cancel()

    def restart(self) -> None:
        """All the time there was at first, from now."""
        self._timer.cancel()
        self._timer = self._started()

    def _started(self) -> Timer:
        timer = Timer(PATIENCE, self.end)
        timer.daemon = True
        timer.start()
        return timer
