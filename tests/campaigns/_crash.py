"""A disk whose power may fail at any event of a log: what may then be found on it.

The model: a sector of 512 bytes is written whole or not at all; of what was not synced, each sector holds any of its
versions since; a file's size is any it had since; the names of a folder change in order, and any beginning of the
changes not yet synced may have been made. The keyring answers for itself. What was synced is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from random import Random
from typing import Final

from tests.campaigns._iolog import Create, Event, Folder, Rename, Secret, Sync, SyncFolder, Truncate, Unlink, Write

SECTOR: Final = 512
Secrets = dict[tuple[str, str], str]
Change = tuple[tuple[str, int | None], ...]  # names and what they become: a file, a folder (-1), nothing (None)


@dataclass(frozen=True, slots=True)
class Found:
    """What is on the disk, and in the keyring, when the power comes back."""

    files: dict[str, bytes]
    folders: tuple[str, ...]
    secrets: Secrets

    def write(self, root: Path) -> None:
        """Put it all in an empty folder."""
        for folder in self.folders:
            (root / folder).mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, content in self.files.items():
            (root / name).write_bytes(content)


class _File:
    """What the disk surely holds of a file, and what happened to it since."""

    def __init__(self) -> None:
        self.sure = bytearray()
        self.pending: list[Write | Truncate] = []

    def add(self, event: Write | Truncate) -> None:
        self.pending.append(event)

    def sync(self) -> None:
        for event in self.pending:
            if isinstance(event, Truncate):
                _cut(self.sure, event.size)
            else:
                _put(self.sure, event.offset, event.content)
        self.pending.clear()

    def whole(self) -> bytes:
        """As the program sees it."""
        copy = _File()
        copy.sure, copy.pending = bytearray(self.sure), list(self.pending)
        copy.sync()
        return bytes(copy.sure)

    def torn(self, random: Random, share: float) -> bytes:
        """One of the contents that may be found; ``share`` of the sectors are up to date.

        Sectors are written in any order; the size changes in order, each change whole or not at all: zeros are only
        found where a cut that did happen was followed by growth.
        """
        pending = self.pending
        reached = len(pending) if random.random() < share else random.randint(0, len(pending))
        sizes = [len(self.sure)]
        versions: dict[int, list[tuple[int, bytes]]] = {}  # of each sector
        for number, event in enumerate(pending):
            sizes.append(_size(event, sizes[-1]))
            if isinstance(event, Write) or number < reached:
                for at, piece in _pieces(event, max(sizes)):
                    versions.setdefault(at // SECTOR, []).append((at, piece))
        content = bytearray(self.sure)
        for pieces in versions.values():
            last = len(pieces) if random.random() < share else random.randrange(len(pieces))
            for at, piece in pieces[:last]:
                _put(content, at, piece)
        _cut(content, sizes[reached])
        return bytes(content)


class Disk:
    """Follows a log event by event; ``found`` says what a failure at this instant may leave."""

    def __init__(self) -> None:
        """An empty folder, on the disk already."""
        self._files: dict[int, _File] = {}
        self._names: dict[str, int] = {}  # as the program sees them
        self._sure: dict[str, int] = {"": -1}  # as the disk surely has them
        self._pending: list[Change] = []
        self._secrets: Secrets = {}

    def follow(self, event: Event) -> None:
        """The next event of the log."""
        if isinstance(event, Write | Truncate):
            self._files[event.file].add(event)
        elif isinstance(event, Sync):
            self._files[event.file].sync()
        elif isinstance(event, SyncFolder):
            self._sync_folder(event.path)
        elif isinstance(event, Secret):
            self._keep(event)
        elif isinstance(event, Create | Folder | Rename | Unlink):
            self._rename(event)

    def found(self, random: Random) -> Found:
        """One of the states that a power failure may leave here."""
        names = self._named(random)
        share = random.choice((0.0, 1.0, 0.5, random.random()))
        files = {name: self._files[file].torn(random, share) for name, file in names.items() if file >= 0}
        folders = tuple(name for name, file in names.items() if file < 0)
        return Found(files, folders, dict(self._secrets))

    def seen(self) -> dict[str, bytes]:
        """The files as the program sees them, synced or not."""
        return {name: self._files[file].whole() for name, file in self._names.items() if file >= 0}

    def _named(self, random: Random) -> dict[str, int]:
        """Names that are there: each folder went through a beginning of its changes."""
        whole = random.choice((0.0, 1.0, None, None))
        seen: dict[str, int] = {}
        total = {folder: sum(folder in _folders(change) for change in self._pending)
                 for change in self._pending for folder in _folders(change)}  # fmt: skip
        cut = {folder: random.randint(0, count) if whole is None else int(count * whole)
               for folder, count in sorted(total.items())}  # fmt: skip
        names = dict(self._sure)
        for change in self._pending:
            for folder in _folders(change):
                seen[folder] = seen.get(folder, 0) + 1
            if all(seen[folder] <= cut[folder] for folder in _folders(change)):
                _become(names, change)
        return {name: file for name, file in names.items() if _reachable(name, names)}

    def _rename(self, event: Create | Folder | Rename | Unlink) -> None:
        change: Change
        if isinstance(event, Create):
            self._files[event.file] = _File()
            change = ((event.path, event.file),)
        elif isinstance(event, Folder):
            change = ((event.path, -1),)
        elif isinstance(event, Rename):
            change = ((event.source, None), (event.target, self._names[event.source]))
        else:
            change = ((event.path, None),)
        _become(self._names, change)
        self._pending.append(change)

    def _sync_folder(self, path: str) -> None:
        for change in self._pending:
            if path in _folders(change):
                _become(self._sure, change)
        self._pending = [change for change in self._pending if path not in _folders(change)]

    def _keep(self, event: Secret) -> None:
        if event.secret is None:
            self._secrets.pop((event.service, event.item), None)
        else:
            self._secrets[event.service, event.item] = event.secret


def _size(event: Write | Truncate, before: int) -> int:
    return event.size if isinstance(event, Truncate) else max(before, event.offset + len(event.content))


def _folders(change: Change) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_folder(name) for name, _ in change))


def _folder(name: str) -> str:
    parent = str(PurePosixPath(name).parent)
    return "" if parent == "." else parent


def _reachable(name: str, names: dict[str, int]) -> bool:
    return not name or (_folder(name) in names and _reachable(_folder(name), names))


def _become(names: dict[str, int], change: Change) -> None:
    for name, file in change:
        if file is None:
            names.pop(name, None)
        else:
            names[name] = file


def _pieces(event: Write | Truncate, end: int) -> Iterator[tuple[int, bytes]]:
    """What an event does to each sector it touches; a file that is cut reads as zeros where it grows again."""
    offset = event.size if isinstance(event, Truncate) else event.offset
    content = bytes(max(0, end - event.size)) if isinstance(event, Truncate) else event.content
    at = 0
    while at < len(content):
        step = SECTOR - (offset + at) % SECTOR
        yield offset + at, content[at : at + step]
        at += step


def _put(content: bytearray, offset: int, piece: bytes) -> None:
    content.extend(bytes(max(0, offset - len(content))))
    content[offset : offset + len(piece)] = piece


def _cut(content: bytearray, size: int) -> None:
    content.extend(bytes(max(0, size - len(content))))
    del content[size:]
