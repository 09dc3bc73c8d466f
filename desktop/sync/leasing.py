"""The gateway's lease: checked when it comes, kept with what it covered, and checked again at each unlock.

A lease is accepted when its digest is that of the consents held here. Files may be missing here that it counts (set
aside, or ended here first): it is accepted all the same. When something is here that it does not count, everything is
asked again, once; if that settles nothing, the earlier lease runs on to its end.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Final, Literal

import msgspec

from desktop.errors import ServerTrouble
from desktop.models.file import ReadLock
from desktop.models.lease import Lease, digest, fingerprint, reading
from desktop.sync.signed import Keys, PublicKey, Signed, forged, verified
from desktop.sync.wire import instant

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.models.store import Store

LONGEST: Final = timedelta(days=30)


class WireLease(msgspec.Struct, frozen=True):
    """The payload of a lease."""

    type: Literal["lease"]
    counsellor: str
    consents: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
    count: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
    issued: str
    expires: str
    sequence: Annotated[int, msgspec.Meta(ge=1, le=2**53)]

    def value(self, covered: frozenset[str] = frozenset()) -> Lease:
        """As a value; it never lasts longer than thirty days."""
        issued = instant(self.issued)
        expires = min(instant(self.expires), issued + LONGEST)
        return Lease(self.counsellor, issued, expires, self.sequence, covered)


@dataclass(frozen=True, slots=True)
class Settled:
    """What to keep of a lease; ``relist``: ask for everything again first; ``disagreed``: that was done in vain."""

    kept: Mapping[str, str]
    relist: bool = False
    disagreed: bool = False


def checked(signed: Signed, key: PublicKey, counsellor: str) -> WireLease:
    """The payload of a lease of this counsellor; ServerTrouble for anything else."""
    payload = verified(signed, key, "lease")
    try:
        lease = msgspec.convert(payload, WireLease)
        lease.value()
    except (msgspec.MsgspecError, ValueError, OverflowError) as error:
        raise forged() from error
    if lease.counsellor != counsellor or not counsellor:
        raise forged()
    return lease


def arrived(signed: Signed, keys: Keys, counsellor: str, kept: str) -> WireLease:
    """A lease that has just come; ServerTrouble when it is not later than the ``kept`` one: somebody plays it again."""
    lease = checked(signed, keys.signing, counsellor)
    before = _read(kept)
    if before is not None and lease.sequence <= int(before.payload.get("sequence", 0)):
        raise forged()
    return lease


def same_list(lease: WireLease, kept: str) -> bool:
    """Whether this lease covers the very list that the kept one did."""
    before = _read(kept)
    return before is not None and before.payload.get("consents") == lease.consents


def settled(store: Store, lease: WireLease, signed: Signed, state: Mapping[str, str], cursor: str) -> Settled:
    """What becomes of a lease that ends an exchange, once everything it came with is in the store."""
    consents = store.passports.consents()
    if lease.consents == digest(consents) or lease.count > len(consents):
        covered = " ".join(sorted(fingerprint(consent) for consent in consents))
        return Settled({"lease": written(signed), "leased": covered, "leased_at": cursor, "relisted": ""})
    if state["relisted"] == lease.consents:
        return Settled({}, disagreed=True)
    return Settled({"relisted": lease.consents}, relist=True)


def kept_lease(store: Store) -> Lease | None:
    """The lease that the store keeps, its signature checked again; None for want of one that holds."""
    state = store.state.several(("keys", "subject", "lease", "leased"))
    signed = _read(state["lease"])
    if signed is None or not state["keys"]:
        return None
    keys = msgspec.json.decode(state["keys"], type=Keys)
    try:
        return checked(signed, keys.signing, state["subject"]).value(frozenset(state["leased"].split()))
    except ServerTrouble:
        return None


def read_lock(store: Store, now: datetime, behind: bool = False) -> ReadLock | None:
    """What is closed for reading at the trusted instant ``now``: asked at unlock, now and then, after exchanges."""
    lease = kept_lease(store)
    lock = reading(lease, store.passports.consents(), now, behind)
    if lock is None or lock.only is not None:
        absent = reading(lease, store.passports.absent(), now, behind)
        if absent is not None and absent.only is None:
            return absent
    return lock


def written(signed: Signed) -> str:
    """As it is kept."""
    return msgspec.json.encode(signed).decode()


def _read(text: str) -> Signed | None:
    return msgspec.json.decode(text, type=Signed) if text else None
