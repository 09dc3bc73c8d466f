"""What an exchange brings, once checked: signed withdrawals, files, and what could not be accepted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop.models.access import Access
from desktop.models.note import Delivery, Item, Kind, Theirs
from desktop.models.passport import Holder, Passport


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A signed end of sharing: obeyed at any number."""

    person: str
    consent: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Received:
    """One file as the gateway sent it, checked and reduced to the sections that are shared."""

    person: str
    version: int
    changed: datetime
    holder: Holder
    access: Access
    passport: Passport


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file that could not be accepted; ``reason`` is a French sentence without any value of the person's.

    ``digest`` tells one file from another when not even its owner ("") can be read; ``access`` is what its consent
    covers from now on, when that much could be read: what is kept of an older version may cover more.
    """

    person: str
    version: int
    reason: str
    digest: str = ""
    access: Access | None = None


@dataclass(frozen=True, slots=True)
class News:
    """One page of an exchange. ``cursor`` covers exactly what the page holds."""

    epoch: str
    withdrawals: tuple[Withdrawal, ...]
    files: tuple[Received, ...]
    set_aside: tuple[SetAside, ...]
    cursor: str
    more: bool
    remaining: int


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An item on its way; ``sequence`` tells this version of it from one written since; never a private one."""

    sequence: int
    item: Item

    def __post_init__(self) -> None:
        """ValueError for a working note: it is sent by nobody, whoever asks."""
        if self.item.kind is Kind.WORKING or self.item.delivery is Delivery.PRIVATE:
            raise ValueError("a working note is never sent")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the gateway said of one item: accepted, refused (with a reason's word) or conflict (with its version).

    ``received``: when it received what it accepted, if it says so (UTC).
    """

    id: str
    outcome: str
    version: int = 0
    reason: str = ""
    theirs: Theirs | None = None
    received: datetime | None = None
