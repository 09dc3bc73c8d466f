"""Resident memory of Escale with its files listed, then with its first chart drawn; what a thousand files add.

The limit: a process with an empty window that imports the same libraries and nothing of ours.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.ground import SIZES, Ground
from benchmarks.measure import Measure, medians

ROOT = Path(__file__).resolve().parent.parent
STATUS = Path("/proc/self/status")
GOAL = 1.3


def measures(ground: Ground) -> Iterator[Measure]:
    """Before and after the first chart, at 300 files; nothing where the system has no ``/proc``."""
    yield from at_sizes(ground, SIZES)


def at_sizes(ground: Ground, sizes: Sequence[int]) -> Iterator[Measure]:
    """With the first size; the growth is told from the first to the last."""
    if not STATUS.exists():
        print("  non mesurée : ce système ne dit pas la mémoire résidente d’un processus dans /proc")
        return
    few, many = ([sys.executable, "-m", "benchmarks.furnished", str(ground.stocked(size).home)] for size in sizes)
    found = answered(few)
    before, after = ([sys.executable, "-m", "benchmarks.same_libraries", *found[key]] for key in ("early", "late"))
    apart: list[float] = []

    def listed() -> float:
        said = answered(few)
        apart.append(said["after"])
        return float(said["before"])

    works = [listed, lambda: apart[-1], *(lambda one=one: answered(one)["before"] for one in (before, after, many))]
    files, drawn, early, late, most = medians(works, 5)
    growth = (most - files) * 1000 / (sizes[-1] - sizes[0])
    print(f"  {growth:.1f} Mo de plus par millier de dossiers (de {sizes[0]} à {sizes[-1]})")
    yield Measure(f"mémoire, {sizes[0]} dossiers listés", files, early, "fenêtre aux mêmes imports", GOAL, "Mo")
    yield Measure("mémoire, premier graphique dessiné", drawn, late, "fenêtre aux mêmes imports", GOAL, "Mo")


def answered(command: Sequence[str]) -> dict[str, Any]:
    """What a child process says of itself."""
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=False, timeout=120)
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace")[-2000:])
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def resident() -> float:
    """Megabytes (10⁶ bytes) that this process holds in memory now."""
    line = next(line for line in STATUS.read_text("ascii").splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024 / 1e6
