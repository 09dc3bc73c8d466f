"""A disk that is full for a while: what is written to a real store is refused, and everything can still be read."""

from __future__ import annotations

import sys
from typing import Final

import pytest

SMALL: Final = 20_000  # bytes: the log of the store is longer than that once people are in it


class Disk:
    """Has room until ``fill``."""

    def __init__(self) -> None:
        """Room."""
        if sys.platform == "win32":
            pytest.skip("the limit on the size of files is POSIX's")
        import resource

        self._usual = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill(self) -> None:
        """From now on no file grows beyond a few bytes."""
        self._limit(SMALL)

    def free(self) -> None:
        """There is room again."""
        self._limit(self._usual[0])

    def _limit(self, size: int) -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size, self._usual[1]))
