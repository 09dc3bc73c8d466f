"""The time as it is kept: UTC, whole seconds, ``2026-11-22T08:42:00Z``."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

WRITTEN: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


def now() -> datetime:
    """This instant, UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def written(instant: datetime) -> str:
    """As text; ValueError for an instant without a time zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read(text: str) -> datetime:
    """From ``written``; ValueError otherwise. A list of files reads thousands of them: ``strptime`` would be felt."""
    if not WRITTEN.fullmatch(text):
        raise ValueError("not an instant as it is kept")
    return datetime.fromisoformat(text)
