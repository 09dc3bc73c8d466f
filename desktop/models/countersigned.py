"""What the gateway signed last of this desk's journal, as the store keeps it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from desktop.models import clock


@dataclass(frozen=True, slots=True)
class Countersigned:
    """The head then (hex), when (UTC), the signature (base64url) and the name of the key."""

    head: str
    at: datetime
    signature: str
    key: str


def read(text: str) -> Countersigned | None:
    """From the text that an exchange keeps once it has checked it; None for "" or anything else."""
    try:
        said = json.loads(text)
        payload = said["payload"]
        return Countersigned(str(payload["head"]), clock.read(payload["at"]), str(said["signature"]), str(said["kid"]))
    except (ValueError, LookupError, TypeError):
        return None
