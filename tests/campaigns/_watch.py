"""Overhears everything that this process does to the files of one folder: SQLite by its VFS, the rest by ``os``.

What is written to a file in other ways than by SQLite is noticed by looking: at each event the folder is compared with
what was known of it, so that no way of writing escapes, and a file renamed behind our back counts as never synced.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from tests.campaigns._iolog import (
    Create,
    Event,
    Folder,
    Rename,
    Sync,
    SyncFolder,
    Truncate,
    Unlink,
    Write,
)
from tests.campaigns._vfs import Overheard

SECTOR: Final = 512
CERTAIN: Final = 50_000_000  # ns: past that age, a file of the same size and date is the same


class Watch:
    """The log of a folder, from its making until the process ends: it stands in front of ``os`` and of SQLite."""

    def __init__(self, root: Path) -> None:
        """``root`` is an absolute path without links; what is there already is on the disk."""
        self.root = root
        self.events: list[Event] = []
        self._names: dict[str, int] = {}
        self._folders: set[str] = {""}
        self._content: dict[int, bytearray] = {}
        self._looked: dict[str, tuple[tuple[int, int, int], int]] = {}
        self._sqlite: Counter[str] = Counter()
        sys.unraisablehook = _stop  # ctypes would only print what fails in a callback
        self.settle()
        self.events += [Sync(file) for file in self._names.values()]
        self.events += [SyncFolder(folder) for folder in sorted(self._folders)]
        self._vfs = Overheard(self)
        self._stand_before_os()

    def note(self, event: Event) -> None:
        """Something to remember at this place of the log."""
        self.settle()
        self.events.append(event)

    def settle(self) -> None:
        """Log what was done to the folder without being overheard."""
        here = {self._inside(path): path for path in self.root.rglob("*") if not path.name.endswith("-shm")}
        for name in [name for name in self._names if name not in here]:
            self._forget(name)
        for name, path in sorted(here.items()):
            if path.is_dir():
                if name not in self._folders:
                    self._folders.add(name)
                    self.events.append(Folder(name))
            elif not self._sqlite[name]:
                self._look(name, path)

    def opening(self, path: str) -> None:
        """See ``_vfs.Listener``."""
        if self._ours(path):
            self.settle()

    def opened(self, path: str) -> None:
        """See ``_vfs.Listener``."""
        if self._ours(path):
            self._make(self._inside(path))
            self._sqlite[self._inside(path)] += 1

    def wrote(self, path: str, offset: int, content: bytes) -> None:
        """See ``_vfs.Listener``."""
        if self._ours(path):
            self._write(self._names[self._inside(path)], offset, content)

    def truncated(self, path: str, size: int) -> None:
        """See ``_vfs.Listener``."""
        if self._ours(path):
            self._truncate(self._names[self._inside(path)], size)

    def synced(self, path: str) -> None:
        """See ``_vfs.Listener``."""
        if self._ours(path):
            self.events.append(Sync(self._names[self._inside(path)]))

    def closed(self, path: str) -> None:
        """See ``_vfs.Listener``."""
        if self._ours(path):
            self._sqlite[self._inside(path)] -= 1

    def deleted(self, path: str) -> None:
        """See ``_vfs.Listener``."""
        if self._ours(path):
            self._forget(self._inside(path))

    def folder_synced(self, path: str) -> None:
        """See ``_vfs.Listener``."""
        if self._ours(path):
            self.events.append(SyncFolder(self._inside(Path(path).parent)))

    def _stand_before_os(self) -> None:
        """``os.fsync`` and the calls that move names tell us; everything else is seen by looking."""
        for name in ("fsync", "fdatasync"):
            if hasattr(os, name):
                setattr(os, name, self._syncing(getattr(os, name)))
        for name in ("replace", "rename"):
            setattr(os, name, self._renaming(getattr(os, name)))
        for name in ("unlink", "remove"):
            setattr(os, name, self._unlinking(getattr(os, name)))

    def _syncing(self, system: Callable[[int], None]) -> Callable[[Any], None]:
        def fsync(file: Any) -> None:
            descriptor = file if isinstance(file, int) else file.fileno()
            self.settle()
            system(descriptor)
            if (name := self._named(descriptor)) is None:
                return
            self.events.append(SyncFolder(name) if name in self._folders else Sync(self._names[name]))

        return fsync

    def _renaming(self, system: Callable[..., None]) -> Callable[..., None]:
        def rename(source: Any, target: Any, **more: Any) -> None:
            self.settle()
            system(source, target, **more)
            old, new = Path(source).absolute(), Path(target).absolute()
            if self._ours(old) and self._ours(new):
                self.events.append(Rename(self._inside(old), self._inside(new)))
                self._names[self._inside(new)] = self._names.pop(self._inside(old))
                self._looked.pop(self._inside(new), None)

        return rename

    def _unlinking(self, system: Callable[..., None]) -> Callable[..., None]:
        def unlink(path: Any, **more: Any) -> None:
            self.settle()
            system(path, **more)
            if "dir_fd" not in more and self._ours(Path(path).absolute()):
                self._forget(self._inside(Path(path).absolute()))

        return unlink

    def _named(self, descriptor: int) -> str | None:
        """What an open descriptor is called in the folder, or None when it is of elsewhere or has no name any more."""
        asked = os.fstat(descriptor)
        kind = self._folders if stat.S_ISDIR(asked.st_mode) else self._names
        for name in kind:
            path = self.root / name
            if path.exists() and os.path.samestat(path.stat(), asked):
                return name
        return None

    def _look(self, name: str, path: Path) -> None:
        found = path.stat()
        signature, read_at = (found.st_ino, found.st_size, found.st_mtime_ns), time.time_ns()
        known, when = self._looked.get(name, (None, 0))
        if known == signature and when - found.st_mtime_ns > CERTAIN:
            return
        self._looked[name] = signature, read_at
        if known and known[0] != signature[0]:  # another file under the same name: moved there behind our back
            self._forget(name)
        self._compare(self._make(name), path.read_bytes())

    def _compare(self, file: int, now: bytes) -> None:
        before = bytes(self._content[file])
        if len(now) < len(before):
            self._truncate(file, len(now))
        end = 0
        for at in range(0, len(now) + 1, SECTOR):  # runs of sectors that differ
            if now[at : at + SECTOR] == before[at : at + SECTOR]:
                if end < at:
                    self._write(file, end, now[end:at])
                end = at + SECTOR
        if end < len(now):
            self._write(file, end, now[end:])

    def _make(self, name: str) -> int:
        if name not in self._names:
            number = len(self._content)
            self._names[name], self._content[number] = number, bytearray()
            self.events.append(Create(name, number))
        return self._names[name]

    def _forget(self, name: str) -> None:
        self._looked.pop(name, None)
        if self._names.pop(name, None) is not None:
            self.events.append(Unlink(name))

    def _write(self, file: int, offset: int, content: bytes) -> None:
        kept = self._content[file]
        kept.extend(bytes(max(0, offset - len(kept))))
        kept[offset : offset + len(content)] = content
        self.events.append(Write(file, offset, content))

    def _truncate(self, file: int, size: int) -> None:
        kept = self._content[file]
        if size != len(kept):
            kept.extend(bytes(max(0, size - len(kept))))
            del kept[size:]
            self.events.append(Truncate(file, size))

    def _ours(self, path: str | Path) -> bool:
        return Path(path).is_relative_to(self.root)

    def _inside(self, path: str | Path) -> str:
        inside = Path(path).relative_to(self.root).as_posix()
        return "" if inside == "." else inside


def _stop(failure: Any) -> None:
    """Something failed where nobody could be told: the log is worth nothing."""
    print(f"the watch failed: {failure.exc_type.__name__}: {failure.exc_value}", file=sys.stderr, flush=True)
    os._exit(70)
