"""The body of an answer, whole: as it is or gzipped, never longer than agreed, however small it travelled."""

from __future__ import annotations

import zlib
from typing import Final, Protocol

from desktop.errors import ServerTrouble

PIECE: Final = 65_536
GZIP: Final = 31  # zlib's word for a gzip header and trailer


class Raw(Protocol):
    """What urllib3 gives to read from."""

    def read1(self, amt: int, decode_content: bool) -> bytes:
        """Some bytes, b"" at the end."""


def whole(raw: Raw, encoding: str, longest: int) -> bytes:
    """Every byte, decoded; ServerTrouble beyond ``longest`` or for an encoding that was not asked for."""
    if encoding.strip().lower() not in ("", "identity", "gzip"):
        raise unreadable()
    unzip = zlib.decompressobj(GZIP) if encoding.strip().lower() == "gzip" else None
    pieces, size, seen = [], 0, 0
    while piece := raw.read1(PIECE, decode_content=False):
        seen += len(piece)
        found = _unzipped(unzip, piece, longest - size + 1) if unzip else piece
        size += len(found)
        if size > longest or seen > longest:
            raise ServerTrouble(
                "La réponse du serveur est trop longue.", "Réessayez plus tard, ou prévenez votre informatique."
            )
        pieces.append(found)
    if unzip and seen and not unzip.eof:
        raise unreadable()
    return b"".join(pieces)


def _unzipped(unzip: zlib._Decompress, piece: bytes, room: int) -> bytes:
    try:
        return unzip.decompress(piece, room)
    except zlib.error as error:
        raise unreadable() from error


def unreadable() -> ServerTrouble:
    """Said when the bytes of an answer cannot be decoded."""
    return ServerTrouble(
        "La réponse du serveur est abîmée : elle ne se lit pas.", "Rien n’est perdu : Escale réessaiera."
    )
