"""Finding by words: the index made in memory at each unlock, an answer in it, and what one more sentence costs.

The limit of an answer is one FTS5 table in memory that also holds the texts, asked for the newest with snippets; ours
opens what it shows with the keys of the persons. That of a save is reading again the whole file it belongs to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy.dialects.sqlite import insert
from sqlcipher3 import dbapi2

from benchmarks.ground import SIZES, Ground
from benchmarks.measure import Measure, medians, timed
from benchmarks.twin import Twin
from desktop.models.accents import extract
from desktop.models.clock import written
from desktop.models.note import Delivery, Kind
from desktop.models.seal import Class
from desktop.models.searched import NOTED
from desktop.models.store import Store
from desktop.models.store.engine import let_go, make_engine, transaction
from desktop.models.store.keys import Keys
from desktop.models.store.tables import items
from desktop.models.text import parted

WORDS: Final = (
    "accueil aide attestation bilan candidature chantier collège compétence conseil contrat cuisine dossier droit"
    " école emploi enquête entretien équipe essai étude famille formation garde gestion horaires immersion insertion"
    " journée langue lettre lycée métier mission mobilité notes permis projet rendez-vous reprise santé secrétariat"
    " semaine service soin stage suivi tâches transport vente visite"
)
LENGTH: Final = 60  # words a note
SELDOM: Final = (("apiculture", 2_000), ("côté", 20), ("cote", 20))  # a word, and in one note of how many it stands
TERMS: Final = (
    ("rare", "apicul"),
    ("courant", "formation"),
    ("accentué", "côté"),
    ("à trois mots", "stage soin vente"),
)
NOTES: Final = 10_000
BUSY: Final = 400  # notes of one person
SHOWN: Final = 6
BARE: Final = (
    "CREATE VIRTUAL TABLE words USING fts5 (text, item UNINDEXED, written UNINDEXED,"
    " tokenize='unicode61 remove_diacritics 2')"
)
ASKED: Final = (
    "SELECT item, snippet(words, 0, '', '', '…', 24) FROM words WHERE words MATCH ? ORDER BY written DESC LIMIT ?"
)
STATUS: Final = Path("/proc/self/statm")
FIRST: Final = datetime(2025, 11, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Written:
    """The notes that were written: (item, text, instant), and who has many of them."""

    notes: tuple[tuple[str, str, str], ...]
    busy: str


def measures(ground: Ground) -> Iterator[Measure]:
    """10,000 notes over 300 files."""
    yield from of(ground, SIZES[0], NOTES, ground.times(31, 9))


def of(ground: Ground, size: int, notes: int, times: int) -> Iterator[Measure]:
    """Making the index, four answers, and an answer after a save, at that size."""
    twin = Twin(ground.stocked(size), ground.folder / "trouver")
    wrote = write_notes(twin, notes)
    before = resident()
    whole, bare = medians([lambda: built(twin), lambda: timed(lambda: plain(wrote))], 5)
    store, connection = twin.watched().store, plain(wrote)
    between = resident()
    while store.search.build():
        pass
    print(f"  l’index de {notes} notes tient en {resident() - between:.0f} Mo ; FTS5 nu, textes compris, et le reste :"
          f" {between - before:.0f} Mo")  # fmt: skip
    yield Measure(f"index de {notes} notes et {size} passeports", whole, bare, "FTS5 nu, textes en mémoire")
    for name, term in TERMS:
        ours, theirs = medians([shown(store, term), answered(connection, term)], times)
        yield Measure(f"un terme {name} parmi {notes} notes", ours, theirs, "FTS5 nu, avec extraits", 2.0)
    one, every = medians(
        [saved(store, wrote.busy, alone=True), saved(store, wrote.busy, alone=False)], max(5, times // 3)
    )
    yield Measure(
        f"chercher après une phrase de plus, {BUSY} notes au dossier", one, every, "tout relire du dossier", 1.0
    )
    connection.close()
    store.close()


def built(twin: Twin) -> float:
    """Milliseconds to index all, the store just opened."""
    store = twin.watched().store

    def work() -> None:
        while store.search.build():
            pass

    taken = timed(work)
    store.close()
    return taken


def plain(wrote: Written) -> Any:
    """The same texts in one table of the engine, in one transaction."""
    connection = dbapi2.connect(":memory:", isolation_level=None)
    connection.execute(BARE)
    connection.execute("BEGIN")
    rows = ((parted(text), item, at) for item, text, at in wrote.notes)
    connection.executemany("INSERT INTO words (text, item, written) VALUES (?, ?, ?)", rows)
    connection.execute("COMMIT")
    return connection


def shown(store: Store, term: str) -> Callable[[], float]:
    """An answer as it is shown: found, opened, an extract of each."""

    def work() -> None:
        found = [extract(hit.words, term) for hit in store.search.find(term, SHOWN, sorts=NOTED)]
        assert found

    return lambda: timed(work)


def answered(connection: Any, term: str) -> Callable[[], float]:
    """The answer of the bare engine."""
    asked = " ".join(f'"{word}" *' for word in term.split())

    def work() -> None:
        assert connection.execute(ASKED, (asked, SHOWN)).fetchall()

    return lambda: timed(work)


def saved(store: Store, person: str, *, alone: bool) -> Callable[[], float]:
    """A search just after a save in that file; the whole of it is read again unless ``alone``."""
    (found,) = store.search.notes("formation", 1, person=person)

    def work() -> float:
        store.items.record(person, Kind.NOTE, {"text": f"{found.text} encore"}, item=found.id)
        if not alone:
            store.search._index.forget([person])
        return timed(lambda: store.search.notes("formation encore", 1, person=person))

    return work


def write_notes(twin: Twin, count: int) -> Written:
    """So many invented notes in the store, in one transaction, spread over its files, one of which has many."""
    random, words = Random(2026), WORDS.split()  # noqa: S311  nothing secret: always the same words
    engine, keys = make_engine(twin.path, twin.opened.database_key), Keys(twin.opened.seals)
    notes, rows = [], []
    with transaction(engine) as connection:
        people = [row[0] for row in connection.exec_driver_sql("SELECT person FROM persons ORDER BY person")]
        for number in range(count):
            item = str(UUID(int=random.getrandbits(128), version=4))
            person = people[0] if number < min(BUSY, count // 4) else random.choice(people)
            text, at = _text(number, random, words), written(FIRST + timedelta(minutes=30 * number))
            sealed = keys.of(connection, person, Class.NOTES).seal(msgspec.json.encode({"text": text}), f"items|{item}")
            notes.append((item, text, at))
            rows.append({"id": item, "person": person, "kind": Kind.NOTE, "delivery": Delivery.SENT, "version": 1,
                         "written": at, "sealed": sealed})  # fmt: skip
        connection.execute(insert(items), rows)
    let_go(engine, twin.path, twin.opened.database_key)
    return Written(tuple(notes), people[0])


def resident() -> float:
    """Megabytes of this process that are in memory; 0 where the system does not say."""
    return int(STATUS.read_text().split()[1]) * 4096 / 1e6 if STATUS.exists() else 0.0


def _text(number: int, random: Random, words: Sequence[str]) -> str:
    seldom = [word for word, among in SELDOM if number % among == 1]
    return " ".join([*random.choices(words, k=LENGTH), *seldom])
