"""Until when passports may be read without the gateway: what its signed lease covers, and why reading is closed.

A file is readable while the lease of the last whole exchange lasts, at trusted time, and only if that lease covered
its consent. Nothing is erased by a lease that ends: an exchange reopens what it closed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desktop.models.file import ReadLock
from desktop.models.when import said_day

ADVICE: Final = (
    "Faites un échange avec le serveur : la lecture se rouvrira aussitôt."
    " Rien n’est effacé, et vos notes restent disponibles."
)
CLOCK_ADVICE: Final = (
    "Réglez la date et l’heure de l’ordinateur, puis faites un échange avec le serveur : la lecture se rouvrira."
    " Rien n’est effacé, et vos notes restent disponibles."
)
NEVER: Final = "Les passeports sont fermés à la lecture : le serveur n’a pas encore confirmé ceux que vous pouvez lire."
BEHIND: Final = (
    "Les passeports sont fermés à la lecture : l’horloge de cet ordinateur est en retard, et la durée permise sans"
    " échange est épuisée."
)
UNCOVERED: Final = "Ce passeport est fermé à la lecture : le dernier échange complet ne l’a pas confirmé."


@dataclass(frozen=True, slots=True)
class Lease:
    """What the gateway signed after a whole exchange; ``covered`` holds ``fingerprint``s of consents."""

    counsellor: str
    issued: datetime
    expires: datetime
    sequence: int
    covered: frozenset[str] = frozenset()

    def covers(self, consent: str) -> bool:
        """Whether that consent was in force when the lease was given."""
        return fingerprint(consent) in self.covered


def reading(lease: Lease | None, consents: Collection[str], now: datetime, behind: bool = False) -> ReadLock | None:
    """What is closed among the shared files of those consents, at the trusted instant ``now``; None when nothing is.

    ``behind``: the computer's clock is late, so that ``now`` counts time of use only.
    """
    if not consents:
        return None
    if lease is None:
        return ReadLock(NEVER, ADVICE)
    if now >= lease.expires:
        return _expired(lease, behind)
    closed = frozenset(consent for consent in consents if not lease.covers(consent))
    return ReadLock(UNCOVERED, ADVICE, lease.issued, closed) if closed else None


def fingerprint(consent: str) -> str:
    """Sixteen hexadecimal characters that tell one consent from another, and say nothing of it."""
    return hashlib.sha256(consent.encode()).hexdigest()[:16]


def digest(consents: Iterable[str]) -> str:
    """The digest that a lease signs: SHA-256 of the consents, sorted, each followed by a line feed (the contract's)."""
    return hashlib.sha256("".join(f"{consent}\n" for consent in sorted(consents)).encode()).hexdigest()


def _expired(lease: Lease, behind: bool) -> ReadLock:
    if behind:
        return ReadLock(BEHIND, CLOCK_ADVICE, lease.expires)
    issued, expires = (said_day(instant.astimezone().date()) for instant in (lease.issued, lease.expires))
    sentence = (
        f"Les passeports sont fermés à la lecture : le dernier échange complet date du {issued},"
        f" et il en fallait un autre avant le {expires}."
    )
    return ReadLock(sentence, ADVICE, lease.expires)
