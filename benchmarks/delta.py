"""An exchange that brings nothing: what is paid every few minutes of a day.

The limit: one bare POST of the same sizes, on a connection kept alive, to a bare WSGI answer of the same server.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from threading import Event

import requests

from benchmarks.exchange import asked, own_time, request
from benchmarks.ground import SIZES, Ground
from benchmarks.measure import Measure, medians, timed
from desktop.sync.received import place


def measures(ground: Ground) -> Iterator[Measure]:
    """At 300 and at 10,000 files."""
    yield from at_sizes(ground, SIZES, ground.times(101, 31))


def at_sizes(ground: Ground, sizes: Sequence[int], times: int) -> Iterator[Measure]:
    """For each size: everything, then the gateway's own time apart."""
    for size in sizes:
        stocked = ground.stocked(size)
        store = stocked.store(stocked.path)
        exchange, at = stocked.exchange(store), place(store, stocked.opened.identity)
        anchor = at.standing.sent() if at.standing else None
        sent = request(at.cursor, anchor)
        with requests.Session() as session:
            session.trust_env = False
            bytes_back = len(asked(stocked, at.cursor, anchor))
            headers = stocked.account.authorization() | {"Content-Type": "application/json"}
            bare = f"{stocked.url}/mesure/nu?octets={bytes_back}"
            apart: list[float] = []

            def ours(exchange=exchange, stocked=stocked, session=session, apart=apart) -> float:  # type: ignore[no-untyped-def]  # bound now
                own_time(stocked, session)
                taken = timed(lambda: exchange.synchronise(lambda _done, _total: None, Event()))
                apart.append(own_time(stocked, session))
                return taken

            def theirs(session=session, bare=bare, sent=sent, headers=headers) -> float:  # type: ignore[no-untyped-def]  # bound now
                return timed(lambda: session.post(bare, data=sent, headers=headers, timeout=30).content)

            whole, gateway, limit = medians([ours, lambda apart=apart: apart[-1], theirs], times)  # type: ignore[misc]  # bound now
        store.close()
        print(f"  {size} dossiers : {len(sent)} octets envoyés, {bytes_back} reçus ; passerelle : {gateway:.1f} ms")
        yield Measure(f"échange vide, {size} dossiers", whole, limit, "un POST nu", 2.0)
        yield Measure(f"échange vide, {size} dossiers, sans la passerelle", whole - gateway, limit, "un POST nu")
