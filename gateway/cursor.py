"""Where a counsellor's exchange has got to, opaque to the client and bound to this server's life."""

from __future__ import annotations

import hmac
import struct
from dataclasses import dataclass

from gateway.keys import Keys
from gateway.signing import b64, unb64

_SHAPE = struct.Struct(">QQ")
_MAC_BYTES = 16


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last withdrawal and the last file delivered, as sequences of the house."""

    withdrawal: int = 0
    file: int = 0

    def sealed(self, keys: Keys, epoch: str, counsellor: str) -> str:
        """The text handed to the client, 43 characters."""
        body = _SHAPE.pack(self.withdrawal, self.file)
        return b64(body + _mac(keys, epoch, counsellor, body))


def read_cursor(text: str, keys: Keys, epoch: str, counsellor: str) -> Cursor | None:
    """The cursor that this server gave this counsellor in this epoch, or None for any other text."""
    try:
        raw = unb64(text)
    except ValueError:
        return None
    body, mac = raw[: _SHAPE.size], raw[_SHAPE.size :]
    if len(body) != _SHAPE.size or not hmac.compare_digest(mac, _mac(keys, epoch, counsellor, body)):
        return None
    return Cursor(*_SHAPE.unpack(body))


def _mac(keys: Keys, epoch: str, counsellor: str, body: bytes) -> bytes:
    return keys.seal("cursor", epoch.encode(), counsellor.encode(), body)[:_MAC_BYTES]
