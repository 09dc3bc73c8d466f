"""What counsellors write: items of one shape, minted on this device, sent unless they are working notes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

LONGEST_TEXT: Final = 60_000  # bytes of an item's content, written as JSON in UTF-8


class Kind(StrEnum):
    """What an item is; the values are the wire's words, but for ``working``, which the wire does not know."""

    NOTE = "note"  # a text that both may read
    WORKING = "working"  # a working note, the counsellor's own: always ``Delivery.PRIVATE``, as nothing else ever is
    PLAN = "plan"
    MEETING = "meeting"
    DIAGNOSTIC = "diagnostic"
    CORRECTION = "correction"
    OCCUPATION = "occupation"
    CV = "cv"
    CLOSING = "closing"


NOTES: Final = frozenset((Kind.NOTE, Kind.WORKING))  # in either ink


class Delivery(StrEnum):
    """Where an item is on its way to the gateway."""

    DRAFT = "draft"  # being written: saved here, not offered yet
    PRIVATE = "private"  # of working notes, and of them alone: never sent
    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"
    CONFLICT = "conflict"
    LOCAL = "local"  # of a file made here: nobody to send it to


@dataclass(frozen=True, slots=True)
class Theirs:
    """The gateway's text of an item in conflict with ours."""

    version: int
    written: datetime
    author: str
    content: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """One writing about one person; ``version`` is the last one that the gateway acknowledged, 0 before that.

    ``received`` is when the gateway says that it received that version (UTC, its clock); None when it did not say.
    """

    id: str
    person: str
    kind: Kind
    content: Mapping[str, str]
    written: datetime
    delivery: Delivery
    version: int = 0
    reason: str = ""
    theirs: Theirs | None = None
    received: datetime | None = None

    @property
    def text(self) -> str:
        """The words of a note."""
        return self.content.get("text", "")


@dataclass(frozen=True, slots=True)
class Unsaved:
    """Words that are not written yet, and how they are to be: until then they are in memory alone."""

    person: str
    id: str
    kind: Kind
    content: Mapping[str, str]
    draft: bool = True

    @property
    def text(self) -> str:
        """The words of a note."""
        return self.content.get("text", "")

    def item(self, instant: datetime) -> Item:
        """As they would be read, had they been written at that instant."""
        return Item(self.id, self.person, self.kind, self.content, instant, Delivery.DRAFT)


def size(content: Mapping[str, str]) -> int:
    """How many bytes an item's content takes, written as JSON in UTF-8."""
    written = json.dumps(dict(content), ensure_ascii=False, separators=(",", ":"))
    return len(written.encode(errors="surrogatepass"))
