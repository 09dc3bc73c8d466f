"""Earlier texts of a note, and which of those that are replaced are worth keeping (decision 0023)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from desktop.models.note import Delivery, Item, Kind

PAUSE: Final = timedelta(minutes=5)  # without a word: what is written next is another session
STRETCH: Final = timedelta(minutes=15)  # of writing without a version
MUCH: Final = 200  # characters lost at once
SHORT: Final = 40  # characters under which losing a half is only correcting a word
MOST: Final = 50  # versions of one note


@dataclass(frozen=True, slots=True)
class Version:
    """A text that stood in a note, in the ink of that day; ``author`` is "" when it was written here."""

    number: int  # 1 is the first that was kept
    kind: Kind
    written: datetime
    content: Mapping[str, str]
    author: str = ""

    @property
    def text(self) -> str:
        """The words of it."""
        return self.content.get("text", "")


def worth_keeping(former: Item, since: datetime, at: datetime) -> bool:
    """Whether a text replaced ``at`` that instant is kept: it was saved, another session begins, or it is time to.

    ``since``: when the last version was kept, or the note begun.
    """
    return saved(former) or at - former.written > PAUSE or at - since > STRETCH


def saved(item: Item) -> bool:
    """Whether somebody said that this text was done: no draft, no working note being typed."""
    return item.delivery not in (Delivery.DRAFT, Delivery.PRIVATE)


def loses_much(former: str, text: str) -> bool:
    """Whether ``text`` is shorter by 200 characters, or by a half of what was more than a few words."""
    lost = len(former) - len(text)
    return lost >= MUCH or (len(former) >= SHORT and lost * 2 >= len(former))
