"""The index of notes, in memory alone, made anew at each unlock; and one search in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random
from time import perf_counter
from typing import Final
from uuid import UUID

import msgspec
from sqlalchemy.dialects.sqlite import insert
from sqlcipher3 import dbapi2

from benchmarks.ground import Ground
from benchmarks.measure import Measure, medians, timed
from benchmarks.twin import Twin
from desktop.models.clock import now, written
from desktop.models.note import Delivery, Kind
from desktop.models.seal import Class
from desktop.models.store.engine import let_go, make_engine, transaction
from desktop.models.store.index import TABLES
from desktop.models.store.keys import Keys
from desktop.models.store.tables import items

WORDS: Final = (
    "accueil aide attestation bilan candidature chantier collège compétence conseil contrat cuisine dossier droit"
    " école emploi enquête entretien équipe essai étude famille formation garde gestion horaires immersion insertion"
    " journée langue lettre lycée métier mission mobilité notes permis projet rendez-vous reprise santé secrétariat"
    " semaine service soin stage suivi tâches transport vente visite"
)
LENGTH: Final = 60  # words a note
RARE: Final = "mobilité horaires lycée"


def indexing(ground: Ground, size: int, notes: int, times: int) -> Iterator[Measure]:
    """Every note opened and indexed in steps; the limit has its words in memory already and takes them in one go."""
    twin = Twin(ground.stocked(size), ground.folder / "notes")
    texts = write_notes(twin, notes)
    searches: list[float] = []
    bare_searches: list[float] = []
    works: list[Callable[[], float]] = [
        lambda: built(twin, notes, searches),
        lambda: inserted(texts, bare_searches),
        lambda: searches[-1],
        lambda: bare_searches[-1],
    ]
    ours, theirs, search, bare_search = medians(works, times)
    yield Measure(f"index de {notes} notes, ouvertes une à une", ours, theirs, "FTS5 nu, textes en mémoire", 3.0)
    yield Measure(f"une recherche dans {notes} notes", search, bare_search, "FTS5 nu", 3.0)


def built(twin: Twin, notes: int, searches: list[float]) -> float:
    """Milliseconds to index all, the store just opened; then those of a search go to ``searches``."""
    store = twin.watched().store

    def work() -> None:
        while store.search.build():
            pass

    taken = timed(work)
    began = perf_counter()
    found = store.search.notes(RARE)
    searches.append((perf_counter() - began) * 1000)
    assert found or notes < 1_000
    store.close()
    return taken


def inserted(texts: Sequence[str], searches: list[float]) -> float:
    """Milliseconds for the engine to index the same words in one transaction, and to search among them."""
    connection = dbapi2.connect(":memory:", isolation_level=None)
    for table in TABLES:
        connection.execute(table)

    def work() -> None:
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", enumerate(texts, 1))
        connection.execute("COMMIT")

    taken = timed(work)
    asked = " ".join(f'"{word}" *' for word in RARE.split())
    chosen = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT 8"
    searches.append(timed(lambda: connection.execute(chosen, (asked,)).fetchall()))
    connection.close()
    return taken


def write_notes(twin: Twin, count: int) -> tuple[str, ...]:
    """So many invented notes in the store, in one transaction, spread over its files; their texts."""
    random, words = Random(2026), WORDS.split()  # noqa: S311  nothing secret: always the same words
    texts = tuple(" ".join(random.choices(words, k=LENGTH)) for _ in range(count))
    engine, keys = make_engine(twin.path, twin.opened.database_key), Keys(twin.opened.seals)
    with transaction(engine) as connection:
        people = [row[0] for row in connection.exec_driver_sql("SELECT person FROM persons")]
        rows = []
        for text in texts:
            item, person = str(UUID(int=random.getrandbits(128), version=4)), random.choice(people)
            sealed = keys.of(connection, person, Class.NOTES).seal(msgspec.json.encode({"text": text}), f"items|{item}")
            rows.append({"id": item, "person": person, "kind": Kind.NOTE, "delivery": Delivery.SENT, "version": 1,
                         "written": written(now()), "sealed": sealed})  # fmt: skip
        connection.execute(insert(items), rows)
    let_go(engine, twin.path, twin.opened.database_key)
    return texts
