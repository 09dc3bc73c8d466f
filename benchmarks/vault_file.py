"""What is done to the whole file: another key, one person erased, a backup; each over the engine doing as much."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Final

from sqlcipher3 import dbapi2

from benchmarks.finding import write_notes
from benchmarks.ground import Ground
from benchmarks.measure import Measure, medians, timed
from benchmarks.twin import Twin, bare, emptied
from desktop.custody.backup import Backups
from desktop.custody.pageseal import PageSeal
from desktop.custody.rotate import rotate
from desktop.models.clock import now
from desktop.models.news import News, Withdrawal
from desktop.models.store import Store

ABOUT: Final = ("items", "sections", "seals", "persons")  # those that name a person
KEY: Final = 48


def rekeying(ground: Ground, sizes: Sequence[int], times: int) -> Iterator[Measure]:
    """The database's key changed, both keys in the header meanwhile, the page seal kept."""
    for size in sizes:
        ours, plain = twins(ground, size, "cle")
        found, limit = medians([partial(rotated, ours), partial(rekeyed, plain)], times)
        yield Measure(f"changer la clé, {size} dossiers ({ours.size()})", found, limit, "PRAGMA rekey nu", 2.0)


def rotated(twin: Twin) -> float:
    """Milliseconds of one change of key."""
    seal = PageSeal(twin.path, twin.opened.anchor_key)
    assert seal.exists()
    assert seal.read()
    began = perf_counter()
    key = rotate(twin.vault, twin.opened, twin.path, seal)
    taken = (perf_counter() - began) * 1000
    twin.use_key(key)
    return taken


def rekeyed(twin: Twin) -> float:
    """Milliseconds of the engine's own."""
    connection, key = bare(twin.path, twin.opened.database_key), os.urandom(KEY)
    connection.execute("SELECT person FROM persons LIMIT 1").fetchone()

    def work() -> None:
        connection.execute(f"PRAGMA rekey=\"x'{key.hex()}'\"")
        emptied(connection)

    taken = timed(work)
    connection.close()
    twin.use_key(key)
    return taken


def erasing(ground: Ground, sizes: Sequence[int], times: int) -> Iterator[Measure]:
    """One withdrawal, from the page that says it to where no earlier copy of the file opens that person's passport."""
    found: dict[int, float] = {}
    for size in sizes:
        found[size], limit = _erasing(*twins(ground, size, "retrait"), min(times, size))
        name = f"effacer une personne parmi {size}"
        yield Measure(name, found[size], limit, "les mêmes DELETE et point de contrôle", 5.0)
    few, many = sizes[0], sizes[-1]
    yield Measure(f"effacer parmi {many}", found[many], found[few], f"effacer parmi {few}", 1.5)


def _erasing(ours: Twin, plain: Twin, times: int) -> list[float]:
    store, connection = ours.watched().store, bare(plain.path, plain.opened.database_key)
    everybody = sorted(card.person for card in store.passports.cards())[:times]
    mine, theirs = iter(everybody), iter(everybody)
    found = medians([lambda: erased(store, next(mine)), lambda: deleted(connection, next(theirs))], times)
    store.close()
    connection.close()
    return found


def erased(store: Store, person: str) -> float:
    """Milliseconds of one withdrawal."""
    card = store.passports.card(person)
    assert card
    gone = Withdrawal(person, card.access.consent, now(), "withdrawn")
    news = News(store.state.get("epoch"), (gone,), (), (), store.state.get("cursor"), False, 0)
    taken = timed(lambda: store.intake.absorb(news, lambda plain, _: ("", plain)))
    assert store.passports.card(person) is None
    return taken


def deleted(connection: dbapi2.Connection, person: str) -> float:
    """Milliseconds of the rows alone."""

    def work() -> None:
        connection.execute("BEGIN IMMEDIATE")
        for table in ABOUT:
            connection.execute(f"DELETE FROM {table} WHERE person = ?", (person,))
        connection.execute("COMMIT")
        emptied(connection)

    return timed(work)


def backing_up(ground: Ground, size: int, notes: int, times: int) -> Iterator[Measure]:
    """What cannot be fetched again, written, read back whole and put on its shelf."""
    twin = Twin(ground.stocked(size), ground.folder / "sauvegarde")
    write_notes(twin, notes)
    store = twin.watched().store
    backups, key, room = Backups(twin.vault, twin.opened), os.urandom(KEY), ground.folder / "sauvegarde-nue"
    room.mkdir()
    store.export(room / "export.db", key)
    days = iter(range(1000))

    def ours() -> float:
        at = datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=next(days))
        return timed(lambda: backups.make(store, at))

    found, limit = medians([ours, lambda: copied(room / "export.db", room / "copie.db", key)], times)
    store.close()
    mega = (room / "export.db").stat().st_size / 1e6
    name = f"sauvegarder {size} dossiers et {notes} notes ({mega:.1f} Mo)".replace(".", ",")
    yield Measure(name, found, limit, "l’API de sauvegarde de SQLite, nue", 10.0)


def copied(source: Path, target: Path, key: bytes) -> float:
    """Milliseconds of SQLite's own backup of the same content, from one encrypted file into another."""
    target.unlink(missing_ok=True)
    began = perf_counter()
    with_all, fresh = keyed(source, key), keyed(target, os.urandom(KEY))
    with_all.backup(fresh)
    fresh.close()
    with_all.close()
    return (perf_counter() - began) * 1000


def keyed(path: Path, key: bytes) -> dbapi2.Connection:
    """A single file, as durable as a backup's."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.set_key(b"x'" + key.hex().encode() + b"'")
    for pragma in ("journal_mode=DELETE", "synchronous=EXTRA"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def twins(ground: Ground, size: int, name: str) -> tuple[Twin, Twin]:
    """Two copies of a desk: one for the vault, one for the engine alone."""
    stocked = ground.stocked(size)
    return Twin(stocked, ground.folder / f"{name}-{size}"), Twin(stocked, ground.folder / f"{name}-nu-{size}")
