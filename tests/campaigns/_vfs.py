"""What SQLite asks of the disk, overheard: a VFS of our own in front of the system's, made with ctypes alone.

The driver's shared library exports ``sqlite3_vfs_find`` and ``sqlite3_vfs_register``. The system's VFS is copied, its
``xOpen`` and ``xDelete`` are ours, and each file it opens gets a copy of its methods in which ``xWrite``,
``xTruncate``, ``xSync`` and ``xClose`` are ours. Everything still happens on the real disk: this only tells.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from ctypes import CFUNCTYPE, POINTER, byref, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path
from typing import Any, Final, Protocol

import sqlcipher3._sqlite3 as driver

OPEN: Final = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
DELETE: Final = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)
SET_CALL: Final = CFUNCTYPE(c_int, c_void_p, c_char_p, c_void_p)
GET_CALL: Final = CFUNCTYPE(c_void_p, c_void_p, c_char_p)
OPEN_FOLDER: Final = CFUNCTYPE(c_int, c_char_p, POINTER(c_int))
CLOSE: Final = CFUNCTYPE(c_int, c_void_p)
WRITE: Final = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
TRUNCATE: Final = CFUNCTYPE(c_int, c_void_p, c_int64)
SYNC: Final = CFUNCTYPE(c_int, c_void_p, c_int)
SLOTS: Final = 18  # function pointers of sqlite3_io_methods, version 3


class Listener(Protocol):
    """Told of each thing once SQLite did it; ``path`` is absolute."""

    def opening(self, path: str) -> None:
        """A file is about to be opened, and may be made."""

    def opened(self, path: str) -> None:
        """The file is open."""

    def wrote(self, path: str, offset: int, content: bytes) -> None:
        """Bytes went to the system, not yet to the disk."""

    def truncated(self, path: str, size: int) -> None:
        """The file was cut."""

    def synced(self, path: str) -> None:
        """What was written is on the disk."""

    def closed(self, path: str) -> None:
        """SQLite let go of the file."""

    def deleted(self, path: str) -> None:
        """The name is gone."""

    def folder_synced(self, path: str) -> None:
        """The names of the folder that holds this file are on the disk."""


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("version", c_int), ("file_size", c_int), ("longest", c_int), ("next", c_void_p), ("name", c_char_p),
        ("own", c_void_p), ("open", c_void_p), ("delete", c_void_p), ("access", c_void_p), ("full_path", c_void_p),
        ("dl_open", c_void_p), ("dl_error", c_void_p), ("dl_symbol", c_void_p), ("dl_close", c_void_p),
        ("randomness", c_void_p), ("sleep", c_void_p), ("time", c_void_p), ("last_error", c_void_p),
        ("time64", c_void_p), ("set_call", c_void_p), ("get_call", c_void_p), ("next_call", c_void_p),
    )  # fmt: skip


class _Methods(ctypes.Structure):
    _fields_ = (("version", c_int), ("close", c_void_p), ("read", c_void_p), ("write", c_void_p),
                ("truncate", c_void_p), ("sync", c_void_p), ("rest", c_void_p * (SLOTS - 5)))  # fmt: skip


class Overheard:
    """The VFS in front of the system's, from its making until the process ends: nothing takes it away again."""

    def __init__(self, listener: Listener) -> None:
        """Becomes the default VFS of the driver."""
        self._listener = listener
        self._files: dict[int, str] = {}
        self._methods: dict[int, _Methods] = {}  # by address of what they replace
        self._kept: list[object] = []  # what SQLite points to
        library = ctypes.CDLL(driver.__file__)
        library.sqlite3_vfs_find.restype = POINTER(_Vfs)
        system = library.sqlite3_vfs_find(None)
        self._open, self._delete = OPEN(system.contents.open), DELETE(system.contents.delete)
        self._vfs = _Vfs.from_buffer_copy(system.contents)
        self._vfs.name = b"escale-overheard"
        self._vfs.open = self._pointer(OPEN, self._on_open)
        self._vfs.delete = self._pointer(DELETE, self._on_delete)
        self._listen_to_folders(system)
        if library.sqlite3_vfs_register(byref(self._vfs), 1):
            raise RuntimeError("the driver refused the VFS")

    def _listen_to_folders(self, system: Any) -> None:
        """The system's VFS opens a folder only to sync it: after a log is made, after a name is deleted."""
        place = ctypes.cast(system, c_void_p)
        known = GET_CALL(system.contents.get_call)(place, b"openDirectory")
        if not known:
            raise RuntimeError("the driver's VFS does not sync folders")
        open_folder = OPEN_FOLDER(known)

        def on_open_folder(path: bytes, descriptor: Any) -> int:
            code = open_folder(path, descriptor)
            if code == 0:
                self._listener.folder_synced(path.decode())
            return int(code)

        pointer = self._pointer(OPEN_FOLDER, on_open_folder)
        if SET_CALL(system.contents.set_call)(place, b"openDirectory", pointer):
            raise RuntimeError("the driver refused to be overheard")

    def _pointer(self, kind: Callable[[Callable[..., int]], Any], function: Callable[..., int]) -> int:
        """A C function that calls ours, kept as long as SQLite may call it."""
        callback = kind(function)
        self._kept.append(callback)
        return ctypes.cast(callback, c_void_p).value or 0

    def _on_open(self, vfs: int, name: int | None, file: int, flags: int, result: Any) -> int:
        path = ctypes.string_at(name).decode() if name else ""
        if path:
            self._listener.opening(path)
        code = int(self._open(vfs, name, file, flags, result))
        methods = ctypes.cast(file, POINTER(c_void_p)).contents
        if code == 0 and path and methods.value:
            self._files[file] = str(Path(path).resolve())
            methods.value = ctypes.addressof(self._overhearing(methods.value))
            self._listener.opened(self._files[file])
        return code

    def _on_delete(self, vfs: int, name: bytes, sync: int) -> int:
        here = Path(name.decode()).exists()
        code = int(self._delete(vfs, name, 0))
        if code == 0 and here:
            self._listener.deleted(name.decode())
            if sync:  # asked for apart, so that the folder is heard after the name
                self._sync_folder(name.decode())
        return code

    def _sync_folder(self, path: str) -> None:
        descriptor = os.open(Path(path).parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def _overhearing(self, address: int) -> _Methods:
        """The system's methods at that address, with ours in front of four of them."""
        if address in self._methods:
            return self._methods[address]
        system = _Methods.from_address(address)
        ours = _Methods.from_buffer_copy(system)
        close, write, truncate, sync = (
            CLOSE(system.close), WRITE(system.write), TRUNCATE(system.truncate), SYNC(system.sync),
        )  # fmt: skip

        def on_write(file: int, content: int, size: int, offset: int) -> int:
            code = int(write(file, content, size, offset))
            return self._tell(code, file, "wrote", offset, ctypes.string_at(content, size))

        def on_truncate(file: int, size: int) -> int:
            return self._tell(int(truncate(file, size)), file, "truncated", size)

        def on_sync(file: int, flags: int) -> int:
            return self._tell(int(sync(file, flags)), file, "synced")

        def on_close(file: int) -> int:
            code = self._tell(int(close(file)), file, "closed")
            self._files.pop(file, None)
            return code

        ours.close, ours.write = self._pointer(CLOSE, on_close), self._pointer(WRITE, on_write)
        ours.truncate, ours.sync = self._pointer(TRUNCATE, on_truncate), self._pointer(SYNC, on_sync)
        self._methods[address] = ours
        return ours

    def _tell(self, code: int, file: int, what: str, *about: object) -> int:
        if code == 0 and file in self._files:
            getattr(self._listener, what)(self._files[file], *about)
        return code
