"""What leaves in the person's hands: the first document of a run whose chart was already shown, over an empty one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.charts import held
from benchmarks.ground import Ground
from benchmarks.measure import Measure, medians, said

ROOT: Final = Path(__file__).resolve().parent.parent
BOUND: Final = 300.0  # milliseconds of a first synthesis
EMPTY: Final = "vide"
SYNTHESES: Final = ("synthese", "grands", "simples")
NAMES: Final[Mapping[str, str]] = {
    "synthese": "première synthèse (PDF)",
    "grands": "première synthèse, grands caractères",
    "simples": "première synthèse, mots simples",
    "docx": "première synthèse (DOCX)",
    "plan": "premier plan sur une page",
    "imprimer": "première synthèse à imprimer, 200 points par pouce",
}


def measures(ground: Ground) -> Iterator[Measure]:
    """Each in a process of its own, for only the first document of a run pays for the libraries and the fonts."""
    work: dict[str, list[float]] = {name: [] for name in (EMPTY, *NAMES)}
    empty, *found = medians([partial(first, name, spent) for name, spent in work.items()], ground.times(9, 5))
    for (name, words), value in zip(NAMES.items(), found, strict=True):
        bound = f" (but {BOUND:.0f} ms : {held(value, BOUND)})" if name in SYNTHESES else ""
        print(f"  {words} : {said(value, 'ms')}{bound}, dont {said(median(work[name]), 'ms')} de calcul")
        yield Measure(words, value, empty, "un document Typst vide, le premier aussi")


def first(name: str, spent: list[float]) -> float:
    """Milliseconds of that document, the first of its process; what it computed goes to ``spent``.

    On a busy computer the second figure is what a quiet one would take. RuntimeError when the process says nothing.
    """
    command = [sys.executable, "-m", "benchmarks.first_paper", name]
    answer = subprocess.run(command, capture_output=True, cwd=ROOT, check=False, timeout=120)
    if not answer.stdout:
        raise RuntimeError(f"no document: {answer.stderr.decode(errors='replace')[-2000:]}")
    taken, worked = map(float, answer.stdout.split())
    spent.append(worked)
    return taken
