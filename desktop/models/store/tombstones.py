"""What ended, so that no late answer and no old copy brings it back: digests, never an id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from desktop.models.erasure import Reason
from desktop.models.seal import Seals
from desktop.models.store.tables import tombstones as table

SLICE: Final = 500  # values a question
CLOSED: Final = "closed"  # the reason of a stone under which working notes lie, and no consent


@dataclass(frozen=True, slots=True)
class Tombstone:
    """One end, of a consent or of working notes: two pseudonyms, a UTC instant as it is kept, a reason's word."""

    digest: str
    who: str
    at: str
    reason: str


class Tombstones:
    """Asks and answers inside the transactions of others."""

    def __init__(self, seals: Seals) -> None:
        """``seals`` makes the pseudonyms."""
        self._seals = seals

    def digest(self, person: str, consent: str) -> str:
        """The name under which that consent is buried."""
        return self._seals.pseudonym(f"{person}|{consent}")

    def bury(self, connection: Connection, person: str, consent: str, at: str, reason: str) -> None:
        """That consent has ended for good."""
        place(connection, [Tombstone(self.digest(person, consent), self._seals.pseudonym(person), at, reason)])

    def close(self, connection: Connection, person: str, at: str) -> None:
        """The working notes about that person, up to that instant, are destroyed."""
        who = self._seals.pseudonym(person)
        place(connection, [Tombstone(self._seals.pseudonym(f"{person}|{CLOSED}|{at}"), who, at, CLOSED)])

    def closed(self, connection: Connection, people: Iterable[str]) -> dict[str, str]:
        """The last instant up to which the working notes about these persons are destroyed; of those who have one."""
        rows = connection.execute(select(table.c.who, table.c.at).where(table.c.reason == CLOSED).order_by(table.c.at))
        last = {row.who: row.at for row in rows}
        named = {person: self._seals.pseudonym(person) for person in people} if last else {}
        return {person: last[who] for person, who in named.items() if who in last}

    def buried(self, connection: Connection, pairs: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
        """Which of these (person, consent) have ended."""
        digests = {self.digest(person, consent): (person, consent) for person, consent in pairs}
        found = among(connection, tuple(digests))
        return frozenset(digests[digest] for digest in found)

    def stones(self, connection: Connection, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Tombstone]:
        """The tombstone of each of these (person, consent) that has one."""
        digests = {self.digest(person, consent): (person, consent) for person, consent in pairs}
        wanted = [digest for digest in digests if digest in among(connection, tuple(digests))]
        rows = connection.execute(select(table).where(table.c.digest.in_(wanted))) if wanted else ()
        return {digests[row.digest]: Tombstone(row.digest, row.who, row.at, row.reason) for row in rows}

    def forget(self, connection: Connection, person: str, consent: str) -> None:
        """A file made here under an id that was erased stands again."""
        connection.execute(delete(table).where(table.c.digest == self.digest(person, consent)))

    def known(self, connection: Connection, person: str) -> bool:
        """Whether any sharing of that person has ended; a file made here was never shared."""
        whose = table.c.who == self._seals.pseudonym(person)
        wanted = select(table.c.digest).where(whose, table.c.reason.not_in((Reason.REMOVED, CLOSED))).limit(1)
        return connection.execute(wanted).first() is not None


def place(connection: Connection, stones: Sequence[Tombstone]) -> None:
    """Keep these; those known already stay as they are."""
    rows = [{"digest": stone.digest, "who": stone.who, "at": stone.at, "reason": stone.reason} for stone in stones]
    if rows:
        connection.execute(insert(table).on_conflict_do_nothing(), rows)


def every(connection: Connection) -> tuple[Tombstone, ...]:
    """All of them."""
    return tuple(Tombstone(row.digest, row.who, row.at, row.reason) for row in connection.execute(select(table)))


def among(connection: Connection, digests: Sequence[str]) -> frozenset[str]:
    """Those of these digests that are buried."""
    found: set[str] = set()
    for at in range(0, len(digests), SLICE):
        wanted = select(table.c.digest).where(table.c.digest.in_(digests[at : at + SLICE]))
        found.update(connection.execute(wanted).scalars())
    return frozenset(found)
