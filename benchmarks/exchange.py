"""The first exchange of 1,000 files, the gateway's own time apart.

The limit: the same pages as static files from the same waitress, then the same rows into plain sqlite3.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from time import perf_counter

import msgspec
import requests

from benchmarks.ground import Ground, Stocked
from benchmarks.measure import Measure, medians, timed
from desktop.custody.pageseal import seal_of
from desktop.models.store.engine import make_engine
from desktop.models.store.tables import METADATA
from desktop.sync.client import PAGE_SIZE
from desktop.sync.transport import fetched

FILES = 1_000
Rows = Sequence[tuple[object, ...]]


def measures(ground: Ground) -> Iterator[Measure]:
    """One measure; the gateway's time and the bytes are told apart."""
    yield from first(ground, FILES, ground.times(9))


def first(ground: Ground, files: int, times: int) -> Iterator[Measure]:
    """The first exchange of so many files."""
    stocked, numbers = ground.stocked(files), count()
    pages, rows = save_pages(stocked), written_rows(stocked)
    with requests.Session() as session:
        session.trust_env = False
        ours, gateway, theirs = _interleaved(stocked, session, pages, rows, numbers, times)
    print(f"  {sum(pages)} octets en {len(pages)} pages ; temps propre de la passerelle, à part : {gateway:.0f} ms")
    name = f"premier échange de {files} dossiers, sans la passerelle"
    yield Measure(name, ours, theirs, "fichiers statiques et sqlite3", 3.0)


def _interleaved(
    stocked: Stocked, session: requests.Session, pages: Sequence[int], rows: Mapping[str, Rows], numbers: Iterator[int],
    times: int,
) -> list[float]:  # fmt: skip
    apart: list[float] = []

    def ours() -> float:
        taken, gateway = received(stocked, session, stocked.folder / f"recu-{next(numbers)}.db")
        apart.append(gateway)
        return taken - gateway

    limit = [ours, lambda: apart[-1], lambda: static(stocked, session, len(pages), rows, next(numbers))]
    return medians(limit, times)


def received(stocked: Stocked, session: requests.Session, path: Path) -> tuple[float, float]:
    """Milliseconds of one first exchange into a new store, and those that the gateway spent in it."""
    store = stocked.empty(path)
    own_time(stocked, session)
    taken = timed(lambda: stocked.first_exchange(store))
    gateway = own_time(stocked, session)
    assert store.intake.count() == stocked.count
    store.close()
    path.unlink()
    seal_of(path).unlink()
    return taken, gateway


def own_time(stocked: Stocked, session: requests.Session) -> float:
    """Milliseconds that the gateway's application took since this was last asked."""
    return float(session.get(f"{stocked.url}/mesure/passerelle", timeout=30).json()) * 1000


def static(stocked: Stocked, session: requests.Session, pages: int, rows: Mapping[str, Rows], number: int) -> float:
    """Milliseconds to download the pages and to insert their rows, one transaction a page."""
    path = stocked.folder / f"clair-{number}.db"
    connection = plain(path)
    began = perf_counter()
    for page in range(pages):
        body = session.get(f"{stocked.url}/mesure/{page}", timeout=30).content
        assert body
        connection.execute("BEGIN IMMEDIATE")
        for table, every in rows.items():
            share = -(-len(every) // pages)
            some = every[page * share : (page + 1) * share]
            if some:
                places = ", ".join("?" * len(some[0]))
                connection.executemany(f"INSERT INTO {table} VALUES ({places})", some)
        connection.execute("COMMIT")
    taken = (perf_counter() - began) * 1000
    connection.close()
    path.unlink()
    return taken


def plain(path: Path) -> sqlite3.Connection:
    """A plain file with the store's own schema, as durable as the store."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    for table in ("persons", "seals", "sections"):
        columns = ", ".join(f'"{column.name}"' for column in METADATA.tables[table].columns)
        keys = ", ".join(f'"{column.name}"' for column in METADATA.tables[table].primary_key.columns)
        connection.execute(f"CREATE TABLE {table} ({columns}, PRIMARY KEY ({keys}))")
    return connection


def save_pages(stocked: Stocked) -> list[int]:
    """Leave the bytes of every page where the server reads static files; answers their sizes."""
    cursor, sizes = None, []
    for number in range(1_000):
        body = asked(stocked, cursor)
        (stocked.folder / "pages" / str(number)).write_bytes(body)
        sizes.append(len(body))
        answer = msgspec.json.decode(body)
        cursor = answer["cursor"]
        if not answer["more"]:
            break
    return sizes


def asked(stocked: Stocked, cursor: str | None, anchor: Mapping[str, object] | None = None) -> bytes:
    """The bytes of one page of an exchange."""
    body = request(cursor, anchor)
    headers = stocked.account.authorization() | {"Content-Type": "application/json"}
    url = f"{stocked.url}/api/v1/exchange"
    status, _, content = fetched(stocked.account.http, "POST", url, data=body, headers=headers)
    assert status == 200
    return content


def request(cursor: str | None, anchor: Mapping[str, object] | None = None) -> bytes:
    """What asks for a page."""
    told = {"anchor": anchor} if anchor else {}
    return msgspec.json.encode({"cursor": cursor, "limit": PAGE_SIZE, **told})


def written_rows(stocked: Stocked) -> dict[str, Rows]:
    """Every row that the exchange wrote, as it stands in the store, in the order it was written."""
    engine = make_engine(stocked.path, stocked.opened.database_key)
    with engine.connect() as connection:
        found: dict[str, Rows] = {
            table: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY rowid")]
            for table in ("persons", "seals", "sections")
        }
    engine.dispose()
    return found
