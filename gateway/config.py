"""What a gateway is told when it starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gateway.when import now


@dataclass(frozen=True, slots=True)
class Rate:
    """A token bucket: ``burst`` requests at once, then ``per_second``."""

    burst: int = 300
    per_second: float = 30.0


@dataclass(frozen=True, slots=True)
class Config:
    """Everything a gateway needs; ``issuer`` is its public address, known once it listens when left empty.

    ``people`` is the folder of those a demonstration starts with; None for nobody.
    """

    database: str
    issuer: str = ""
    host: str = "127.0.0.1"
    port: int = 0
    demo: bool = False
    people: Path | None = None
    lease_days: int = 7
    rate: Rate = Rate()
    threads: int = 8
    busy_seconds: float = 15.0
    body_bytes: int = 8 * 1024 * 1024
    clock: Callable[[], datetime] = now

    def __post_init__(self) -> None:
        """Raise ValueError when the lease would last longer than security.md allows (30 days)."""
        if not 1 <= self.lease_days <= 30:
            raise ValueError("lease_days must stand between 1 and 30")
