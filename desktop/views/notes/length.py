"""How long a note may be: counted exactly near the limit only, for counting costs more than a key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from desktop.models.note import LONGEST_TEXT, size

LARGEST: Final = 6  # bytes of one UTF-16 unit, once written: a control character


class Length:
    """Knows how much may still be typed before a count is needed."""

    def __init__(self, content: Callable[[], Mapping[str, str]]) -> None:
        """``content`` answers what would be written."""
        self._content = content
        self._spare = 0  # bytes that certainly fit; below 0, a count is needed

    def reset(self) -> None:
        """Another text stands in the field."""
        self._spare = 0

    def over(self, added: int) -> int:
        """How many bytes too many there are now that ``added`` UTF-16 units were typed; 0 when it fits."""
        self._spare -= LARGEST * added
        if self._spare >= 0:
            return 0
        self._spare = LONGEST_TEXT - size(self._content())
        return max(0, -self._spare)
