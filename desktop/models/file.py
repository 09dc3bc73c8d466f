"""The file of one person on this desk: a card for lists, and the whole when it is opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.models.access import Access
from desktop.models.passport import Holder, Passport


class Kept(StrEnum):
    """Where a file stands between this desk and the gateway."""

    SHARED = "shared"  # received from the gateway
    ABSENT = "absent"  # no longer listed by the gateway, which signed nothing: kept, and said
    AWAITED = "awaited"  # shared, but what was kept of it no longer opens: the gateway sends it again
    HAND = "hand"  # made here by typing; it cannot be fetched again


@dataclass(frozen=True, slots=True)
class Card:
    """What a list shows of a file: who, by what right, since when; ``changed`` and ``opened`` are UTC instants."""

    person: str
    holder: Holder
    access: Access
    kept: Kept
    version: int
    changed: datetime
    opened: datetime | None = None
    waiting: int = 0  # writings not yet delivered
    unread: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """A card and the passport behind it."""

    card: Card
    passport: Passport


@dataclass(frozen=True, slots=True)
class ReadLock:
    """Why files that were shared may not be opened for now: a French sentence, what to do, and since when (UTC).

    ``only`` holds the consents that are closed; None closes every shared file.
    """

    sentence: str
    advice: str = ""
    since: datetime | None = None
    only: frozenset[str] | None = None

    def closes(self, consent: str) -> bool:
        """Whether the file of that consent is closed; one that nobody shared ("") never is."""
        return bool(consent) and (self.only is None or consent in self.only)
