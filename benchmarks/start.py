"""From the start of the process to the first window painted, over an empty window that imports nothing else."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.ground import Ground
from benchmarks.measure import Measure, medians
from desktop.demonstration import PASSPHRASE
from desktop.vault.derive import FLOOR
from desktop.vault.vault import Vault

ROOT = Path(__file__).resolve().parent.parent


def measures(ground: Ground) -> Iterator[Measure]:
    """The door of a home that has a vault; the bytecode of both is compiled beforehand."""
    home = ground.folder / "lancement"
    if not home.exists():
        Vault(home, None, FLOOR).create(PASSPHRASE)
    escale = [sys.executable, "-m", "benchmarks.first_window", "--home", str(home)]
    bare = [sys.executable, "-m", "benchmarks.bare_window"]
    for command in (escale, bare):
        painted(command)
    ours, theirs = medians([lambda: painted(escale), lambda: painted(bare)], ground.times(15, 7))
    yield Measure("lancement, fenêtre peinte", ours, theirs, "fenêtre vide", 2.5)


def painted(command: list[str]) -> float:
    """Milliseconds from the start of the process to the instant it says; RuntimeError when it says nothing."""
    began = time.monotonic()
    answer = subprocess.run(command, capture_output=True, cwd=ROOT, check=False, timeout=60)
    if not answer.stdout:
        raise RuntimeError(f"no window: {answer.stderr.decode(errors='replace')[-2000:]}")
    return (float(answer.stdout) - began) * 1000
