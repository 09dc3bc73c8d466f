"""What of a file may be read with the person, printed or sent: a type that no working note can enter.

Documents for the person, the shared view and the second screen are given a ``Shareable`` and nothing else. The access
report alone reads every writing (RGPD, article 15), from a type of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desktop.models.file import File
from desktop.models.interview import Header, header_of
from desktop.models.note import Delivery, Item, Kind

WRITINGS: Final = frozenset(
    (Kind.PLAN, Kind.MEETING, Kind.DIAGNOSTIC, Kind.CORRECTION, Kind.OCCUPATION, Kind.CV, Kind.CLOSING)
)


@dataclass(frozen=True, slots=True)
class SharedText:
    """A note that both may read; there is no way to make one from a working note."""

    id: str
    written: datetime
    header: Header
    text: str


@dataclass(frozen=True, slots=True)
class Shareable:
    """A file, the notes that both may read (oldest first), and what was decided; ValueError for anything else."""

    file: File
    texts: tuple[SharedText, ...]
    items: tuple[Item, ...]

    def __post_init__(self) -> None:
        """Nothing private enters, whoever builds it."""
        if not all(may_be_shared(item) and item.kind in WRITINGS for item in self.items):
            raise ValueError("a private, unfinished or unknown writing is not shareable")


def may_be_shared(item: Item) -> bool:
    """Whether the person may read it everywhere: neither a working note, nor words still being typed."""
    return item.kind is not Kind.WORKING and item.delivery not in (Delivery.PRIVATE, Delivery.DRAFT)


def shareable(file: File, items: Iterable[Item]) -> Shareable:
    """What may be shared of a file and of everything that was written about its person."""
    open_ones = tuple(item for item in items if may_be_shared(item))
    return Shareable(file, texts_of(open_ones), tuple(item for item in open_ones if item.kind in WRITINGS))


def texts_of(items: Iterable[Item]) -> tuple[SharedText, ...]:
    """The notes that both may read, oldest first."""
    found = (item for item in items if item.kind is Kind.NOTE and may_be_shared(item))
    notes = sorted(found, key=lambda item: (item.written, item.id))
    return tuple(SharedText(note.id, note.written, header_of(note.content), note.text) for note in notes)
