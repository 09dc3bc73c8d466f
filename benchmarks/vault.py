"""What the vault costs over the bare engine that it stands on: opened, locked, given another key, rid of somebody…

Every limit is SQLCipher alone, on the same file and with the store's settings, in the same run; but for the window that
comes back after a lock, over an empty one. Without a keyring: its answers are the system's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks import vault_door, vault_file
from benchmarks.ground import SIZES, Ground
from benchmarks.measure import Measure

NOTES = 15_000


def measures(ground: Ground) -> Iterator[Measure]:
    """At 300 and at 10,000 files, with 15,000 notes for the backup."""
    times = ground.times(9)
    yield from vault_door.unlocking(ground, SIZES, times)
    yield from vault_door.locking(ground, SIZES, times)
    yield vault_door.relaunching(ground, SIZES[0], times)
    yield from vault_file.rekeying(ground, SIZES, times)
    yield from vault_file.erasing(ground, SIZES, ground.times(31, 11))
    yield from vault_file.backing_up(ground, SIZES[-1], NOTES, times)
