"""One page of an exchange, its signatures checked before anything of it is believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import msgspec

from desktop.models.news import News, Received, SetAside, Withdrawal
from desktop.sync.anchoring import Standing, countersigned, standing
from desktop.sync.leasing import WireLease, arrived, same_list, written
from desktop.sync.signed import Keys, Signed, forged, verified
from desktop.sync.wire import WireKnown, WirePage, WireWithdrawal, file, instant

if TYPE_CHECKING:
    from desktop.models.store import Store

NEEDED: Final = ("subject", "cursor", "epoch", "full_mark", "lease", "leased_at", "relisted", "anchor_renewed")


@dataclass(frozen=True, slots=True)
class Place:
    """Where this desk stands before it asks for a page: values of its state, and the anchor it sends, if any."""

    state: Mapping[str, str]
    standing: Standing | None

    @property
    def cursor(self) -> str:
        """After what has already been received."""
        return self.state["cursor"]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a page brings; ``lease`` only on the last one, ``countersigned`` as text to keep, "" for none."""

    news: News
    lease: WireLease | None
    signed_lease: Signed | None
    countersigned: str
    known: WireKnown | None

    def nothing_new(self, place: Place) -> bool:
        """Whether this last page brings nothing and its lease covers the very list that the kept one does."""
        news, state = self.news, place.state
        still = (news.cursor, news.epoch, "") == (place.cursor, state["epoch"], state["full_mark"])
        empty = not (news.more or news.withdrawals or news.files or news.set_aside)
        settled = self.lease is not None and state["leased_at"] == news.cursor
        return still and empty and settled and self.lease is not None and same_list(self.lease, state["lease"])

    def lease_text(self) -> str:
        """The signed lease, as it is kept."""
        return written(self.signed_lease) if self.signed_lease else ""


def place(store: Store, desk: str) -> Place:
    """Everything that a page needs to know of the store, in one go."""
    state = store.state.several(NEEDED)
    return Place(state, standing(store, desk, bool(state["anchor_renewed"])) if desk else None)


def checked(wire: WirePage, at: Place, keys: Keys) -> Checked:
    """The page, believed; ServerTrouble when a signature, a lease or a countersignature is not what it should be."""
    counsellor, lease, signature = at.state["subject"], None, ""
    if wire.lease is not None and not wire.more:
        lease = arrived(wire.lease, keys, counsellor, at.state["lease"])
    if at.standing is not None and not wire.more:
        signature = countersigned(wire, at.standing, keys, counsellor)
    known = wire.known if at.standing is not None and not wire.more else None
    return Checked(news(wire, keys), lease, wire.lease if lease else None, signature, known)


def news(wire: WirePage, keys: Keys) -> News:
    """Withdrawals and files of a page."""
    files = tuple(file(raw) for raw in wire.files)
    return News(
        wire.epoch,
        tuple(_withdrawal(signed, keys) for signed in wire.withdrawals),
        tuple(one for one in files if isinstance(one, Received)),
        tuple(one for one in files if isinstance(one, SetAside)),
        wire.cursor,
        wire.more,
        wire.remaining,
    )


def _withdrawal(signed: Signed, keys: Keys) -> Withdrawal:
    payload = verified(signed, keys.signing, "withdrawal")
    try:
        wire = msgspec.convert(payload, WireWithdrawal)
        return Withdrawal(wire.person, wire.consent, instant(wire.at), wire.reason)
    except (msgspec.MsgspecError, ValueError) as error:
        raise forged() from error
