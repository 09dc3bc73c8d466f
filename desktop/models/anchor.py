"""What is remembered of the encrypted file away from it: a lower bound, so that a crash is never an alarm."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass, fields, replace
from typing import Final

LONGEST: Final = 600  # characters of a written anchor: Windows keeps 1,280 at most


@dataclass(frozen=True, slots=True)
class Anchor:
    """The file as it stood at some instant, and had to be durable then.

    ``generation`` grows with each transaction, ``head`` is the journal's last MAC (hex), ``seal`` the number of the
    page seal, ``length`` and ``digest`` (SHA-256, hex) what the log held, ``high_water`` the latest time known.
    """

    generation: int
    head: str
    seal: int
    length: int = 0
    digest: str = ""
    high_water: str = ""

    def follows(self, other: Anchor | None) -> bool:
        """Whether this one was taken later than another, of the same file; anchors never go back."""
        if other is None:
            return True
        mine, theirs = (self.generation, self.seal, self.length), (other.generation, other.seal, other.length)
        return mine > theirs or (mine == theirs and self.high_water > other.high_water)

    def written(self, key: bytes) -> str:
        """As a short text, authenticated."""
        bare = json.dumps([getattr(self, field.name) for field in fields(self)], separators=(",", ":"))
        return f"{_mac(bare, key)}{bare}"

    def raised(self, seal: int) -> Anchor:
        """The same, of a file that was sealed anew on purpose: nothing is claimed of its log yet."""
        return replace(self, seal=seal, length=0, digest="")


def read(text: str, key: bytes) -> Anchor | None:
    """From ``written``; None for anything that this key did not write."""
    if len(text) > LONGEST or not hmac.compare_digest(text[:64].encode(), _mac(text[64:], key).encode()):
        return None
    return Anchor(*json.loads(text[64:]))


def _mac(bare: str, key: bytes) -> str:
    return hmac.new(key, b"escale/v1/anchor|" + bare.encode(), hashlib.sha256).hexdigest()
