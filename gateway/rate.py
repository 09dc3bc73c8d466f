"""How often one access token may ask."""

from __future__ import annotations

import threading
import time

from gateway.config import Rate

REMEMBERED = 10_000


class Buckets:
    """A token bucket for each access token, in memory: forgetting one at a restart only makes the server kinder."""

    def __init__(self, rate: Rate) -> None:
        """Nothing is spent yet."""
        self._rate = rate
        self._levels: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def wait_for(self, token: str) -> int:
        """Spend one request: 0 when it may pass, else the whole seconds after which to try again."""
        moment = time.monotonic()
        with self._lock:
            level, since = self._levels.pop(token, (float(self._rate.burst), moment))
            level = min(float(self._rate.burst), level + (moment - since) * self._rate.per_second)
            passes = level >= 1.0
            self._levels[token] = (level - 1.0 if passes else level, moment)
            while len(self._levels) > REMEMBERED:
                del self._levels[next(iter(self._levels))]
        return 0 if passes else max(1, round((1.0 - level) / self._rate.per_second))
