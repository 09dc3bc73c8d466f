"""The header on disk: the file and its second copy, each replaced whole; the damaged one set aside, never deleted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec

from desktop.errors import EscaleError, StoreTrouble
from desktop.vault.header import (
    Header,
    copy_of,
    header_key,
    keep_copy,
    read_header,
    write_durably,
    write_header,
)


class Copies:
    """Two copies of one header, the same but between the two writings of a change."""

    def __init__(self, folder: Path) -> None:
        """The vault's folder."""
        self._path = folder / "coffre.json"
        self._second = copy_of(self._path)

    def exist(self) -> bool:
        """Whether there is one, readable or not."""
        return self._path.exists() or self._second.exists()

    def read(self) -> Header:
        """The file itself; StoreTrouble when it is damaged."""
        return read_header(self._path)

    def second(self) -> Header:
        """The second copy; StoreTrouble when it is damaged."""
        return read_header(self._second)

    def either(self) -> Header:
        """The file, or its copy when it is damaged: nothing is proven yet."""
        return self._readable()[0]

    def opened_by(self, way: Callable[[Header], bytes]) -> tuple[Header, bytes]:
        """The first copy that this way opens, with the master key; what the first one says when neither does."""
        trouble: list[EscaleError] = []
        for header in self._readable():
            try:
                return header, way(header)
            except EscaleError as error:
                trouble.append(error)
        raise trouble[0]

    def checked(self, master: bytes) -> Header:
        """The file, authenticated."""
        header = self.read()
        header.check(header_key(master))
        return header

    def write(self, header: Header, master: bytes) -> Header:
        """Authenticated and put in the place of both copies; the one before is set aside if it was damaged."""
        whole = header.signed(header_key(master))
        if self._path.exists():
            self._set_aside(master)
        write_header(self._path, whole)
        return whole

    def proven(self) -> None:
        """The file has opened: its copy is made the same. A disk that is full must not keep anybody out."""
        with suppress(StoreTrouble):
            keep_copy(self._path)

    def differ(self) -> bool:
        """Whether the second copy is readable and is not the same as the file."""
        try:
            self.second()
            return self._second.read_bytes() != self._path.read_bytes()
        except StoreTrouble:
            return False
        except OSError:
            return True

    def restore(self) -> None:
        """The second copy, which has opened, takes the file's place; the file is kept beside as ``.abime-…``."""
        content = self._second.read_bytes()
        self._keep_aside(content)
        write_durably(self._path, content)

    def _readable(self) -> tuple[Header, ...]:
        found = []
        for path in (self._path, self._second):
            with suppress(StoreTrouble):
                found.append(read_header(path))
        return tuple(found) or (self.read(),)

    def _set_aside(self, master: bytes) -> None:
        try:
            self.checked(master)
        except StoreTrouble:
            self._keep_aside(b"")

    def _keep_aside(self, instead: bytes) -> None:
        with suppress(FileNotFoundError):
            content = self._path.read_bytes()
            name = f".json.abime-{hashlib.sha256(content).hexdigest()[:8]}"
            if content != instead:
                write_durably(self._path.with_suffix(name), content)


def encoded(header: Header) -> bytes:
    """As it stands on the disk and in a backup."""
    return msgspec.json.encode(header)
