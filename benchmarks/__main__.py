"""``python -m benchmarks [names…] [--quick]``: the figures one by one, then a table. A missed goal is not a failure."""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from importlib.metadata import version
from time import perf_counter
from typing import Final

from PySide6.QtCore import qInstallMessageHandler, qVersion

from benchmarks.ground import Ground
from benchmarks.measure import Measure, line, table
from benchmarks.painted import quiet

# In the order of the run; the module of that name has ``measures(ground)``.
NAMES: Final[Mapping[str, str]] = {
    "start": "du lancement à la première fenêtre peinte",
    "store": "le fichier chiffré",
    "delta": "un échange qui n’apporte rien",
    "exchange": "le premier échange de 1 000 dossiers",
    "dossiers": "de la clé à la liste des dossiers peinte",
    "vault": "le coffre : ouvrir, verrouiller, changer la clé, effacer, sauvegarder",
    "notes": "une note durable, un dossier de 400 notes, une touche dans une longue note",
    "finding": "trouver par ses mots parmi 10 000 notes",
    "titles": "le métier d’un titre d’emploi écrit librement",
    "nearby": "les métiers proches : les mobilités officielles parmi les vingt premiers",
    "reference": "le référentiel : importer, ouvrir, comparer, chercher lettre à lettre",
    "packs": "les certifications : les importer, en proposer pour un métier",
    "gap": "l’écart d’un métier, de ce qui est tenu aux groupes comptés",
    "handout": "la synthèse et les autres documents pour la personne",
    "charts": "la première image de chaque graphique, et le survol",
    "memory": "la mémoire, avant et après le premier graphique",
}


def main(words: list[str] | None = None) -> int:
    """Run the benchmarks that are named, or all; always 0."""
    parser = argparse.ArgumentParser(prog="benchmarks", description="Ce qui doit être rapide, et la limite de chacun.")
    listed = ", ".join(f"{name} ({said})" for name, said in NAMES.items())
    parser.add_argument("names", nargs="*", metavar="NOM", help=listed)
    parser.add_argument("--quick", action="store_true", help="moins de répétitions (au moins cinq)")
    arguments = parser.parse_args(words)
    if unknown := set(arguments.names) - NAMES.keys():
        parser.error(f"mesure inconnue : {', '.join(sorted(unknown))} (connues : {', '.join(NAMES)})")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qInstallMessageHandler(quiet)
    print(machine(), flush=True)
    started = perf_counter()
    with Ground(quick=arguments.quick) as ground:
        found = [one for name in arguments.names or NAMES for one in told(name, ground)]
    print(f"\n{table(found)}\n\nEn {perf_counter() - started:.0f} s.")
    return 0


def machine() -> str:
    """What the figures were measured on, in one line; no name of a person or of a computer."""
    parts = (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cœurs",
        f"Python {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
        f"Qt {qVersion()}",
        f"matplotlib {version('matplotlib')}",
    )
    return " · ".join(parts)


def told(name: str, ground: Ground) -> Iterator[Measure]:
    """The measures of one benchmark, each printed as it comes."""
    print(f"\n{name} : {NAMES[name]}", flush=True)
    measures: Callable[[Ground], Iterator[Measure]] = import_module(f"benchmarks.{name}").measures
    for one in measures(ground):
        print(f"  {line(one)}", flush=True)
        yield one


if __name__ == "__main__":
    sys.exit(main())
