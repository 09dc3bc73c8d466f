"""The referential, official and larger: importing it, opening it, what is near, searching by keystroke, comparing two.

The import is over reading the same files with ``csv`` and inserting the same rows into the same tables, without index
nor check, both with the garbage collector off as in the application. The rest is over what is allowed, and the barest
query that could answer is told beside it. Without the official kit, a made-up one of the same size is measured.
"""

from __future__ import annotations

import csv
import gc
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from benchmarks.ground import Ground
from benchmarks.larger_kit import TABLES, Growth, grown, made, official, written
from benchmarks.made_kit import Size
from benchmarks.measure import Measure, medians, said, timed
from benchmarks.nearby import SKILLS, nearest
from benchmarks.official import KIT
from desktop.reference.changes import changes
from desktop.reference.opened import Reference
from desktop.reference.shelf import Shelf
from desktop.resources import resource

SEED: Final = 4
TREE: Final = "arborescence_competences"  # read too, for its labels, by whoever imports the kit
PLAIN: Final = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '*word*'"
OPENING: Final = 20.0  # ms
RANKING: Final = 10.0
KEYSTROKE: Final = 16.0
COMPARING: Final = 1000.0
TYPED: Final = ("infirmière", "agent de sécurité", "conducteur poids lourd", "chevaux", "aesh", "gestionaire de paye",
                "electromecanisien", "dévelopeur informatique", "c", "responsable")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Imported:
    """One kit on disk, and its compiled file."""

    name: str
    kit: Path
    compiled: Path


def measures(ground: Ground) -> Iterator[Measure]:
    """Two kits: the official one, or one of its size, and a newer one as much larger as the real one is."""
    older = official(KIT) if KIT.is_dir() else made(SEED, Size())
    name = "ROME 458" if KIT.is_dir() else "faux ROME de la taille du 458"
    folder = KIT if KIT.is_dir() else written(older, ground.folder / "faux-458", 458)
    newer = written(grown(older, SEED, Growth())[0], ground.folder / "faux-461", 461)
    yield from of(ground, {name: folder, "faux ROME 461, plus grand": newer}, ground.times(9, 5))


def of(ground: Ground, kits: Mapping[str, Path], times: int) -> Iterator[Measure]:
    """The measures of each kit, then what changed from the first to the second."""
    with ExitStack() as stack:
        references: list[Reference] = []
        for name, kit in kits.items():
            one = Imported(name, kit, imported(kit, ground.folder / f"rayon-{len(references)}"))
            yield importing(ground, one, times)
            reference = stack.enter_context(Reference.open(one.compiled))
            references.append(reference)
            yield opening(one, times)
            yield ranking(one, reference, times)
            yield from keystrokes(one, reference, times)
        yield comparing(references, times)


def imported(kit: Path, folder: Path) -> Path:
    """The kit compiled on a new shelf."""
    shelf = Shelf(folder, resource("reference"))
    shelf.import_kit(kit)
    return shelf.in_use()


def importing(ground: Ground, one: Imported, times: int) -> Measure:
    """From the files to a verified file that has its name, over the same rows inserted bare."""
    rows = plain_rows(one.compiled)
    target = ground.folder / "nu.sqlite"

    def ours() -> None:
        imported(one.kit, ground.folder / "import")

    def theirs() -> None:
        read(one.kit)
        insert(rows, target)

    took, bare = medians([without_collector(ours, ground.folder / "import"), without_collector(theirs, target)], times)
    return Measure(f"{one.name} : importer", took, bare, "csv, et les mêmes lignes sans index", 2.0)


def without_collector(work: Callable[[], object], left: Path | None = None) -> Callable[[], float]:
    """Times the work with the collector off, as in the application, then removes what it left."""

    def run() -> float:
        gc.collect()
        gc.disable()
        try:
            return timed(work)
        finally:
            gc.enable()
            remove(left)

    return run


def remove(left: Path | None) -> None:
    """Remove a folder or a file, if it is there."""
    if left is not None and left.is_dir():
        shutil.rmtree(left)
    elif left is not None:
        left.unlink(missing_ok=True)


def read(kit: Path) -> None:
    """Read the same files."""
    for name in (*TABLES.split(), TREE):
        for path in kit.glob(f"unix_{name}_v*_utf8.csv"):
            with path.open(encoding="utf-8", newline="") as stream:
                list(csv.reader(stream))


def plain_rows(compiled: Path) -> dict[str, tuple[str, list[tuple[Any, ...]]]]:
    """What the compiled file holds, but for the index of words: its columns and rows, by table."""
    found = {}
    with closing(sqlite3.connect(compiled)) as connection:
        for (name,) in connection.execute(PLAIN).fetchall():
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
            found[name] = (", ".join(columns), connection.execute(f"SELECT * FROM {name}").fetchall())
    return found


def insert(rows: Mapping[str, tuple[str, list[tuple[Any, ...]]]], target: Path) -> None:
    """The same rows in a new file, as durable as an imported one."""
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        for pragma in ("journal_mode = OFF", "synchronous = OFF"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        for name, (columns, found) in rows.items():
            connection.execute(f"CREATE TABLE {name} ({columns})")
            marks = ", ".join("?" for _ in columns.split(","))
            connection.executemany(f"INSERT INTO {name} VALUES ({marks})", found)
        connection.execute("COMMIT")
    with target.open("rb+") as stream:
        os.fsync(stream.fileno())


def opening(one: Imported, times: int) -> Measure:
    """Opening the compiled file and knowing which edition it is."""

    def bare() -> None:
        with closing(sqlite3.connect(one.compiled)) as connection:
            connection.execute("SELECT * FROM edition").fetchone()

    ours, theirs = medians([lambda: timed(lambda: Reference.open(one.compiled).close()), lambda: timed(bare)], times)
    print(f"  ouvrir le même fichier nu et lire une ligne : {said(theirs, 'ms')}")
    return Measure(f"{one.name} : ouvrir", ours, OPENING, "ce qui est permis", 1.0)


def ranking(one: Imported, reference: Reference, times: int) -> Measure:
    """Every occupation ranked for somebody, the first twenty with their two lists."""
    codes = [node.code for node in reference.occupations()][::40]
    asked = (wanted for found in reference.requirements(codes).values() for wanted in found)
    held = tuple(dict.fromkeys(wanted.skill.code for wanted in asked))[:SKILLS]
    marks = ", ".join(held)
    query = f"SELECT occupation, importance, count(*) FROM link WHERE ogr IN ({marks}) GROUP BY occupation, importance"
    works = (lambda: nearest(reference, held), lambda: reference.rows(query))
    ours, theirs = medians([without_collector(work) for work in works], 3 * times)
    (first,) = medians([lambda: first_time(one, held)], times)
    print(f"  compter les mêmes liens, nu : {said(theirs, 'ms')} ; à la première demande : {said(first, 'ms')}")
    return Measure(f"{one.name} : les 20 plus proches de {SKILLS} compétences", ours, RANKING, "ce qui est permis", 1.0)


def first_time(one: Imported, held: Sequence[str]) -> float:
    """The same in a file just opened, of which no name is read yet."""
    with Reference.open(one.compiled) as reference:
        return without_collector(lambda: nearest(reference, held))()


def keystrokes(one: Imported, reference: Reference, times: int) -> Iterator[Measure]:
    """Every keystroke of several queries, some misspelt: half of them, and the slowest."""
    keys = [text[:end] for text in TYPED for end in range(1, len(text) + 1)]
    reference.search("infirmeire")  # the words known are read once, with the first misspelling
    took = sorted(medians([partial(searched, reference, key) for key in keys], times))
    query = "SELECT rowid FROM word WHERE word MATCH '\"a\"*' ORDER BY rowid LIMIT 60"
    (bare,) = medians([lambda: timed(lambda: reference.rows(query))], times)
    print(f"  la même recherche nue, d’une lettre : {said(bare, 'ms')}")
    yield Measure(f"{one.name} : chercher, une frappe sur deux", took[len(took) // 2], KEYSTROKE, "une image", 1.0)
    yield Measure(
        f"{one.name} : chercher, la plus lente des {len(keys)} frappes", took[-1], KEYSTROKE, "une image", 1.0
    )


def searched(reference: Reference, typed: str) -> float:
    """Milliseconds for one keystroke."""
    return timed(lambda: reference.search(typed, 60))


def comparing(references: Sequence[Reference], times: int) -> Measure:
    """What changed from one edition to the other."""
    old, new = references
    query = "SELECT occupation, ogr, importance FROM link"
    ours, theirs = medians(
        [lambda: timed(lambda: changes(old, new)), lambda: timed(lambda: (old.rows(query), new.rows(query)))], times
    )
    print(f"  lire les liens des deux éditions, sans les comparer : {said(theirs, 'ms')}")
    return Measure("ce qui change d’une édition à l’autre", ours, COMPARING, "ce qui est permis", 1.0)
