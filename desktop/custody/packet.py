"""A backup as one file: magic, then a small header in JSON, then an exported database.

The header holds a copy of the vault's (with the recovery key, it brings the vault back on another machine) and, sealed
under the vault's key of backups, the database's key and what was counted. Alone, it opens nothing.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from desktop.custody.pages import PAGE
from desktop.errors import Refused, StoreTrouble
from desktop.models.clock import read, written
from desktop.vault.header import write_durably
from desktop.vault.wrap import Broken, seal, unseal

MAGIC: Final = b"escale/sauvegarde/1\n"
LENGTH: Final = struct.Struct(">I")
LARGEST_HEADER: Final = 256 * 1024
LARGEST: Final = 2 * 1024 * 1024 * 1024  # bytes of a whole backup


class Contents(msgspec.Struct, frozen=True):
    """What is sealed: the database's key, how many files and writings, its size, a mark of what had ended by then."""

    key: bytes
    files: int
    items: int
    size: int
    ended: str


class Packet(msgspec.Struct, frozen=True):
    """The header of a backup: whose, when (UTC), the vault's own header, and ``Contents`` sealed."""

    vault: str
    at: str
    header: bytes
    sealed: bytes

    @property
    def when(self) -> datetime:
        """When it was made."""
        return read(self.at)

    def contents(self, key: bytes) -> Contents:
        """With the vault's key of backups; Refused when it is another vault's, or was altered."""
        try:
            return msgspec.json.decode(unseal(key, self.sealed, _place(self.vault, self.at)), type=Contents)
        except (Broken, msgspec.MsgspecError) as error:
            raise Refused(
                "Cette sauvegarde n’est pas de ce coffre, ou elle a été modifiée.", "Choisissez-en une autre."
            ) from error


def packet(vault: str, at: datetime, header: bytes, contents: Contents, key: bytes) -> Packet:
    """A header, its contents sealed for that vault and instant."""
    return Packet(vault, written(at), header, seal(key, msgspec.json.encode(contents), _place(vault, written(at))))


def write_packet(path: Path, header: Packet, database: Path) -> None:
    """Written beside, synced and renamed over; StoreTrouble when the disk refuses, and what was there stays."""
    encoded = msgspec.json.encode(header)
    write_durably(path, b"".join((MAGIC, LENGTH.pack(len(encoded)), encoded, database.read_bytes())))


def read_packet(path: Path) -> Packet:
    """The header of a backup; Refused when the file is not one."""
    return _read(path)[0]


def is_whole(path: Path, size: int) -> bool:
    """Whether a backup is as long as it says, its database of ``size`` bytes included."""
    return path.stat().st_size == _read(path)[1] + size


def unpack(path: Path, size: int, database: Path) -> None:
    """The database of a backup, as a file of its own (0600); Refused when it is not whole."""
    _, start = _read(path)
    with path.open("rb") as file:
        file.seek(start)
        content = file.read(size + 1)
    if len(content) != size:
        raise _unlike()
    write_durably(database, content)


def packed_pages(path: Path) -> Iterator[tuple[int, bytes]]:
    """(number, encrypted page) of the database in a backup; OSError as it comes."""
    _, start = _read(path)
    with path.open("rb") as file:
        file.seek(start)
        for number in range(1, LARGEST // PAGE):
            if not (page := file.read(PAGE)):
                return
            yield number, page


def _read(path: Path) -> tuple[Packet, int]:
    try:
        if path.stat().st_size > LARGEST:
            raise _unlike()
        with path.open("rb") as file:
            head = file.read(len(MAGIC) + LENGTH.size)
            length = LENGTH.unpack(head[len(MAGIC) :])[0] if head.startswith(MAGIC) else LARGEST_HEADER + 1
            if length > LARGEST_HEADER:
                raise _unlike()
            content = file.read(length)
            header = msgspec.json.decode(content, type=Packet)
            read(header.at)
            if msgspec.json.encode(header) != content:  # as it was written, to the byte
                raise _unlike()
    except OSError as error:
        raise StoreTrouble(
            f"La sauvegarde « {path.name} » ne peut pas être lue.", "Vérifiez que le disque est branché."
        ) from error
    except (msgspec.MsgspecError, struct.error, ValueError) as error:
        raise _unlike() from error
    return header, len(head) + length


def _unlike() -> Refused:
    return Refused("Ce fichier n’est pas une sauvegarde d’Escale, ou il est incomplet.", "Choisissez-en un autre.")


def _place(vault: str, at: str) -> bytes:
    return f"escale/v1/backup|{vault}|{at}".encode()
