"""When to exchange again: soon after writing, now and then otherwise, more and more rarely while it fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from desktop.errors import EscaleError, SignInNeeded
from desktop.sync.transport import Later

AFTER_WRITING: Final = 3.0
REGULAR: Final = 300.0
FIRST_RETRY: Final = 20.0
LONGEST_RETRY: Final = 900.0


class Rhythm:
    """Says how many seconds to wait; never less than the gateway asked for."""

    def __init__(
        self, monotonic: Callable[[], float], chance: Callable[[], float], after_writing: float = AFTER_WRITING
    ) -> None:
        """``monotonic`` in seconds; ``chance`` between 0 and 1 spreads a whole agency's returns over time."""
        self._after_writing = after_writing
        self._monotonic = monotonic
        self._chance = chance
        self._failures = 0
        self._not_before = 0.0

    def after_success(self) -> float:
        """Until the next regular exchange."""
        self._failures = 0
        return self._asked(REGULAR * (0.9 + 0.2 * self._chance()))

    def after_trouble(self, trouble: EscaleError) -> float | None:
        """Until the next try; None when trying again is pointless before the counsellor signs in."""
        if isinstance(trouble, SignInNeeded):
            return None
        if isinstance(trouble, Later):
            self._not_before = self._monotonic() + trouble.seconds
            return trouble.seconds * (1 + 0.1 * self._chance())
        wait = FIRST_RETRY * float(2 ** min(self._failures, 10)) * (0.75 + 0.5 * self._chance())
        self._failures += 1
        return self._asked(min(wait, LONGEST_RETRY))

    def after_writing(self) -> float:
        """Until what was just written is sent."""
        return self._asked(self._after_writing)

    def left(self) -> float:
        """Until a try asked for by hand may go: 0 most of the time."""
        return max(0.0, self._not_before - self._monotonic())

    def _asked(self, seconds: float) -> float:
        return max(seconds, self.left())
