"""The log of what a program asked of the disk, in order, with what it promised in between; read back by the judge."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec


class Create(msgspec.Struct, tag=True, frozen=True):
    """A name for a new, empty file."""

    path: str
    file: int


class Folder(msgspec.Struct, tag=True, frozen=True):
    """A new folder."""

    path: str


class Write(msgspec.Struct, tag=True, frozen=True):
    """Bytes at an offset: in the system's memory until the file is synced."""

    file: int
    offset: int
    content: bytes


class Truncate(msgspec.Struct, tag=True, frozen=True):
    """The file has that size."""

    file: int
    size: int


class Sync(msgspec.Struct, tag=True, frozen=True):
    """What was written to the file is on the disk."""

    file: int


class Rename(msgspec.Struct, tag=True, frozen=True):
    """A name, over whatever had the other."""

    source: str
    target: str


class Unlink(msgspec.Struct, tag=True, frozen=True):
    """A name gone."""

    path: str


class SyncFolder(msgspec.Struct, tag=True, frozen=True):
    """The names in that folder are on the disk."""

    path: str


class Secret(msgspec.Struct, tag=True, frozen=True):
    """The keyring keeps (None: forgot) an item; it answers for its own durability."""

    service: str
    item: str
    secret: str | None


class Begun(msgspec.Struct, tag=True, frozen=True):
    """From here on, what this deed does may be found."""

    deed: dict[str, str]


class Done(msgspec.Struct, tag=True, frozen=True):
    """The program said that this deed is done: from here on, what it did must be found."""

    deed: dict[str, str]


Event = (
    Create | Folder | Write | Truncate | Sync | Rename | Unlink | SyncFolder | Secret | Begun | Done
)  # paths are relative to the home; a file keeps its number under any name
_DECODER: Final = msgspec.msgpack.Decoder(tuple[Event, ...])


def save(path: Path, events: list[Event]) -> None:
    """Write a log."""
    path.write_bytes(msgspec.msgpack.encode(events))


def load(path: Path) -> tuple[Event, ...]:
    """Read a log."""
    return _DECODER.decode(path.read_bytes())
